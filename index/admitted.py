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

from index.catalogue import Place
from index.embedder import Vectors
from index.filters import Filters
from index.stores import Stores

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
_MOST_ROWS = 2_000
"""So many vectors are held for a filter at most, 3 MB, and compared one by one: a fraction of a millisecond."""
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
            self.share < _HALF and self.count <= _MOST_ROWS
        )

    def places(self, stores: Stores) -> list[Place]:
        """Where they are."""
        if self._places is None:
            self._places = stores.catalogue.admitted_places(self.filters)
        return self._places

    def keys(self, stores: Stores) -> Collection[int] | None:
        """Their keys; None while it does not pay to know them."""
        if self._keys is None and self.asked > 1 and not self.few and self.count <= _MOST_KEYS:
            self._keys = frozenset(stores.catalogue.admitted_keys(self.filters))
        return self._keys

    def nearest(self, stores: Stores, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Keys and cosines of the nearest of a few, best first, as far as this process sees their vectors."""
        shown = {p.id: p.key for p in self.places(stores) if stores.shows_vectors_of(p.no)}
        if self._rows is None and (self.asked == 1 or len(shown) > _MOST_ROWS):
            return [(shown[id_], cosine) for id_, cosine in stores.vectors.nearest(vector, limit, list(shown))]
        if self._rows is None:
            held = stores.vectors.get(list(shown)) if shown else {}
            rows = np.stack(list(held.values())) if held else np.zeros((0, len(vector)), dtype=np.float32)
            self._rows = [shown[id_] for id_ in held], rows
        keys, rows = self._rows
        cosines = rows @ vector
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [(keys[i], float(cosines[i])) for i in best]


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
            return found


def among(keys: Sequence[int], admitted: Collection[int] | None) -> list[int]:
    """Those of some keys that are admitted; all, where that is not known."""
    return list(keys) if admitted is None else [key for key in keys if key in admitted]
