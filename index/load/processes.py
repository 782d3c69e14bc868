"""Reading in processes of their own, where there is enough to read that they pay."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from index.load.reading import Closing, Found, Opening, Reading, Step, Unread, counted, found_in, weight_of
from ingest import Apart, IntakeSettings, Problem, Source, discover

_WORTH_BYTES = 4 * 2**20
"""A process takes half a second to start: as long as it takes to read this much of news text."""
_MOST = 8
"""More would only wait for the one process that writes."""
_EACH = 4
"""Files that a process may have at a time, so that it goes on at once."""
_BLOCK_CHARS = 250_000
"""How much is sent back in one piece."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read."""

    path: str
    limits: IntakeSettings


@dataclass(frozen=True, slots=True)
class Block:
    """Some of what a file holds, and how many bytes of it were read for that."""

    found: tuple[Found, ...]
    read: int


_Process: TypeAlias = Apart[Task, Block]


class Readers:
    """Reads sources: a little here, much in processes of their own, whose results come in the order of the files.

    Members of zip and tar files, and what was fetched, are read here: they have no name in the file system.

    Args:
        limits: Of the settings.
        few: Whether reading is the least of the work, so that one process will do.
    """

    def __init__(self, limits: IntakeSettings, *, few: bool) -> None:
        self._limits, self._few = limits, few

    def steps(self, paths: Iterable[str | Path | Source], reading: Reading) -> Iterator[Step]:
        """For each source an opening, what is ready of it, and a closing."""
        waiting: deque[tuple[Opening | Closing | Unread, _Process | None]] = deque()
        processes: list[_Process] = []
        given = 0
        try:
            for item in reading.listed(paths):
                process = None
                path = item.source.path if isinstance(item, Unread) else None
                if path is not None and (most := self._worth(reading)):
                    if len(processes) < most:
                        processes.append(Apart(read_file))
                    process = processes[given % most]
                    process.give(Task(str(path), self._limits))
                    given += 1
                waiting.append((item, process))
                while len(waiting) > 2 * _EACH * len(processes):
                    yield from _done(*waiting.popleft(), reading)
            while waiting:
                yield from _done(*waiting.popleft(), reading)
        finally:
            for process in processes:
                process.close()

    def _worth(self, reading: Reading) -> int:
        """How many processes pay."""
        files, size = reading.to_read
        return 0 if size < _WORTH_BYTES else 1 if self._few else min(_MOST, files, os.cpu_count() or 1)


def read_file(task: Task) -> Iterator[Block]:
    """What a file holds; this is what the process that reads runs."""
    source = next(iter(discover([task.path], task.limits)), None)
    if not isinstance(source, Source):
        yield Block((source or Problem(task.path, f"{task.path} went away before it was read."),), 0)
        return
    read = weight = 0

    def count(size: int) -> None:
        nonlocal read
        read += size

    found: list[Found] = []
    for item in found_in(counted(source, count), task.limits):
        found.append(item)
        weight += 200 if isinstance(item, Problem) else weight_of(item)
        if weight >= _BLOCK_CHARS:
            yield Block(tuple(found), read)
            found, read, weight = [], 0, 0
    yield Block(tuple(found), read)


def _done(item: Opening | Closing | Unread, process: _Process | None, reading: Reading) -> Iterator[Step]:
    if not isinstance(item, Unread):
        yield item
    elif process is None:
        yield from reading.read(item)
    else:
        yield from reading.taken(item, _found(process, reading))


def _found(process: _Process, reading: Reading) -> Iterator[Found]:
    for block in process.results():
        reading.count(block.read)
        yield from block.found
