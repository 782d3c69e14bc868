"""SQLite files: how the catalogue's is opened, and how one is read where nothing may be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.schema import CreateTable

from index.errors import StoreDamagedError
from index.stores.schema import rights, waiting


def is_frozen(path: Path) -> bool:
    """Whether a file may not be written, or nothing beside it: a read-only disk, or no permission."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def open_frozen(path: Path) -> sqlite3.Connection:
    """Read a database in WAL mode that this process may not write.

    SQLite wants to write beside such a file even to read it, unless it is told that the file does not change. It does
    not while there is nothing in its log: so keep the connection for one look, and open another for the next.

    Raises:
        StoreDamagedError: when there is something in its log that cannot be read from here.
        sqlite3.Error: when it cannot be opened for another reason.
    """
    log = path.with_name(path.name + "-wal")
    logged = log.exists() and log.stat().st_size > 0
    address = f"{path.absolute().as_uri()}?{'mode=ro' if logged else 'immutable=1'}"
    try:
        connection = sqlite3.connect(address, uri=True, timeout=10, check_same_thread=False)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if not logged:
            raise
        raise StoreDamagedError(
            f"{path} was not closed in order, and {path.parent} may not be written, so its last changes cannot be "
            "read; open the archive once where it may be written (any `dateline ingest` does), then use it here."
        ) from error
    return connection


def engine_of(path: Path, write: bool) -> Engine:
    """An engine for the catalogue's file; see :class:`index.stores.catalogue.Catalogue`."""
    if not write and is_frozen(path):
        engine = sa.create_engine("sqlite://", creator=lambda: open_frozen(path), poolclass=sa.pool.NullPool)
    else:
        engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 10})
    sa.event.listen(engine, "connect", _set_up_writer if write else _set_up_reader)
    return engine


def _set_up_writer(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _set_up_reader(connection: Any, _record: object) -> None:
    # An archive of an earlier version lacks tables that came later; a reader sees them empty.
    for table in (rights, waiting):
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table.name]).fetchone():
            made = str(CreateTable(table).compile(dialect=sqlite.dialect()))
            connection.execute(made.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    connection.execute("PRAGMA query_only=ON")
