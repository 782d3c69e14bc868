"""Questions about the archive as a whole."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from index.filters import Filters
from index.results import AuditEntry, Status
from index.stores.records import day_of
from index.stores.schema import LIVE, PENDING, audit, locations, problems, removals, versions
from index.stores.stores import Stores

_AT_ONCE = 5_000


def status(stores: Stores) -> Status:
    """What the archive holds."""
    v = versions.c
    with stores.catalogue.reading() as connection:
        live = v.state == LIVE
        row = connection.execute(
            sa.select(
                sa.func.count(), sa.func.sum(v.passages), sa.func.count(v.story.distinct()), sa.func.min(v.day),
                sa.func.max(v.day), sa.func.count() - sa.func.count(v.day), sa.func.count(v.source.distinct()),
            ).where(live)
        ).one()  # fmt: skip
        stored = connection.scalar(sa.select(sa.func.count()).select_from(versions).where(v.state != PENDING)) or 0
        removed = connection.scalar(sa.select(sa.func.count()).select_from(removals)) or 0
        faults = connection.scalar(sa.select(sa.func.count()).select_from(problems)) or 0
    made_by = stores.stored_fingerprint()
    return Status(
        articles=row[0],
        passages=row[1] or 0,
        stories=row[2],
        first_day=day_of(row[3]),
        last_day=day_of(row[4]),
        undated=row[5],
        sources=row[6],
        versions=stored,
        removed=removed,
        problems=faults,
        embedder=made_by.name if made_by else "",
        waiting=stores.catalogue.waiting_passages(),
        generation=stores.catalogue.number("generation"),
    )


def count_mentions(stores: Stores, words: str, filters: Filters) -> int:
    """How many admitted articles contain all the words."""
    return _count(stores, words, lambda connection: stores.catalogue.admitted(filters, connection))


def count_withheld(stores: Stores, words: str) -> int:
    """How many current articles contain all the words and may not be shown: withheld, canceled, or under embargo."""

    def hidden(connection: sa.Connection) -> list[sa.ColumnElement[bool]]:
        return [versions.c.state == LIVE, sa.not_(sa.and_(*stores.catalogue.admitted(Filters(), connection)))]

    return _count(stores, words, hidden)


def _count(stores: Stores, words: str, where: Callable[[sa.Connection], list[sa.ColumnElement[bool]]]) -> int:
    if not stores.catalogue.newest_live():
        return 0
    keys = stores.lexical.articles_with(words)
    total = 0
    with stores.catalogue.reading() as connection:
        conditions = where(connection)
        for at in range(0, len(keys), _AT_ONCE):
            part = versions.c.key.in_(keys[at : at + _AT_ONCE])
            total += connection.scalar(sa.select(sa.func.count()).select_from(versions).where(part, *conditions)) or 0
    return total


def locations_of(stores: Stores, item: str) -> list[str]:
    """Everywhere an item was read from."""
    chosen = sa.select(locations.c.origin).where(locations.c.item == item).order_by(locations.c.origin)
    with stores.catalogue.reading() as connection:
        return list(connection.scalars(chosen))


def log(stores: Stores) -> list[AuditEntry]:
    """The audit log, oldest first."""
    chosen = sa.select(audit.c.at, audit.c.action, audit.c.detail).order_by(audit.c.no)
    with stores.catalogue.reading() as connection:
        return [AuditEntry(*row) for row in connection.execute(chosen)]
