"""The catalogue on a PostgreSQL server, so that several machines share one truth."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL, Connection, Dialect

from index.errors import StoreDamagedError
from index.shared.advisory import AdvisoryLock
from index.stores.catalogue import Catalogue
from index.stores.database import reason_of
from index.stores.schema import (
    audit,
    authors,
    embedded,
    ledger,
    locations,
    meta,
    metadata,
    problems,
    readings,
    redactions,
    removals,
    rights,
    shared,
    texts,
    versions,
)
from ingest import ConfigError, InputError

_DRIVER = "postgresql+psycopg"
_CONNECTION = {"connect_timeout": "5", "application_name": "dateline", "client_encoding": "utf8"}
_SHRED_SECONDS = 20
"""How long the removal of traces waits for those who read a table."""


class PostgresCatalogue(Catalogue):
    """A catalogue that several machines share; one archive a schema.

    Reading takes any free connection. Writing takes the one that holds the lock: see
    :class:`index.shared.advisory.AdvisoryLock`.

    Args:
        address: ``postgresql://user@host/database``, as in the settings.
        write: Whether to take the writer's lock and make missing tables.
        withhold: Words in an article's terms of use for which it is not shown.

    Raises:
        ConfigError: when the address is not one of PostgreSQL, its driver is missing, or the database is not UTF-8.
        StoreLockedError: within a second, when another process writes.
        InputError: when there is no archive to read in the database.
        StoreMismatchError: when a newer version of this program wrote it.
        StoreDamagedError: when the server does not answer.
    """

    TO_OPEN: ClassVar = "check that the server runs, that this machine may reach it, and the catalogue setting"
    TO_READ: ClassVar = "check that the server runs and that this machine may reach it"
    TO_WRITE: ClassVar = "Check that the server runs, that its disk has room and that this account may write there"

    def __init__(self, address: str, *, write: bool = False, withhold: Sequence[str] = ()) -> None:
        self._withhold = withhold
        url = _url(address)
        where = url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
        # Every statement sees what is committed by then, as in SQLite; the writer's connection has real transactions.
        engine = _engine(url)
        self.lock = AdvisoryLock(url, where) if write else None
        with ExitStack() as undo:
            undo.callback(self._give_up, engine)
            try:
                if self.lock is not None:
                    self.lock.acquire()
            except sa.exc.SQLAlchemyError as error:
                raise StoreDamagedError(
                    f"The catalogue {where} cannot be written ({reason_of(error)}); {self.TO_OPEN}."
                ) from error
            self._start(engine, where, write)
            if self.lock is not None:
                self.lock.sign()
            undo.pop_all()

    def close(self) -> None:
        """Close the readers' connections; the writer's is closed by releasing the lock."""
        self.engine.dispose()

    def begin(self) -> AbstractContextManager[Connection]:
        """A transaction of the writer."""
        assert self.lock is not None, "opened for writing"
        return self.lock.begin()

    def _give_up(self, engine: sa.Engine) -> None:
        engine.dispose()
        if self.lock is not None:
            self.lock.release(orderly=False)

    def shred(self) -> None:
        """Write every table anew, so that no byte of what was deleted is left in the database's files.

        A vacuum would keep what some open transaction might still see; a column that is converted does not. The
        server's log and its backups are its administrator's.

        Raises:
            StoreDamagedError: when somebody reads a table without end.
        """
        try:
            for column in _CONVERTED:
                with self.begin() as connection:
                    connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_SHRED_SECONDS}s'"))
                    connection.execute(sa.text(_written_anew(column)))
        except sa.exc.DatabaseError as error:
            raise StoreDamagedError(
                f"The article was removed, but its traces in {self.where} could not be ({reason_of(error)}); stop what "
                "reads there and run the same command again."
            ) from error

    def _check_version(self, write: bool) -> None:
        if not write and not sa.inspect(self.engine).has_table(meta.name):
            raise InputError(
                f"There is no archive in {self.where}; make one with `dateline ingest PATH`, or correct the catalogue "
                "setting."
            )
        super()._check_version(write)

    def _make_tables(self) -> None:
        with self.begin() as connection:
            encoding = connection.scalar(sa.text("SHOW server_encoding"))
            if encoding != "UTF8":
                raise ConfigError(
                    f"The database {self.where} is encoded as {encoding}, which does not hold every text; make one "
                    "with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0."
                )
            fresh = not sa.inspect(connection).has_table(meta.name)
            metadata.create_all(connection)
            shared.create_all(connection)
            for column in _PRIVATE if fresh else ():
                place = f'{column.table.name} ALTER COLUMN "{column.name}"'
                connection.execute(sa.text(f"ALTER TABLE {place} SET STATISTICS 0"))


_PRIVATE: tuple[sa.Column[Any], ...] = (
    texts.c.headline, texts.c.body, texts.c.record, versions.c.item, versions.c.origin, versions.c.story,
    authors.c.name, authors.c.folded, locations.c.origin, locations.c.item, problems.c.source, problems.c.origin,
    problems.c.reason,
)  # fmt: skip
"""Columns of which the planner's statistics must keep no samples: they would outlive a removal."""

_DIALECT: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
_CONVERTED: tuple[sa.Column[Any], ...] = (
    texts.c.body, versions.c.origin, authors.c.folded, locations.c.origin, ledger.c.digest, readings.c.reader,
    problems.c.reason, removals.c.reason, redactions.c.reason, rights.c.usage, audit.c.detail, embedded.c.vector,
)  # fmt: skip
"""One column of each table that holds anything of what was written."""


def _written_anew(column: sa.Column[Any]) -> str:
    """A statement that converts a column to its own type so that the server cannot skip it: it copies the table."""
    type_ = column.type.compile(_DIALECT)
    return f"""ALTER TABLE {column.table.name} ALTER COLUMN "{column.name}" TYPE {type_} USING "{column.name}" || ''"""


def _url(address: str) -> URL:
    try:
        url = sa.make_url(address)
    except sa.exc.ArgumentError:
        url = None
    if url is None or url.get_backend_name() not in ("postgresql", "postgres"):
        raise ConfigError(
            "The catalogue setting is not the address of a PostgreSQL database; write postgresql://user@host/database, "
            "or leave it empty for a file in the archive's folder."
        )
    return url.set(drivername=_DRIVER).update_query_dict(_CONNECTION)


def _engine(url: URL) -> sa.Engine:
    try:
        return sa.create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise ConfigError(
            'A catalogue on PostgreSQL needs the driver psycopg; install it with `pip install "dateline[postgres]"`.'
        ) from error
