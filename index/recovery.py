"""What is done when an archive is opened for writing: what a crash interrupted is finished or undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import sqlalchemy as sa

from index.errors import StoreDamagedError, StoreMismatchError
from index.redaction import lift, redact
from index.redaction.traces import shred
from index.stores.schema import LIVE, passages, versions
from index.stores.stores import Stores
from index.write.commit import SHRED, Committer
from index.write.journal import Journal
from index.write.rebuild import rebuild_vectors, sweep
from ingest import Article


def recover(stores: Stores, journal: Journal, add: Callable[[Iterable[Article]], object], *, crashed: bool) -> None:
    """Finish or undo whatever the writer before left.

    Args:
        stores: All stores, opened for writing.
        journal: The writing half of the catalogue.
        add: Adds articles to the archive.
        crashed: Whether the writer before did not end in order: then the vectors are looked at too.
    """
    stores.follow()
    Committer(stores, journal).recover()
    sweep(stores)
    if redact.is_under_way(stores):
        redact.carry_out(stores, journal)
    if lift.is_under_way(stores):
        lift.bring_back(stores, journal, add)
    if stores.catalogue.get(SHRED) == b"1":
        shred(stores, journal)
    if crashed and not _vectors_sound(stores):
        rebuild_vectors(stores, journal)


def _vectors_sound(stores: Stores) -> bool:
    """Whether the vectors can be read and are as many as the catalogue says."""
    if not stores.has_vectors:
        return True
    chosen = sa.select(sa.func.count(passages.c.key.distinct())).select_from(passages.join(versions))
    with stores.catalogue.reading() as connection:
        least = connection.scalar(chosen.where(*stores.catalogue.embedded())) or 0
        most = connection.scalar(chosen.where(versions.c.state == LIVE)) or 0
    try:
        store = stores.vectors
        ids = list(store.ids())
        # Articles that wait for their vectors may have got them just before the crash.
        return least <= len(ids) <= most and len(store.get(ids)) == len(ids)
    except StoreMismatchError:
        return True
    except StoreDamagedError:
        return False
