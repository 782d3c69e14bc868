"""Stored articles with their passages, as they were when they were added: what every derived store is made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from index.stores.records import Draft, article_of
from index.stores.schema import LIVE, passages, versions, whole
from index.stores.stores import Stores
from ingest import Passage, passage_context

_AT_ONCE = 100


def live_drafts(stores: Stores, *, embedded: bool = False) -> Iterator[list[Draft]]:
    """All live articles with their passages, some at a time; or only those that have their vectors."""
    after = 0
    while True:
        which = stores.catalogue.embedded() if embedded else [versions.c.state == LIVE]
        chosen = whole.where(versions.c.no > after, *which)
        with stores.catalogue.reading() as connection:
            rows = connection.execute(chosen.order_by(versions.c.no).limit(_AT_ONCE)).mappings().all()
            drafts = _drafts(connection, rows)
        if not rows:
            return
        after = rows[-1]["no"]
        yield drafts


def numbered(stores: Stores, numbers: Sequence[int], *, embedded: bool) -> dict[int, Draft]:
    """Those of some versions that are live, by their handles; or only those that have their vectors."""
    which = stores.catalogue.embedded() if embedded else [versions.c.state == LIVE]
    found: dict[int, Draft] = {}
    for at in range(0, len(numbers), _AT_ONCE):
        chosen = whole.where(versions.c.no.in_(numbers[at : at + _AT_ONCE]), *which)
        with stores.catalogue.reading() as connection:
            rows = connection.execute(chosen).mappings().all()
            found.update(zip((row["no"] for row in rows), _drafts(connection, rows), strict=True))
    return found


def drafts_of(stores: Stores, numbers: Sequence[int]) -> list[Draft]:
    """Some versions with their passages, whatever their state."""
    found: list[Draft] = []
    for at in range(0, len(numbers), _AT_ONCE):
        chosen = whole.where(versions.c.no.in_(numbers[at : at + _AT_ONCE]))
        with stores.catalogue.reading() as connection:
            found += _drafts(connection, connection.execute(chosen).mappings().all())
    return found


def contexts_of(stores: Stores, numbers: Sequence[int]) -> list[str]:
    """Everything that is or may be embedded of some versions, whatever their state."""
    return [context for draft in drafts_of(stores, numbers) for context in draft.contexts]


def _drafts(connection: Connection, rows: Sequence[RowMapping]) -> list[Draft]:
    spans = _spans(connection, [row["no"] for row in rows])
    drafts = []
    for row in rows:
        article = article_of(row)
        ranges = tuple(Passage(article.id, row["version"], *span) for span in spans.get(row["no"], ()))
        contexts = tuple(passage_context(article, passage) for passage in ranges)
        drafts.append(Draft(article, ranges, contexts, row["story"], row["fingerprint"]))
    return drafts


def _spans(connection: Connection, numbers: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = {}
    chosen = sa.select(passages.c.no, passages.c.start, passages.c.end).where(passages.c.no.in_(numbers))
    for no, start, end in connection.execute(chosen.order_by(passages.c.no, passages.c.start)):
        spans.setdefault(no, []).append((start, end))
    return spans
