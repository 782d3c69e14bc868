"""How articles become searchable, and stop being so: the only code that writes the derived stores.

Every change leaves the old state or the new one, whatever happens in between. Articles are staged in the catalogue as
pending, then written to the derived stores, then published in one transaction; what they replace is hidden by the same
transaction and deleted from the derived stores afterwards. What a crash leaves undone is found in the catalogue.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.embedder import Vectors
from index.journal import Journal
from index.lexical import Entry
from index.records import Draft, article_key, passage_key
from index.schema import PENDING, REMOVED, SUPERSEDED
from index.stored import contexts_of
from index.stores import Stores

_EMBED_AT_ONCE = 512
"""Texts embedded before their vectors are kept: what an interruption can cost."""


@dataclass(slots=True)
class EmbedCount:
    """What embedding took."""

    texts: int = 0
    seconds: float = 0.0


class Committer:
    """Moves articles into and out of the archive.

    Args:
        stores: All stores, opened for writing.
        journal: The writing half of the catalogue.
        on_embedded: Called with a number of passages whenever so many more have their vectors.
    """

    def __init__(self, stores: Stores, journal: Journal, on_embedded: Callable[[int], None] | None = None) -> None:
        self._stores, self._journal = stores, journal
        self._on_embedded = on_embedded
        self.embedded = EmbedCount()

    def add(self, drafts: Sequence[Draft], run: int) -> None:
        """Add articles, each replacing the live version of its item."""
        if not drafts:
            return
        stores, journal = self._stores, self._journal
        replaced = journal.live_numbers([draft.article.id for draft in drafts])
        contexts = {p.id: c for draft in drafts for p, c in zip(draft.passages, draft.contexts, strict=True)}
        ids, texts = list(contexts), list(contexts.values())
        keys = [passage_key(id_) for id_ in ids]
        known = journal.live_among(keys)
        fresh = np.array([key not in known for key in keys], dtype=bool)

        store, lexical = stores.vectors, stores.lexical
        numbers = journal.stage(drafts, run)
        vectors = self.embed(texts)
        store.upsert(ids, vectors)
        lexical.write(add=entries(drafts))

        leaving = self._exclusive(replaced, set(keys))
        moments = stores.moments.add(vectors[fresh]).subtract(self._held(leaving))
        journal.publish(numbers, replaced, {"moments": moments.to_bytes(), "embedder": stores.fingerprint_bytes()})
        self._take_out(leaving)
        journal.settle(replaced)

    def remove(self, item: str, reason: str, purge: bool) -> int:
        """Take an item out of every store, and keep it out.

        Returns:
            How many passages went.
        """
        stores, journal = self._stores, self._journal
        live = journal.live_numbers([item])
        values = {"shred": b"1"} if purge else {}
        leaving = self._exclusive(live, set())
        if leaving:
            values["moments"] = stores.moments.subtract(self._held(leaving)).to_bytes()
        numbers = journal.numbers_of(item)
        journal.condemn(item, reason, purge, values)
        self._take_out(leaving)
        stores.cache.forget(contexts_of(stores, numbers))
        journal.settle([], numbers)
        return len(leaving)

    def recover(self) -> None:
        """Undo what was never published, and finish deleting what was replaced or removed."""
        owed = self._journal.owed()
        numbers = [no for group in owed.values() for no in group]
        if numbers:
            self._take_out(self._exclusive(numbers, set()))
            self._stores.cache.forget(contexts_of(self._stores, owed[REMOVED]))
            self._journal.settle(owed[SUPERSEDED], [*owed[PENDING], *owed[REMOVED]])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of some texts, computed only where the cache has none."""
        stores = self._stores
        rows = stores.cache.get(texts)
        missing = sorted((i for i, row in enumerate(rows) if row is None), key=lambda i: len(texts[i]))
        if self._on_embedded and len(missing) < len(texts):
            self._on_embedded(len(texts) - len(missing))
        for at in range(0, len(missing), _EMBED_AT_ONCE):
            part = missing[at : at + _EMBED_AT_ONCE]
            started = time.perf_counter()
            made = stores.embedder.encode_passages([texts[i] for i in part], self._on_embedded)
            self.embedded.seconds += time.perf_counter() - started
            self.embedded.texts += len(part)
            stores.cache.put([texts[i] for i in part], made)
            for i, row in zip(part, made, strict=True):
                rows[i] = row
        return np.array(rows, dtype=np.float32).reshape(len(texts), stores.embedder.fingerprint.dimension)

    def _exclusive(self, numbers: Sequence[int], staying: set[int]) -> dict[int, str]:
        """Key and id of the passages that only these versions have."""
        found = dict(self._journal.passages_of(numbers))
        others = self._journal.live_among(list(found), apart_from=numbers)
        return {key: id_ for key, id_ in found.items() if key not in others and key not in staying}

    def _held(self, leaving: dict[int, str]) -> Vectors:
        held = self._stores.vectors.get(list(leaving.values())) if leaving else {}
        rows: Vectors = np.zeros((0, self._stores.embedder.fingerprint.dimension), dtype=np.float32)
        return np.stack(list(held.values())) if held else rows

    def _take_out(self, leaving: dict[int, str]) -> None:
        if leaving:
            self._stores.vectors.delete(list(leaving.values()))
            self._stores.lexical.write(delete=list(leaving))


def entries(drafts: Iterable[Draft]) -> list[Entry]:
    """What the lexical index is given of some articles."""
    return [
        Entry(passage_key(passage.id), context, article_key(draft.article.version))
        for draft in drafts
        for passage, context in zip(draft.passages, draft.contexts, strict=True)
    ]
