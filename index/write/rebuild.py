"""Making the derived stores anew from the catalogue, beside the old ones, which serve until the new are complete."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, nullcontext

import sqlalchemy as sa

from index.results import Progress
from index.stores.drafts import live_drafts
from index.stores.lexical import LexicalIndex
from index.stores.moments import Moments
from index.stores.schema import LIVE, versions
from index.stores.stores import Stores
from index.write.commit import Committer, entries
from index.write.journal import Journal

OnProgress = Callable[[Progress], None]


def rebuild_vectors(stores: Stores, journal: Journal, on_progress: OnProgress | None = None) -> None:
    """Make the vectors anew with the embedder of the settings; texts in the cache are not embedded again.

    Articles that wait for their vectors go on waiting. An interrupted rebuild changes nothing, and the next one finds
    its vectors in the cache.
    """
    number = _next_number(stores, "vectors")
    moments = Moments.none(stores.embedder.fingerprint.dimension)
    committer = Committer(stores, journal)
    total, done = _live_passages(stores) - stores.catalogue.waiting_passages(), 0
    seen: set[str] = set()
    if stores.on_server:
        stores.vector_store(number).discard()
    replicated = stores.shared and not stores.on_server
    with nullcontext() if replicated else closing(stores.vector_store(number)) as new:
        for drafts in live_drafts(stores, embedded=True):
            pairs = [(p.id, c) for draft in drafts for p, c in zip(draft.passages, draft.contexts, strict=True)]
            contexts = {id_: context for id_, context in pairs if id_ not in seen}
            seen |= contexts.keys()
            rows = committer.embed(list(contexts.values()))
            if new is not None:
                new.upsert(list(contexts), rows)
            moments = moments.add(rows)
            done += len(pairs)
            if on_progress:
                on_progress(Progress("vectors", passages=done, total=total))
    stores.drop_opened()
    made = {
        "vectors": str(number).encode(),
        "moments": moments.to_bytes(),
        "embedder": stores.fingerprint_bytes(),
    }
    journal.set(made, ("rebuild", f"vectors {number}: {done} passages"))
    if stores.on_server:
        stores.vector_store(number - 1).discard()
    sweep(stores)
    stores.follow()


def rebuild_lexical(stores: Stores, journal: Journal, on_progress: OnProgress | None = None) -> None:
    """Make the lexical index anew; where the catalogue is shared, every machine makes its own."""
    number = _next_number(stores, "lexical")
    total, done = _live_passages(stores), 0
    if stores.shared:
        journal.set({"lexical": str(number).encode()}, ("rebuild", f"lexical {number}: {total} passages"))
        stores.follow()
        return
    with closing(LexicalIndex(stores.folder, number, write=True)) as new:
        for drafts in live_drafts(stores):
            new.stage(add=entries(drafts))
            done += sum(len(draft.passages) for draft in drafts)
            if on_progress:
                on_progress(Progress("lexical", passages=done, total=total))
        new.commit()
    stores.drop_opened()
    journal.set({"lexical": str(number).encode()}, ("rebuild", f"lexical {number}: {done} passages"))
    sweep(stores)


def sweep(stores: Stores) -> None:
    """Delete derived stores that are not in use: replaced ones, and those of a rebuild that was interrupted."""
    if stores.shared:
        return  # every machine has its own, and replaces them when it steps forward
    for kind in ("vectors", "lexical"):
        current = str(stores.catalogue.number(kind))
        for path in (stores.folder / kind).glob("*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)


def _next_number(stores: Stores, kind: str) -> int:
    sweep(stores)
    return stores.catalogue.number(kind) + 1


def _live_passages(stores: Stores) -> int:
    with stores.catalogue.reading() as connection:
        return connection.scalar(sa.select(sa.func.sum(versions.c.passages)).where(versions.c.state == LIVE)) or 0
