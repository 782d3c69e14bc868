"""Memory while a file larger than memory is read: its lines are made up on the way and never stand on a disk.

``python -m evals.bench.streaming 5`` reads and splits 5 GB of JSON lines as an ingest does, without keeping them;
``--archive FOLDER`` reads them into an archive, as ``ingest --fast`` does. Memory is told at even steps.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.bench.generated import World
from evals.bench.process import MB, peak_mb, resident_mb
from index import Archive, Progress
from index.load.reading import prepared
from ingest import Article, IntakeSettings, Settings, Source, ahead, discover, read_source

GB = 10**9
_STEPS = 10
_AHEAD_CHARS = 8_000_000


@dataclass(frozen=True)
class Reached:
    """How far a run was at one moment."""

    share: float
    """Of the bytes, from 0 to 1."""
    articles: int
    passages: int
    seconds: float
    memory_mb: float


class Lines(io.RawIOBase):
    """JSON lines, one article each, up to a size in bytes; the same ones every time.

    Args:
        size: Bytes; the last line ends at or before it.
        told: Called with the bytes given so far.
    """

    def __init__(self, size: int, told: Callable[[int], None] = lambda given: None) -> None:
        self._lines, self._told = _lines(size), told
        self._held = b""
        self._given = 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer with what comes next."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while len(self._held) < len(view) and (line := next(self._lines, b"")):
            self._held += line
        part, self._held = self._held[: len(view)], self._held[len(view) :]
        view[: len(part)] = part
        self._given += len(part)
        self._told(self._given)
        return len(part)


def _lines(size: int) -> Iterator[bytes]:
    """Words of 64 drawn texts in ever other orders: quick to make, and no two articles alike."""
    world = World()
    texts = [world.draw(seed, 1_200) for seed in range(64)]
    given = number = 0
    while True:
        words, turn = texts[number % 64], number // 64 % 1_200
        body = " ".join([*words[turn:], *words[:turn], f"number{number}."])
        row = {
            "id": f"generated-{number}", "title": f"Generated article {number}", "body": body,
            "source": f"Source {number % 10}", "date": f"{1996 + number % 28}-03-14",
        }  # fmt: skip
        line = json.dumps(row).encode() + b"\n"
        if given + len(line) > size:
            return
        yield line
        given, number = given + len(line), number + 1


def source_of(size: int, limits: IntakeSettings, told: Callable[[int], None] = lambda given: None) -> Source:
    """The made-up file as something to ingest."""
    return Source("generated.jsonl", size, limits, lambda: io.BufferedReader(Lines(size, told), 1 << 20))


def read(size: int, on_step: Callable[[Reached], None]) -> None:
    """Read and split the file, the reading ahead of the splitting, as an ingest does."""
    given = [0]
    limits = IntakeSettings(max_file_mb=max(2_000, 2 * size // 2**20))
    started, articles, passages, step = time.perf_counter(), 0, 0, 0
    for source in discover([source_of(size, limits, lambda count: given.__setitem__(0, count))], limits):
        assert isinstance(source, Source)
        for item in ahead(read_source(source, limits), lambda item: 3 * len(getattr(item, "body", "")), _AHEAD_CHARS):
            if isinstance(item, Article):
                articles += 1
                passages += len(prepared(item, limits.passage_words).passages)
            if given[0] >= size * step / _STEPS:
                step += 1
                on_step(Reached(given[0] / size, articles, passages, time.perf_counter() - started, resident_mb()))
    on_step(Reached(1.0, articles, passages, time.perf_counter() - started, resident_mb()))


def ingest(size: int, folder: Path, on_step: Callable[[Reached], None]) -> None:
    """Read the file into an archive, its vectors left for later."""
    given, started, step = [0], time.perf_counter(), 0
    settings = Settings(archive=folder, intake=IntakeSettings(max_file_mb=max(2_000, 2 * size // 2**20)))
    source = source_of(size, settings.intake, lambda count: given.__setitem__(0, count))
    with Archive.open(folder, settings, write=True) as archive:

        def note(at: Progress) -> None:
            nonlocal step
            # The file is gone through twice: the first time only for its digest.
            if given[0] >= size * step / _STEPS:
                step += 1
                seconds = time.perf_counter() - started
                on_step(Reached(given[0] / size, at.articles, at.passages, seconds, resident_mb()))

        report = archive.ingest([source], note, fast=True)
        on_step(Reached(1.0, report.read, report.passages, time.perf_counter() - started, resident_mb()))


def main() -> None:
    """Print how far it is and what memory it takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gigabytes", type=float)
    parser.add_argument("--archive", type=Path)
    asked = parser.parse_args()

    def show(at: Reached) -> None:
        print(
            f"{at.share:4.0%}  {at.articles:,} articles  {at.passages:,} passages  {at.seconds:.0f} s  "
            f"{at.memory_mb:.0f} MB",
            flush=True,
        )

    size = int(asked.gigabytes * GB)
    if asked.archive:
        ingest(size, asked.archive, show)
    else:
        read(size, show)
    print(f"{size / MB:,.0f} MB read; at most {peak_mb():.0f} MB of memory")


if __name__ == "__main__":
    main()
