"""Which passages some filters admit: worked out for a filter that is asked for again, and kept while nothing changes.

Whoever searches a part of an archive does so again and again. The first search with a filter costs what the stores take
for it; from the second on, its passages are known, and of a small part the vectors are at hand.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from index.filters import Filters
from index.models.embedder import Vectors
from index.stores.catalogue import Place
from index.stores.stores import Stores

_KEPT = 8
"""Filters that are remembered."""
_SECONDS = 60.0
"""An embargo that ends is noticed so much later at the latest; one that begins is noticed at once, by the catalogue."""
_SELECTIVE = 0.1
"""Filters that admit a smaller share of the passages are applied before the search, others after it."""
_HALF = 0.5
"""The same for so few passages that each can be compared."""
_MOST_IDS = 20_000
"""More ids than this are not handed to the vectors: looking each up would cost more than it saves."""
_MOST_ROWS = 20_000
"""So many vectors are held for a filter at most, 30 MB, and compared one by one: three milliseconds."""
_ROWS_IN_ALL = 40_000
"""So many for all filters; those of the filter that was asked for longest ago go first."""
_TO_COMPARE = 2_000
"""So few passages are compared one by one however large a share they are."""
_TO_LOOK_UP = 5_000
"""So few keys are looked up among the words at a time."""
SPARE = 1.3
"""How many more candidates are asked for than a share would need on average, where most are left out afterwards."""
MOST_CANDIDATES = 4_000
"""More candidates are never asked for."""
_MOST_KEYS = 60_000
"""So many keys are held for a filter at most."""


@dataclass(slots=True)
class Admitted:
    """The passages that some filters admit.

    Only what narrows a search down comes from here: what is shown is looked up in the catalogue by every search.
    """

    filters: Filters
    count: int
    share: float
    """Of all passages."""
    asked: int = 0
    since: float = field(default_factory=time.monotonic)
    _places: list[Place] | None = None
    _rows: tuple[list[int], Vectors] | None = None
    _keys: frozenset[int] | None = None

    @property
    def few(self) -> bool:
        """Whether it is quicker to look among them than through all."""
        return (self.share < _SELECTIVE and self.count <= _MOST_IDS) or (
            self.share < _HALF and self.count <= _TO_COMPARE
        )

    def places(self, stores: Stores) -> list[Place]:
        """Where they are."""
        if self._places is None:
            self._places = stores.catalogue.admitted_places(self.filters)
        return self._places

    def keys(self, stores: Stores) -> Collection[int] | None:
        """Their keys; None while it does not pay to know them."""
        if self._keys is None and self.asked > 1 and self.count <= _MOST_KEYS:
            placed = self._places
            known = stores.catalogue.admitted_keys(self.filters) if placed is None else [one.key for one in placed]
            self._keys = frozenset(known)
        return self._keys

    def nearest(self, stores: Stores, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Keys and cosines of the nearest of a few, best first, as far as this process sees their vectors."""
        held = self._rows  # another thread may let them go meanwhile
        if held is None:
            shown = {p.id: p.key for p in self.places(stores) if stores.shows_vectors_of(p.no)}
            if self.asked == 1 or len(shown) > _MOST_ROWS:
                return [(shown[id_], cosine) for id_, cosine in stores.vectors.nearest(vector, limit, list(shown))]
            found = stores.vectors.get(list(shown)) if shown else {}
            stacked = np.stack(list(found.values())) if found else np.zeros((0, len(vector)), dtype=np.float32)
            held = self._rows = [shown[id_] for id_ in found], stacked
        keys, rows = held
        cosines = rows @ vector
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [(keys[i], float(cosines[i])) for i in best]

    def worded(self, stores: Stores, query: str, limit: int) -> dict[int, float]:
        """Keys and scores of the best of a few by their words.

        To look thousands up takes longer than to go down the list of all, which is as exact where enough are met or
        the list ends.
        """
        words, more = stores.lexical, min(int(SPARE * limit / self.share), MOST_CANDIDATES)
        keys = self.keys(stores) if self.count > _TO_LOOK_UP and more * self.share > limit else None
        if keys is not None:
            best = words.best(query, more)
            met = [(key, score) for key, score in best if key in keys][:limit]
            if len(met) == limit or len(best) < more:
                return dict(met)
        return words.scores(query, [place.key for place in self.places(stores)], limit)

    @property
    def held(self) -> int:
        """How many vectors are at hand."""
        rows = self._rows
        return len(rows[0]) if rows is not None else 0

    def let_go(self) -> None:
        """Keep no vectors at hand; they are fetched again when they are wanted."""
        self._rows = None


class Parts:
    """The parts of an archive that were searched last; any thread may ask."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._known: OrderedDict[Filters, Admitted] = OrderedDict()
        self._state: tuple[int, int] | None = None
        self._lock = threading.Lock()

    def of(self, filters: Filters) -> Admitted:
        """What some filters admit; it is counted as asked for once more."""
        with self._lock:
            if self._state != self._stores.state:
                self._known.clear()
                self._state = self._stores.state
            found = self._known.pop(filters, None)
            if found is None or time.monotonic() - found.since > _SECONDS:
                count = self._stores.catalogue.admitted_passages(filters)
                found = Admitted(filters, count, count / max(count, self._stores.lexical.count(), 1))
            found.asked += 1
            self._known[filters] = found
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            self._make_room()
            return found

    def _make_room(self) -> None:
        held = sum(one.held for one in self._known.values())
        for one in list(self._known.values())[:-1]:
            if held > _ROWS_IN_ALL:
                held -= one.held
                one.let_go()


def among(keys: Sequence[int], admitted: Collection[int] | None) -> list[int]:
    """Those of some keys that are admitted; all, where that is not known."""
    return list(keys) if admitted is None else [key for key in keys if key in admitted]
