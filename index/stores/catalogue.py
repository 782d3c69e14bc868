"""The catalogue: the database that is the truth of an archive. Here it is read; ``write.journal`` writes it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from index.errors import NotFoundError
from index.filters import Filters
from index.results import Coverage, VersionEntry
from index.stores.database import Database, parts
from index.stores.records import article_of, day_of
from index.stores.rights import may_not_be_shown
from index.stores.schema import (
    LIVE,
    SUPERSEDED,
    authors,
    passages,
    versions,
    waiting,
    whole,
)
from ingest import Article, Passage


class Place(NamedTuple):
    """Where a passage is, and what a search must know of its article."""

    key: int
    no: int
    start: int
    end: int
    item: str
    version: str
    day: int | None
    story: str

    @property
    def id(self) -> str:
        """The passage's id, which names it among the vectors."""
        return f"{self.version}:{self.start}-{self.end}"


_PLACES = sa.select(
    passages.c.key, versions.c.no, passages.c.start, passages.c.end, versions.c.item, versions.c.version,
    versions.c.day, versions.c.story,
).select_from(passages.join(versions))  # fmt: skip


class Catalogue(Database):
    """Articles in a SQLite file, as whoever searches, shows or proves them asks for them.

    Args:
        path: The file.
        write: Whether to make missing tables. Writing itself is left to :class:`index.write.journal.Journal`.
        withhold: Words in an article's terms of use for which it is not shown.

    Raises:
        StoreMismatchError: when a newer version of this program wrote it.
        StoreDamagedError: when it cannot be opened.
    """

    def __init__(self, path: Path, *, write: bool = False, withhold: Sequence[str] = ()) -> None:
        self._withhold = withhold
        super().__init__(path, write=write)

    # The archive as a whole

    def coverage(self, filters: Filters) -> Coverage:
        """How many articles some filters admit, and the days of the first and last."""
        chosen = sa.select(sa.func.count(), sa.func.min(versions.c.day), sa.func.max(versions.c.day))
        with self.reading() as connection:
            count, first, last = connection.execute(chosen.where(*self.admitted(filters, connection))).one()
        return Coverage(count, day_of(first), day_of(last))

    def admitted_passages(self, filters: Filters) -> int:
        """How many passages some filters admit."""
        with self.reading() as connection:
            chosen = sa.select(sa.func.sum(versions.c.passages))
            return connection.scalar(chosen.where(*self.admitted(filters, connection))) or 0

    def waiting_passages(self) -> int:
        """How many passages of live articles have no vectors yet."""
        chosen = sa.select(sa.func.sum(versions.c.passages)).where(versions.c.no.in_(sa.select(waiting.c.no)))
        with self.reading() as connection:
            return connection.scalar(chosen) or 0

    def embedded_ids(self) -> set[str]:
        """The id of every passage that has its vector, as far as the catalogue knows."""
        chosen = sa.select(versions.c.version, passages.c.start, passages.c.end).select_from(passages.join(versions))
        with self.reading() as connection:
            chosen = chosen.where(*self.embedded())
            return {f"{version}:{start}-{end}" for version, start, end in connection.execute(chosen)}

    def embedded(self) -> list[sa.ColumnElement[bool]]:
        """The conditions on ``versions`` for live articles whose passages have their vectors."""
        return [versions.c.state == LIVE, versions.c.no.not_in(sa.select(waiting.c.no))]

    def newest_live(self) -> int:
        """The highest handle of a live version; 0 when there is none."""
        chosen = sa.select(versions.c.no).where(versions.c.state == LIVE).order_by(versions.c.no.desc()).limit(1)
        with self.reading() as connection:
            return connection.scalar(chosen) or 0

    def admitted_places(self, filters: Filters) -> list[Place]:
        """Every passage that some filters admit."""
        with self.reading() as connection:
            where = self.admitted(filters, connection)
            return list(map(Place._make, connection.execute(_PLACES.where(*where)).all()))

    def admitted_keys(self, filters: Filters) -> list[int]:
        """The keys of the passages that some filters admit."""
        chosen = sa.select(passages.c.key).select_from(passages.join(versions))
        with self.reading() as connection:
            return list(connection.scalars(chosen.where(*self.admitted(filters, connection))))

    def waiting_numbers(self) -> frozenset[int]:
        """The handles of the versions that have no vectors yet."""
        with self.reading() as connection:
            return frozenset(connection.scalars(sa.select(waiting.c.no)))

    def names(self, column: str) -> list[tuple[str, int]]:
        """Every source, section or author with the number of its articles, most first."""
        n = sa.func.count().label("n")
        if column == "author":
            name: Any = authors.c.name
            chosen = sa.select(name, n).select_from(authors.join(versions))
        else:
            name = versions.c[column]
            chosen = sa.select(name, n).where(name != "")
        with self.reading() as connection:
            chosen = chosen.where(*self.admitted(Filters(), connection)).group_by(name).order_by(n.desc(), name)
            return [(row[0], row[1]) for row in connection.execute(chosen)]

    # Articles

    def article(self, item: str, version: str | None = None) -> Article:
        """The current version of an article, or the version named.

        Raises:
            NotFoundError: when there is none.
        """
        chosen = whole.where(versions.c.item == item, versions.c.state.in_((LIVE, SUPERSEDED)))
        chosen = chosen.where(versions.c.version == version if version else versions.c.state == LIVE)
        with self.reading() as connection:
            row = connection.execute(chosen).mappings().first()
        if row is None:
            raise NotFoundError(
                f'The archive holds no article "{item}"' + (f" with version {version}." if version else ".")
            )
        return article_of(row)

    def articles(self, numbers: Iterable[int]) -> dict[int, Article]:
        """Articles by their handles."""
        found = {}
        with self.reading() as connection:
            for part in parts(list(numbers)):
                rows = connection.execute(whole.where(versions.c.no.in_(part))).mappings()
                found.update({row["no"]: article_of(row) for row in rows})
        return found

    def passages(self, item: str, version: str | None = None) -> list[Passage]:
        """The passages of an article, in order; none when there is no such article."""
        chosen = sa.select(versions.c.version, passages.c.start, passages.c.end).select_from(passages.join(versions))
        chosen = chosen.where(versions.c.item == item)
        chosen = chosen.where(versions.c.version == version if version else versions.c.state == LIVE)
        with self.reading() as connection:
            return [Passage(item, *row) for row in connection.execute(chosen.order_by(passages.c.start))]

    def history(self, item: str) -> list[VersionEntry]:
        """All versions of an article, oldest first."""
        chosen = whole.where(versions.c.item == item, versions.c.state.in_((LIVE, SUPERSEDED)))
        entries = []
        with self.reading() as connection:
            for row in connection.execute(chosen.order_by(versions.c.state == LIVE, versions.c.no)).mappings():
                article = article_of(row)
                entries.append(
                    VersionEntry(
                        article.id, row["version"], article.headline, article.published_at, article.modified_at,
                        row["added_at"], row["state"], row["origin"],
                    )
                )  # fmt: skip
        return entries

    def copies(self, stories: Iterable[str]) -> dict[str, list[str]]:
        """The ids of the live articles of each story, oldest first."""
        found: dict[str, list[str]] = {}
        with self.reading() as connection:
            for part in parts(list(stories)):
                chosen = sa.select(versions.c.story, versions.c.item)
                chosen = chosen.where(versions.c.story.in_(part), *self.admitted(Filters(), connection))
                for story, item in connection.execute(chosen.order_by(versions.c.day, versions.c.no)):
                    found.setdefault(story, []).append(item)
        return found

    # What a search needs

    def places(self, keys: Sequence[int], filters: Filters) -> list[Place]:
        """The passages with these keys whose articles are live and admitted."""
        found: list[Place] = []
        with self.reading() as connection:
            where = self.admitted(filters, connection)
            for part in parts(keys):
                chosen = _PLACES.where(passages.c.key.in_(part), *where)
                found += map(Place._make, connection.execute(chosen).all())
        return found

    def admitted(self, filters: Filters, connection: Connection) -> list[sa.ColumnElement[bool]]:
        """The conditions on ``versions`` for articles that may be shown now and that some filters admit."""
        embargo, now = versions.c.embargo_until, int(time.time())
        where = [versions.c.state == LIVE, versions.c.usable, embargo.is_(None) | (embargo <= now)]
        where.append(versions.c.no.not_in(may_not_be_shown(now, self._withhold)))
        if filters.known_by:
            end = (filters.known_by.toordinal() + 1 - date(1970, 1, 1).toordinal()) * 86_400
            where.append(embargo.is_(None) | (embargo < end))
        if filters.date_from:
            where.append(versions.c.day >= filters.date_from.toordinal())
        if filters.date_to:
            where.append(versions.c.day <= filters.date_to.toordinal())
        for column, names in ((versions.c.source, filters.sources), (versions.c.section, filters.sections)):
            if names:
                where.append(column.in_(_spellings(connection, column, names)))
        if filters.authors:
            folded = [name.casefold() for name in filters.authors]
            where.append(versions.c.no.in_(sa.select(authors.c.no).where(authors.c.folded.in_(folded))))
        return where


def _spellings(connection: Connection, column: sa.ColumnElement[Any], names: Sequence[str]) -> list[str]:
    """How the archive spells some names; databases do not agree on what equal without regard to case means."""
    wanted = {name.casefold() for name in names}
    return [name for (name,) in connection.execute(sa.select(column).distinct()) if name.casefold() in wanted]
