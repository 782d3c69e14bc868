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

from index.models.embedder import Vectors
from index.results import Progress
from index.stores.drafts import contexts_of, drafts_of
from index.stores.lexical import Entry
from index.stores.moments import Moments
from index.stores.records import Draft, article_key, passage_key
from index.stores.schema import PENDING, REMOVED, SUPERSEDED
from index.stores.stores import Stores
from index.write.journal import Journal

SHRED = "shred"
"""The value of the meta table that says whether traces of what was purged are still to be removed from files."""
_EMBED_AT_ONCE = 512
"""Texts embedded before their vectors are kept: what an interruption can cost."""
_ARTICLES_AT_ONCE = 100
"""Articles that get their vectors in one step; searches profit after each."""


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
        on_done: Called with a number of passages whenever so many more are done.
    """

    def __init__(self, stores: Stores, journal: Journal, on_done: Callable[[int], None] | None = None) -> None:
        self._stores, self._journal = stores, journal
        self._on_done = on_done
        self.embedded = EmbedCount()

    def add(self, drafts: Sequence[Draft], run: int, *, embed: bool = True) -> None:
        """Add articles, each replacing the live version of its item.

        Args:
            drafts: The articles.
            run: The number of the run.
            embed: False to leave their vectors to :meth:`embed_waiting`.
        """
        if not drafts:
            return
        stores, journal = self._stores, self._journal
        replaced = journal.live_numbers([draft.article.id for draft in drafts])
        contexts = _contexts(drafts)
        if embed:
            self._claim()
        numbers = journal.stage(drafts, run)
        moments = self._with_vectors(contexts) if embed else None
        stores.put_words(entries(drafts))
        if not embed and self._on_done:
            self._on_done(len(contexts))

        leaving = self._exclusive(replaced, {passage_key(id_) for id_ in contexts})
        moments = self._without(leaving, moments)
        values = {"moments": moments.to_bytes()} if moments else {}
        journal.publish(numbers, replaced, values, wait=not embed)
        self._take_out(leaving)
        journal.settle(replaced)
        stores.follow()

    def embed_waiting(self) -> int:
        """Make the vectors of the newest articles that wait for theirs.

        Their text is live already; what an interruption leaves in the vectors is written again by the next call.

        Returns:
            How many articles have their vectors now; 0 when none waits.
        """
        stores, journal = self._stores, self._journal
        numbers = journal.next_waiting(_ARTICLES_AT_ONCE)
        if numbers:
            self._claim()
            moments = self._with_vectors(_contexts(drafts_of(stores, numbers)))
            journal.embedded(numbers, {"moments": moments.to_bytes()})
            stores.follow()
        return len(numbers)

    def remove(self, item: str, reason: str, purge: bool) -> int:
        """Take an item out of every store, and keep it out.

        Returns:
            How many passages went.
        """
        stores, journal = self._stores, self._journal
        live = journal.live_numbers([item])
        values = {SHRED: b"1"} if purge else {}
        leaving = self._exclusive(live, set())
        moments = self._without(leaving, None)
        if moments:
            values["moments"] = moments.to_bytes()
        numbers = journal.numbers_of(item)
        journal.condemn(item, reason, purge, values)
        self._take_out(leaving)
        stores.cache.forget(contexts_of(stores, numbers))
        journal.settle([], numbers)
        stores.follow()
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
        if self._on_done and len(missing) < len(texts):
            self._on_done(len(texts) - len(missing))
        for at in range(0, len(missing), _EMBED_AT_ONCE):
            part = missing[at : at + _EMBED_AT_ONCE]
            started = time.perf_counter()
            made = stores.embedder.encode_passages([texts[i] for i in part], self._on_done)
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

    def _claim(self) -> None:
        """Say whose vectors these will be before the first is written, so that a crash leaves none that are unknown."""
        if self._stores.stored_fingerprint() is None:
            self._journal.set({"embedder": self._stores.fingerprint_bytes()})

    def _with_vectors(self, contexts: dict[str, str]) -> Moments:
        """Write the vectors of some passages; the moments with those of them that had none yet."""
        ids = list(contexts)
        keys = [passage_key(id_) for id_ in ids]
        known = self._journal.embedded_among(keys)
        self._stores.open_vectors()
        vectors = self.embed(list(contexts.values()))
        self._stores.put_vectors(ids, vectors)
        return self._stores.moments.add(vectors[np.array([key not in known for key in keys], dtype=bool)])

    def _without(self, leaving: dict[int, str], moments: Moments | None) -> Moments | None:
        """The moments without some passages; None when nothing changes them."""
        known = self._journal.embedded_among(list(leaving))
        held = self._stores.vectors.get([leaving[key] for key in known]) if known else {}
        return (moments or self._stores.moments).subtract(np.stack(list(held.values()))) if held else moments

    def _take_out(self, leaving: dict[int, str]) -> None:
        if leaving:
            self._stores.take_out(leaving)


def embed_waiting(
    stores: Stores,
    journal: Journal,
    on_progress: Callable[[Progress], None] | None = None,
    until: Callable[[], bool] | None = None,
) -> None:
    """Make the vectors of all articles that wait for theirs; see :meth:`index.archive.Archive.embed`."""
    total, done = stores.catalogue.waiting_passages(), 0

    def count(passages: int) -> None:
        nonlocal done
        done += passages
        if on_progress:
            on_progress(Progress("vectors", passages=done, total=total))

    committer = Committer(stores, journal, count)
    while committer.embed_waiting() and not (until and until()):
        pass


def _contexts(drafts: Iterable[Draft]) -> dict[str, str]:
    """What is embedded of some articles, by the ids of their passages."""
    return {p.id: c for draft in drafts for p, c in zip(draft.passages, draft.contexts, strict=True)}


def entries(drafts: Iterable[Draft]) -> list[Entry]:
    """What the lexical index is given of some articles."""
    found = []
    for draft in drafts:
        article = article_key(draft.article.version)
        pairs = zip(draft.passages, draft.contexts, strict=True)
        found += [Entry(passage_key(passage.id), context, article) for passage, context in pairs]
    return found
