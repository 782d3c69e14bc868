"""The database under the catalogue: how it is opened, read and shredded, and the values it keeps by name."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from index.errors import StoreDamagedError, StoreMismatchError
from index.stores.schema import SCHEMA_VERSION, meta, metadata
from index.stores.sqlite import engine_of
from ingest import DatelineError

_AT_ONCE = 5_000
"""Values in one IN list."""
_META = sa.select(meta.c.name, meta.c.value)


class Database:
    """A database, opened for reading or writing: a SQLite file, unless a subclass keeps it elsewhere.

    Args:
        path: The file.
        write: Whether to make missing tables. Writing itself is left to :class:`index.write.journal.Journal`.

    Raises:
        StoreMismatchError: when a newer version of this program wrote it.
        StoreDamagedError: when it cannot be opened.
    """

    TO_OPEN: ClassVar = "check the disk and the folder's permissions, or name another archive"
    """What to do when it cannot be opened; the same for reading and writing below."""
    TO_READ: ClassVar = "restore it from a backup"
    TO_WRITE: ClassVar = "Check that the disk has room and that the folder may be written to"

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self._start(engine_of(path, write), str(path), write)

    def _start(self, engine: Engine, where: str, write: bool) -> None:
        self.engine, self.where = engine, where
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


def reason_of(error: sa.exc.SQLAlchemyError) -> str:
    """What the database said, in one line."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Values in groups that fit into one IN list."""
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
