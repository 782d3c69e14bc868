"""Lifting a redaction: the rule goes, the sealed originals come back as the current versions, the log keeps both."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import sqlalchemy as sa

from index import rows
from index.journal import Journal
from index.redactor import Redactor
from index.schema import ledger, locations, redactions, versions
from index.sealed import Sealed
from index.stores import Stores
from ingest import Article, NotFoundError, content_key


def lift(
    stores: Stores, journal: Journal, key: str, item: str, reason: str, add: Callable[[Iterable[Article]], object]
) -> int:
    """Take a rule away, and bring the originals back that it sealed.

    Articles whose original was not kept come back from their sources, which are all read anew at the next ingest.

    Args:
        stores: All stores.
        journal: The writing half of the catalogue.
        key: The rule's.
        item: The key of the one article's id that it is for, or "".
        reason: Kept in the audit log.
        add: Adds articles to the archive; the rules that remain are applied there.

    Returns:
        How many originals came back.

    Raises:
        NotFoundError: when there is no such rule.
    """
    one = (redactions.c.key == key) & (redactions.c.item == item)
    with journal.writing() as connection:
        if not connection.execute(redactions.delete().where(one)).rowcount:
            raise NotFoundError("No redaction of that name is in force; `dateline log` lists what was done.")
        connection.execute(ledger.delete())
        rows.note(connection, "lift", f"{key}: {reason}")
    left, sealed = Redactor.of(stores.catalogue), Sealed(stores.folder)
    originals, done = [], set()
    for entry in sealed.entries():
        original = sealed.read(entry.number)
        if left.article(original) is original:
            originals.append(original)
            done.add(entry.item)
            if entry.item != content_key(original.id):
                _rename(journal, content_key(original.id), original.id)
    add(originals)
    sealed.forget(done)
    return len(originals)


def _rename(journal: Journal, shown: str, own: str) -> None:
    """Give an item its own id back, which held the name."""
    with journal.writing() as connection:
        for table, column in ((versions, versions.c.item), (versions, versions.c.story), (locations, locations.c.item)):
            connection.execute(sa.update(table).where(column == shown).values({column.name: own}))
