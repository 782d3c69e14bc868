"""Reading together: windows of all the questions in work, in shared batches, one batch at a time on every core.

A batch that stays in the processor's cache is too little work to be split among threads: they wait for each other
longer than they calculate. So every core reads a batch of its own. The question that came first is read first, and its
batches are filled up with windows of later ones.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from ingest import DatelineError
from qa.reader.encode import Window

Found = TypeVar("Found")
Wanted = Callable[[], bool]


class GivenUpError(DatelineError):
    """Nobody waits for the answer any more, so it is not worked out."""


def always() -> bool:
    """The answer is wanted, whatever happens."""
    return True


class Together(Generic[Found]):
    """Batches of windows, read for several callers at once.

    Args:
        read: reads a batch: one result for each of its windows, in order. It is called from several threads.
        tokens: most tokens of a batch, padding included.
        threads: how many batches are read at a time.
        begin: called in each reading thread before its first batch.
    """

    def __init__(
        self, read: Callable[[list[Window]], list[Found]], tokens: int, threads: int, begin: Callable[[], None]
    ) -> None:
        self._read, self._tokens = read, tokens
        self._waiting: list[_Asked[Found]] = []
        self._door = threading.Lock()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="read", initializer=begin)

    def read(self, windows: Sequence[Window], wanted: Wanted = always) -> list[Found]:
        """Read windows, and wait until they are read: one result for each, in the order given.

        Args:
            windows: in any order.
            wanted: asked before each batch; what is wanted no more leaves its place to others.

        Raises:
            GivenUpError: when they are wanted no more.
            Exception: whatever reading one of them raised; other callers' windows are read all the same.
        """
        if not windows:
            return []
        asked = _Asked[Found](windows, wanted)
        with self._door:
            self._waiting.append(asked)
        try:
            # Each turn reads a batch of whoever came first: so many turns suffice, also when others have filled up.
            for _ in range(asked.batches(self._tokens)):
                self._pool.submit(self._turn)
            return asked.future.result()
        finally:
            with self._door:
                self._drop(asked)

    def _turn(self) -> None:
        batch = self._next()
        if len({id(asked) for asked, _ in batch}) < 2:
            self._settle(batch)
            return
        try:
            found = self._read([asked.windows[place] for asked, place in batch])
        except Exception:  # noqa: BLE001 (raised again where it belongs: each caller's windows are read apart)
            for owner in dict.fromkeys(asked for asked, _ in batch):
                self._settle([one for one in batch if one[0] is owner])
        else:
            self._hand_out(batch, found)

    def _next(self) -> list[tuple[_Asked[Found], int]]:
        """The next batch: the shortest windows of who came first, and the longest of others that add no padding."""
        with self._door:
            for asked in [one for one in self._waiting if not one.wanted()]:
                self._drop(asked)
                asked.fail(GivenUpError("The answer is wanted no more."))
            if not self._waiting:
                return []
            first, *others = self._waiting
            batch = [(first, place) for place in first.shortest(self._tokens)]
            width = len(first.windows[batch[-1][1]])
            room = self._tokens // width - len(batch)
            for other in others:
                filling = other.longest(width, room)
                batch += [(other, place) for place in filling]
                room -= len(filling)
            self._waiting = [one for one in self._waiting if one.left]
            return batch

    def _settle(self, batch: list[tuple[_Asked[Found], int]]) -> None:
        """Read a batch of one caller; a failure is that caller's."""
        if not batch:
            return
        owner = batch[0][0]
        try:
            found = self._read([owner.windows[place] for _, place in batch])
        except Exception as error:  # noqa: BLE001 (it is raised where the results are waited for)
            with self._door:
                self._drop(owner)
            owner.fail(error)
        else:
            self._hand_out(batch, found)

    def _hand_out(self, batch: list[tuple[_Asked[Found], int]], found: list[Found]) -> None:
        with self._door:
            for (asked, place), one in zip(batch, found, strict=True):
                asked.take(place, one)

    def _drop(self, asked: _Asked[Found]) -> None:
        self._waiting = [one for one in self._waiting if one is not asked]


class _Asked(Generic[Found]):
    """What one caller has asked for: which of the windows are left, and what was found in the others."""

    def __init__(self, windows: Sequence[Window], wanted: Wanted) -> None:
        self.windows, self.wanted = windows, wanted
        self.left = sorted(range(len(windows)), key=lambda place: len(windows[place]))
        """Places of the windows that no batch has taken yet, shortest first."""
        self.future: Future[list[Found]] = Future()
        self._found: dict[int, Found] = {}

    def batches(self, tokens: int) -> int:
        """How many batches the windows make when no others join them."""
        count, left = 0, self.left
        while left:
            count, left = count + 1, left[self._fitting(left, tokens) :]
        return count

    def shortest(self, tokens: int) -> list[int]:
        """Take as many of the shortest windows as fit into a batch, at least one."""
        fitting = self._fitting(self.left, tokens)
        taken, self.left = self.left[:fitting], self.left[fitting:]
        return taken

    def longest(self, width: int, most: int) -> list[int]:
        """Take up to so many of the longest windows that are no longer than ``width``."""
        last = bisect_right(self.left, width, key=lambda place: len(self.windows[place]))
        first = max(0, last - most)
        taken, self.left = self.left[first:last], self.left[:first] + self.left[last:]
        return taken

    def take(self, place: int, found: Found) -> None:
        """Note what was found; the last one ends the waiting."""
        self._found[place] = found
        if len(self._found) == len(self.windows) and not self.future.done():
            self.future.set_result([self._found[place] for place in range(len(self.windows))])

    def fail(self, error: Exception) -> None:
        """End the waiting with an error."""
        if not self.future.done():
            self.future.set_exception(error)

    def _fitting(self, places: list[int], tokens: int) -> int:
        return next(
            (n for n, place in enumerate(places) if n and (n + 1) * len(self.windows[place]) > tokens), len(places)
        )
