"""A progress bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from ui.answers import words
from ui.terminal.command import console, is_terminal

if TYPE_CHECKING:
    from rich.progress import TaskID

    from index import Progress

EVERY_SECONDS = 10.0
"""How often a line is written to a log."""
_STEPS = 1_000
_TOO_SOON = 0.005
"""Before this share of a task is done, nobody can tell how long the rest takes."""


class Bar:
    """Shows how far a long task is: ``with Bar() as bar: task(on_progress=bar.show)``."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Rich

        self._rich = (
            Rich(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TextColumn("{task.fields[said]}", markup=False),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=console(err=True),
                transient=True,
            )
            if is_terminal(err=True)
            else None
        )
        self._task: TaskID | None = None
        self._last, self._began = 0.0, time.monotonic()

    def __enter__(self) -> Bar:
        if self._rich is not None:
            self._rich.start()
            self._task = self._rich.add_task("starting", total=None, said="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rich is not None:
            self._rich.stop()

    def show(self, at: Progress) -> None:
        """Take note of how far the task is."""
        share = at.share or (at.passages / at.total if at.total else 0.0)
        if self._rich is not None and self._task is not None:
            self._rich.update(
                self._task,
                description=at.stage,
                completed=share * _STEPS,
                total=_STEPS if share else None,
                said=f"{_said(at)}{self._rate(at)}",
            )
        elif time.monotonic() - self._last >= EVERY_SECONDS:
            self._last = time.monotonic()
            seconds = time.monotonic() - self._began
            left = f", about {words.duration(seconds * (1 - share) / share)} left" if share > _TOO_SOON else ""
            print(
                f"{at.stage}: {_said(at)}{self._rate(at)}{left}",
                file=sys.stderr,
                flush=True,
            )

    def _rate(self, at: Progress) -> str:
        """Passages a second since the first ones were done; nothing before."""
        if not at.passages:
            return ""
        rate = at.passages / max(time.monotonic() - self._began, 1)
        return f", {rate:,.{0 if rate >= 10 else 1}f} a second"


def _said(at: Progress) -> str:
    done = f"{at.passages:,} of {at.total:,} passages" if at.total else words.count(at.passages, "passage")
    return f"{words.count(at.files, 'file')}, {words.count(at.articles, 'article')}, {done}"
