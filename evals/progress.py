"""How far a long task is: a bar on a terminal, a plain line now and then in a log."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

EVERY = 15.0
"""Seconds between two lines in a log."""


class Progress:
    """Shows a task of known length on standard error.

    Args:
        what: a word for the task.
        total: steps in all.
        done: steps done before.
    """

    def __init__(self, what: str, total: int, done: int = 0) -> None:
        self._what, self._total, self._done = what, total, done
        self._begun = self._said = monotonic()
        self._before = done
        self._bar: Bar | None = None
        if sys.stderr.isatty():
            columns = (
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                TextColumn("left"), TimeRemainingColumn(),
            )  # fmt: skip
            self._bar = Bar(*columns, console=Console(stderr=True))
            self._task = self._bar.add_task(what, total=total, completed=done)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def step(self, steps: int = 1) -> None:
        """Count steps as done."""
        self._done += steps
        if self._bar:
            self._bar.update(self._task, completed=self._done)
        elif monotonic() - self._said >= EVERY or self._done == self._total:
            self._said = monotonic()
            rate = (self._done - self._before) / max(self._said - self._begun, 1e-9)
            left = (self._total - self._done) / rate if rate else 0.0
            print(f"{self._what} {self._done}/{self._total}, {rate:.2f} a second, {left:.0f} s left", file=sys.stderr)

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
