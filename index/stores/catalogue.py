"""The catalogue: the database that is the truth of an archive. Here it is opened and read; ``journal`` writes it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from index.errors import NotFoundError, StoreDamagedError, StoreMismatchError
from index.filters import Filters
from index.results import Coverage, VersionEntry
from index.stores.records import article_of
from index.stores.rights import may_not_be_shown
from index.stores.schema import (
    LIVE,
    SCHEMA_VERSION,
    SUPERSEDED,
    authors,
    meta,
    metadata,
    passages,
    versions,
    waiting,
    whole,
)
from index.stores.sqlite import engine_of
from ingest import Article, DatelineError, Passage

_AT_ONCE = 5_000
"""Values in one IN list."""


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


class Catalogue:
    """A database of articles, opened for reading or writing: a SQLite file.

    Args:
        path: The file.
        write: Whether to make missing tables. Writing itself is left to :class:`index.write.journal.Journal`.
        withhold: Words in an article's terms of use for which it is not shown.

    Raises:
        StoreMismatchError: when a newer version of this program wrote it.
        StoreDamagedError: when it cannot be opened.
    """

    TO_OPEN: ClassVar = "check the disk and the folder's permissions, or name another archive"
    """What to do when it cannot be opened; the same for reading and writing below."""
    TO_READ: ClassVar = "restore it from a backup"
    TO_WRITE: ClassVar = "Check that the disk has room and that the folder may be written to"

    def __init__(self, path: Path, *, write: bool = False, withhold: Sequence[str] = ()) -> None:
        self._start(engine_of(path, write), str(path), write, withhold)

    def _start(self, engine: Engine, where: str, write: bool, withhold: Sequence[str]) -> None:
        self.engine, self.where, self._withhold = engine, where, withhold
        try:
            if write:
                self._make_tables()
            self._check_version(write)
        except sa.exc.SQLAlchemyError as error:
            self.close()
            raise StoreDamagedError(
                f"The catalogue {self.where} cannot be {'written' if write else 'read'} ({reason_of(error)}); "
                f"{self.TO_OPEN}."
            ) from error
        except DatelineError:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def begin(self) -> AbstractContextManager[Connection]:
        """A transaction to write in."""
        return self.engine.begin()

    def shred(self) -> None:
        """Rewrite the file and empty its log, so that no byte of what was deleted is left.

        Raises:
            StoreDamagedError: when another process keeps the log.
        """
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM"))
            busy = connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
        if busy:
            raise StoreDamagedError(
                "The article was removed, but another process is still reading the catalogue, so that its write-ahead "
                "log could not be emptied; stop that process and run the same command again."
            )

    def _make_tables(self) -> None:
        metadata.create_all(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading.

        Raises:
            StoreDamagedError: when the database cannot be read.
        """
        try:
            with self.engine.connect() as connection:
                yield connection
        except sa.exc.DatabaseError as error:
            raise StoreDamagedError(
                f"The catalogue {self.where} cannot be read ({reason_of(error)}); {self.TO_READ}."
            ) from error

    # What is known of the archive as a whole

    def get(self, name: str) -> bytes | None:
        """A value of the meta table."""
        with self.reading() as connection:
            value: bytes | None = connection.scalar(sa.select(meta.c.value).where(meta.c.name == name))
            return value

    def number(self, name: str) -> int:
        """A whole number of the meta table; 0 when it is not there."""
        return int(self.get(name) or b"0")

    def numbers(self, *names: str) -> list[int]:
        """Whole numbers of the meta table as they are at one moment; 0 for what is not there."""
        with self.reading() as connection:
            held = dict(connection.execute(_META.where(meta.c.name.in_(names))).tuples().all())
        return [int(held.get(name) or b"0") for name in names]

    def coverage(self, filters: Filters) -> Coverage:
        """How many articles some filters admit, and the days of the first and last."""
        chosen = sa.select(sa.func.count(), sa.func.min(versions.c.day), sa.func.max(versions.c.day))
        with self.reading() as connection:
            count, first, last = connection.execute(chosen.where(*self.admitted(filters, connection))).one()
        return Coverage(count, _day(first), _day(last))

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
            for part in _parts(list(numbers)):
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
            for part in _parts(list(stories)):
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
            for part in _parts(keys):
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

    def _check_version(self, write: bool) -> None:
        stored = self.number("schema")
        if stored > SCHEMA_VERSION:
            raise StoreMismatchError(
                f"The archive {self.where} was written by a newer version of Dateline (its schema is {stored}, this "
                f"version knows {SCHEMA_VERSION}); upgrade with `pip install --upgrade dateline`."
            )
        if stored < SCHEMA_VERSION and write:
            with self.begin() as connection:
                if not stored:
                    connection.execute(meta.insert().values(name="archive", value=uuid.uuid4().hex.encode()))
                connection.execute(meta.delete().where(meta.c.name == "schema"))
                connection.execute(meta.insert().values(name="schema", value=str(SCHEMA_VERSION).encode()))


_META = sa.select(meta.c.name, meta.c.value)


def _spellings(connection: Connection, column: sa.ColumnElement[Any], names: Sequence[str]) -> list[str]:
    """How the archive spells some names; databases do not agree on what equal without regard to case means."""
    wanted = {name.casefold() for name in names}
    return [name for (name,) in connection.execute(sa.select(column).distinct()) if name.casefold() in wanted]


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def reason_of(error: sa.exc.SQLAlchemyError) -> str:
    """What the database said, in one line."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
