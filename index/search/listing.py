"""Lists of live articles: the newest, the copies of one, and how many each month has."""

from __future__ import annotations

from collections import Counter
from datetime import date

import sqlalchemy as sa

from index.filters import Filters
from index.stores.catalogue import Catalogue
from index.stores.records import article_of
from index.stores.schema import LIVE, versions, whole
from ingest import Article


def newest(catalogue: Catalogue, limit: int) -> list[Article]:
    """The latest dated articles, newest first."""
    chosen = whole.where(versions.c.day.is_not(None))
    chosen = chosen.order_by(versions.c.day.desc(), versions.c.no.desc()).limit(limit)
    with catalogue.reading() as connection:
        chosen = chosen.where(*catalogue.admitted(Filters(), connection))
        return [article_of(row) for row in connection.execute(chosen).mappings()]


def copies(catalogue: Catalogue, item: str) -> list[Article]:
    """The other articles of the same story, oldest first."""
    story = sa.select(versions.c.story).where(versions.c.item == item, versions.c.state == LIVE).scalar_subquery()
    chosen = whole.where(versions.c.story == story, versions.c.item != item)
    with catalogue.reading() as connection:
        chosen = chosen.where(*catalogue.admitted(Filters(), connection))
        rows = connection.execute(chosen.order_by(versions.c.day, versions.c.no)).mappings()
        return [article_of(row) for row in rows]


def months(catalogue: Catalogue) -> list[tuple[str, int]]:
    """Each month that has dated articles with their number, ("2025-06", 12), oldest first."""
    chosen = sa.select(versions.c.day, sa.func.count()).where(versions.c.day.is_not(None))
    found: Counter[str] = Counter()
    with catalogue.reading() as connection:
        chosen = chosen.where(*catalogue.admitted(Filters(), connection))
        for day, number in connection.execute(chosen.group_by(versions.c.day)):
            found[date.fromordinal(day).isoformat()[:7]] += number
    return sorted(found.items())
