"""Lifting a redaction: the rule goes, the sealed originals come back as the current versions, the log keeps both.

With the rule's end a mark is written that originals are to be brought back: an interruption is taken up when the
archive is next opened for writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import sqlalchemy as sa

from index.errors import NotFoundError
from index.redaction.redactor import Redactor
from index.redaction.sealed import Sealed
from index.stores.schema import ledger, locations, redactions, versions
from index.stores.stores import Stores
from index.write import rows
from index.write.journal import Journal
from ingest import Article, content_key

_MARK = "lifting"


def begin(journal: Journal, key: str, item: str, reason: str) -> None:
    """Take a rule away, with the mark that its originals are to be brought back.

    Articles whose original was not kept come back from their sources, which are all read anew at the next ingest.

    Args:
        journal: The writing half of the catalogue.
        key: The rule's.
        item: The key of the one article's id that it is for, or "".
        reason: Kept in the audit log.

    Raises:
        NotFoundError: when there is no such rule.
    """
    one = (redactions.c.key == key) & (redactions.c.item == item)
    with journal.writing() as connection:
        if not connection.execute(redactions.delete().where(one)).rowcount:
            raise NotFoundError("No redaction of that name is in force; `dateline log` lists what was done.")
        connection.execute(ledger.delete())
        rows.put(connection, {_MARK: b"1"})
        rows.note(connection, "lift", f"{key}: {reason}")


def is_under_way(stores: Stores) -> bool:
    """Whether originals are still to be brought back."""
    return stores.catalogue.get(_MARK) == b"1"


def bring_back(stores: Stores, journal: Journal, add: Callable[[Iterable[Article]], object]) -> int:
    """Bring the originals back that no rule seals any more.

    Args:
        stores: All stores.
        journal: The writing half of the catalogue.
        add: Adds articles to the archive; the rules that remain are applied there.

    Returns:
        How many originals came back.
    """
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
    journal.set({_MARK: b""})
    return len(originals)


def _rename(journal: Journal, shown: str, own: str) -> None:
    """Give an item its own id back, which held the name."""
    with journal.writing() as connection:
        for table, column in ((versions, versions.c.item), (versions, versions.c.story), (locations, locations.c.item)):
            connection.execute(sa.update(table).where(column == shown).values({column.name: own}))
