"""The right to write a catalogue on PostgreSQL: one writer at a time over all machines that share it."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from index.errors import StoreLockedError
from index.stores.schema import meta

_PATIENCE = 0.5
"""Seconds that a second writer waits: enough for one that is just closing."""
_CARD = "writer"
"""The row of the meta table that says who writes."""
_KEY = "hashtext('dateline writer'), hashtext(current_schema())"
_KEEP_ALIVE = {"tcp_keepalives_idle": 30, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 3}
"""A writer's machine that falls silent is given up after a minute, where the system alone would wait for hours."""


class AdvisoryLock:
    """The writer's one connection, which holds an advisory lock and does all the writing.

    Whoever loses the connection loses the lock with it, and can write nothing more: so never do two write, whatever
    becomes of the network or of either machine. ``crashed`` tells the holder that the writer before did not end in
    order.

    Args:
        url: Of the database.
        where: The same as it may be shown.
    """

    def __init__(self, url: URL, where: str) -> None:
        self._engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
        self._where = where
        self._connection: Connection | None = None
        self._turn = threading.Lock()
        self.crashed = False

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            StoreLockedError: when another process, on this machine or another, holds it.
            sqlalchemy.exc.SQLAlchemyError: when the database cannot be reached.
        """
        connection = self._engine.connect()
        until = time.monotonic() + _PATIENCE
        try:
            for name, value in _KEEP_ALIVE.items():
                connection.execute(sa.text(f"SET {name} = {value}"))
            while not connection.scalar(sa.text(f"SELECT pg_try_advisory_lock({_KEY})")):
                if time.monotonic() > until:
                    raise StoreLockedError(
                        f"Another process is writing to {self._where}{_holder(connection)}; wait until it has "
                        "finished, or stop it. Searching and asking go on meanwhile, on every machine."
                    )
                connection.commit()
                time.sleep(0.05)
            connection.commit()
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def sign(self) -> None:
        """Say who writes, once there is a table for it, and learn whether the writer before ended in order."""
        card = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat("T", "seconds")}
        with self.begin() as connection:
            self.crashed = connection.execute(meta.delete().where(meta.c.name == _CARD)).rowcount > 0
            connection.execute(meta.insert().values(name=_CARD, value=json.dumps(card).encode()))

    def release(self, *, orderly: bool = True) -> None:
        """Give the lock back; the next holder learns of an end that was not orderly, as after a crash."""
        if self._connection is None:
            return
        with suppress(sa.exc.DBAPIError, StoreLockedError):  # what is lost already need not be given back
            if orderly:
                with self.begin() as connection:
                    connection.execute(meta.delete().where(meta.c.name == _CARD))
        self._connection.close()
        self._connection = None
        self._engine.dispose()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction on the connection that holds the lock.

        Raises:
            StoreLockedError: when the connection was lost, and the right to write with it.
        """
        with self._turn:
            # A connection that was lost would quietly be replaced by one without the lock.
            if self._connection is None or self._connection.invalidated:
                raise StoreLockedError(
                    f"The connection to {self._where} was lost, and the right to write with it; what was finished is "
                    "kept, so run the command again."
                )
            with self._connection.begin():
                yield self._connection


def _holder(connection: Connection) -> str:
    try:
        stored = connection.scalar(sa.select(meta.c.value).where(meta.c.name == _CARD))
        card = json.loads(stored or b"")
        return f" (process {card['pid']} on {card['host']}, since {card['since']})"
    except (sa.exc.DBAPIError, ValueError, KeyError):
        return ""
