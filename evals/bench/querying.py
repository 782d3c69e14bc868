"""How long a search, a filtered search, a whole question and a cold command take."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.bench.measure import machine
from evals.bench.process import peak_mb, percentile, resident_mb
from evals.bench.table import SPREAD, Table
from evals.progress import Progress
from index import Archive, Filters
from ingest import InputError, Settings
from qa import Engine

SHARES = (0.0001, 0.001, 0.01, 0.1, 0.5, 1.0)
"""Shares of the archive that the filters are to admit."""
LIMIT = 20
"""Passages asked for: as many as the reader reads."""
_COLD_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Window:
    """A date filter, and the share of the articles that it admits."""

    wanted: float
    filters: Filters
    articles: int
    share: float

    @property
    def name(self) -> str:
        """What a table calls it."""
        return f"filtered to {100 * self.wanted:g} % ({self.articles:,} articles, {100 * self.share:.2g} %)"


def windows(archive: Archive, shares: Sequence[float] = SHARES) -> list[Window]:
    """For each share the days up to the newest that come nearest to it; dates are the one thing every archive has.

    Raises:
        InputError: when no article is dated.
    """
    whole = archive.coverage()
    if whole.first_day is None or whole.last_day is None:
        raise InputError("No article of this archive is dated; filtered searches need dates.")
    found = []
    for share in shares:
        low, high = whole.first_day.toordinal(), whole.last_day.toordinal()
        # The count falls as the first day rises: halve until the day is found.
        while low < high:
            middle = (low + high) // 2
            count = archive.coverage(_since(middle, whole.last_day)).articles
            low, high = (middle + 1, high) if count > share * whole.articles else (low, middle)
        best = min(
            (_since(day, whole.last_day) for day in (low - 1, low)),
            key=lambda filters: abs(archive.coverage(filters).articles - share * whole.articles),
        )
        count = archive.coverage(best).articles
        found.append(Window(share, best, count, count / whole.articles))
    return found


def search_times(archive: Archive, questions: Sequence[str], filters: Filters | None) -> list[float]:
    """Milliseconds of each search."""
    return [_timed(lambda asked=asked: archive.search(asked, limit=LIMIT, filters=filters)) for asked in questions]  # type: ignore[misc]


def answer_times(engine: Engine, questions: Sequence[str]) -> list[float]:
    """Milliseconds of each whole answer."""
    return [_timed(lambda asked=asked: engine.ask(asked)) for asked in questions]  # type: ignore[misc]


def cold_times(arguments: Sequence[str], repeats: int) -> list[float]:
    """Seconds of the command line from start to end, each time in a new process.

    Raises:
        InputError: when the command fails; says how.
    """
    command = [sys.executable, "-m", "ui.commands.cli", *arguments]
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, timeout=_COLD_SECONDS)
        seconds.append(time.perf_counter() - started)
        if done.returncode:
            raise InputError(f"dateline {' '.join(arguments)} failed: {done.stderr.strip()[-300:]}")
    return seconds


def bench_query(folder: Path, questions: Sequence[str], repeats: int, answers: int) -> Table:
    """Searches, filtered searches, whole answers and cold commands on one archive.

    Args:
        folder: the archive.
        questions: what is searched for, each in every repeat.
        repeats: how often everything is done; kinds of search take turns within a repeat.
        answers: so many of the questions are answered wholly in each repeat; 0 for none.
    """
    settings = Settings(archive=folder)
    table = Table("Queries", "", SPREAD)
    with Archive.open(folder, settings) as archive:
        status = archive.status()
        table.note = (
            f"{status.articles:,} articles in {status.passages:,} passages; {len(questions)} questions, {LIMIT} "
            f"passages each, one at a time; p50 and p95 within a run, then median, min and max over runs. {machine()}."
        )
        _warm(archive, questions)
        _searches(table, archive, questions, repeats)
        table.spread("memory, searching", "MB", [resident_mb()])
        if answers:
            _answers(table, Engine(archive, settings), questions[:answers], repeats)
            table.spread("peak memory, answering", "MB", [peak_mb()])
    where = ["--archive", str(folder)]
    for name, arguments in (
        ("cold --help", ["--help"]),
        ("cold search", ["search", questions[0], *where]),
        ("cold ask", ["ask", questions[0], *where]),
    ):
        table.spread(name, "s", cold_times(arguments, repeats))
    return table


def _searches(table: Table, archive: Archive, questions: Sequence[str], repeats: int) -> None:
    kinds: list[tuple[str, Filters | None]] = [("search", None)]
    kinds += [(window.name, window.filters) for window in windows(archive)]
    times: dict[str, list[list[float]]] = {name: [] for name, _ in kinds}
    with Progress("searches", repeats * len(kinds)) as shown:
        for _ in range(repeats):
            for name, filters in kinds:
                times[name].append(search_times(archive, questions, filters))
                shown.step()
    for name, runs in times.items():
        _percentiles(table, name, runs)
    plain = [percentile(run, 0.5) for run in times["search"]]
    slowest = [
        max(percentile(times[name][run], 0.5) for name, _ in kinds[1:]) / plain[run] for run in range(repeats)
    ]  # fmt: skip
    table.spread("slowest filter's p50, of the unfiltered", "times", slowest)


def _answers(table: Table, engine: Engine, questions: Sequence[str], repeats: int) -> None:
    engine.ask(questions[0])
    runs = []
    with Progress("answers", repeats) as shown:
        for _ in range(repeats):
            runs.append(answer_times(engine, questions))
            shown.step()
    _percentiles(table, "whole answer", runs)


def _percentiles(table: Table, name: str, runs: Sequence[Sequence[float]]) -> None:
    for label, share in (("p50", 0.5), ("p95", 0.95)):
        table.spread(f"{name}, {label}", "ms", [percentile(run, share) for run in runs])


def _warm(archive: Archive, questions: Sequence[str]) -> None:
    for asked in questions[:5]:
        archive.search(asked, limit=LIMIT)


def _since(day: int, last: date) -> Filters:
    return Filters(date_from=date.fromordinal(day), date_to=last)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - started)
