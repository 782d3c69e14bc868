"""Near-copies of one story are grouped, never deleted: corroboration counts groups, a result list shows each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ingest.fingerprint import Fingerprint, Hashes, containment

_SHARED_BY_MANY = 48
"""A phrase that more groups than this use is boilerplate and is no evidence of copying."""
_LEAST_SHINGLES = 6
"""Texts judged by fewer shingles are copies only when they are equal."""
_CANDIDATES = 8
_BRIDGED = 0.25
"""A text joins the groups of which it holds copies that make at least this share of it; less is a round-up."""
_MOST_BRIDGED = 3
"""More stories than this in one text are a round-up as well."""
_BUFFER = 24
"""Texts whose hashes are looked through one by one before they are merged into the sorted arrays."""
_NOTHING = np.empty(0, dtype=np.uint32)


@dataclass
class _Group:
    key: str
    prints: list[Fingerprint]
    first: date | None
    last: date | None
    undated: bool

    def near(self, day: date | None, window: int) -> bool:
        if day is None or self.undated or self.first is None or self.last is None:
            return True
        return (self.first - day).days <= window and (day - self.last).days <= window

    def widen(self, day: date | None) -> None:
        if day is None:
            self.undated = True
        else:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


class CopyGroups:
    """Groups articles whose text is mostly the same, as they come.

    A text belongs to a group when at least ``least`` of the shorter one's shingles stand in the longer and their days
    are near. Only what is new in a group is indexed, so the thousandth copy of a wire story costs as much as the first.
    """

    def __init__(self, window_days: int = 7, least: float = 0.6) -> None:
        self._window, self._least = window_days, least
        self._groups: list[_Group] = []
        self._exact: dict[int, list[int]] = {}
        self._index = _Postings()
        self._into: dict[int, int] = {}
        self._merged: dict[str, str] = {}

    def take_merged(self) -> dict[str, str]:
        """Groups that turned out to be one since this was last asked: the key of each, and the key it has now."""
        merged, self._merged = self._merged, {}
        return merged

    def add(self, key: str, fingerprint: Fingerprint, day: date | None) -> str:
        """Add an article.

        Args:
            key: Its id.
            fingerprint: Of its body.
            day: When it was published; an undated article is compared with all.

        Returns:
            The key of the group it belongs to: its own when it is the first, else that of the group's first. A text
            that holds copies of two groups makes them one.
        """
        found = self._find(fingerprint, day)
        number = min(found, default=None)
        for other in found:
            if number is not None and other != number:
                self._merge(number, other)
        if number is None:
            number = len(self._groups)
            self._groups.append(_Group(key, [fingerprint], day, day, day is None))
            self._index.add(fingerprint.hashes, number)
        else:
            self._extend(number, fingerprint)
        self._groups[number].widen(day)
        self._exact.setdefault(fingerprint.digest, [])
        if number not in self._exact[fingerprint.digest]:
            self._exact[fingerprint.digest].append(number)
        return self._groups[number].key

    def _extend(self, number: int, fingerprint: Fingerprint) -> None:
        """Index what a copy adds to its group: a longer version brings shingles by which its own cuts are found."""
        group = self._groups[number]
        known = np.unique(np.concatenate([p.hashes for p in group.prints]))
        fresh = np.setdiff1d(fingerprint.hashes, known, assume_unique=True)
        if len(fresh) > 0.2 * len(fingerprint.hashes) and len(group.prints) < 16:
            group.prints.append(fingerprint)
            self._index.add(fresh, number)

    def _merge(self, number: int, other: int) -> None:
        """Make a later group part of an earlier one."""
        group, gone = self._groups[number], self._groups[other]
        group.prints += gone.prints
        for day in (gone.first, gone.last, None if gone.undated else gone.first):
            group.widen(day)
        self._into[other] = number
        if gone.key == group.key:
            return
        self._merged = {old: group.key if new == gone.key else new for old, new in self._merged.items()}
        self._merged[gone.key] = group.key

    def _root(self, number: int) -> int:
        while number in self._into:
            number = self._into[number]
        return number

    def _find(self, fingerprint: Fingerprint, day: date | None) -> list[int]:
        """The group that a text belongs to, and the groups that it shows to be the same."""
        for number in map(self._root, self._exact.get(fingerprint.digest, ())):
            if self._groups[number].near(day, self._window):
                return [number]
        if len(fingerprint.hashes) < _LEAST_SHINGLES:
            return []
        numbers, shared, common = self._index.look_up(fingerprint.hashes)
        best, best_score = None, self._least
        bridged: set[int] = set()
        looked_at: set[int] = set()
        for place in numbers[np.argsort(-shared, kind="stable")]:
            number = self._root(int(place))
            group = self._groups[number]
            if number in looked_at or not group.near(day, self._window):
                continue
            looked_at.add(number)
            for known in group.prints:
                score, judged_by = containment(fingerprint, known, common)
                if judged_by < _LEAST_SHINGLES or score < self._least:
                    continue
                if score >= best_score and (best is None or score > best_score):
                    best, best_score = number, score
                if _size(known) <= _size(fingerprint) and score * _size(known) >= _BRIDGED * _size(fingerprint):
                    bridged.add(number)
            if len(looked_at) == _CANDIDATES:
                break
        if best is None:
            return []
        return sorted({best, *bridged}) if len(bridged) <= _MOST_BRIDGED else [best]


def _size(fingerprint: Fingerprint) -> float:
    """How many shingles a text has, from those that were kept of it."""
    return float(len(fingerprint.hashes) << fingerprint.level)


class _Postings:
    """Which groups hold which hashes: sorted arrays that are merged as they grow, a few bytes for each hash."""

    def __init__(self) -> None:
        self._runs: list[tuple[Hashes, Hashes]] = []
        self._fresh: list[tuple[Hashes, Hashes]] = []

    def add(self, hashes: Hashes, number: int) -> None:
        self._fresh.append((hashes, np.full(len(hashes), number, dtype=np.uint32)))
        if len(self._fresh) < _BUFFER:
            return
        self._runs.append(_merged(self._fresh))
        self._fresh = []
        while len(self._runs) > 1 and len(self._runs[-1][0]) * 2 > len(self._runs[-2][0]):
            self._runs[-2:] = [_merged(self._runs[-2:])]

    def look_up(self, hashes: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64], Hashes]:
        """The groups that share hashes with a text, how many each, and the hashes that too many groups share."""
        found: list[tuple[Hashes, Hashes]] = []
        for keys, numbers in [*self._runs, *self._fresh]:
            low, high = np.searchsorted(keys, hashes, "left"), np.searchsorted(keys, hashes, "right")
            counts = high - low
            if not counts.any():
                continue
            # All positions low[i]..high[i] in one go.
            offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            places = np.repeat(low, counts) + offsets
            found.append((keys[places], numbers[places]))
        if not found:
            empty = np.empty(0, dtype=np.int64)
            return empty, empty, _NOTHING
        keys = np.concatenate([k for k, _ in found])
        numbers = np.concatenate([n for _, n in found])
        values, counts = np.unique(keys, return_counts=True)
        common = values[counts > _SHARED_BY_MANY]
        if len(common):
            numbers = numbers[~np.isin(keys, common)]
        groups, shared = np.unique(numbers, return_counts=True)
        enough = shared >= 2
        return groups[enough].astype(np.int64), shared[enough].astype(np.int64), common


def _merged(runs: list[tuple[Hashes, Hashes]]) -> tuple[Hashes, Hashes]:
    keys = np.concatenate([k for k, _ in runs])
    numbers = np.concatenate([n for _, n in runs])
    order = np.argsort(keys, kind="stable")
    return keys[order], numbers[order]
