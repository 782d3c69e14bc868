"""One writer at a time, and readers that never open the vectors in the middle of a write."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import StoreLockedError

_PATIENCE = 0.5
"""Seconds that a second writer waits: enough for one that is just closing."""
_GATE_PATIENCE = 60.0


class WriterLock:
    """The right to write an archive, held by one process. The operating system frees it when the process dies.

    ``crashed`` tells the holder that the writer before it did not end in order.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "writer.lock", thread_local=False, is_singleton=False)
        self._card = folder / "writer.json"
        self.crashed = False

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            StoreLockedError: when another process, or another part of this one, holds it.
        """
        try:
            self._lock.acquire(timeout=_PATIENCE, poll_interval=0.05)
        except Timeout as error:
            raise StoreLockedError(
                f"Another process is writing to {self._card.parent}{self._holder()}; wait until it has finished, "
                "or stop it. Searching and asking go on meanwhile."
            ) from error
        self.crashed = self._card.exists()
        card = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat("T", "seconds")}
        self._card.write_text(json.dumps(card))

    def release(self, *, orderly: bool = True) -> None:
        """Give the lock back; the next holder learns of an end that was not orderly, as after a crash."""
        if self._lock.is_locked:
            if orderly:
                self._card.unlink(missing_ok=True)
            self._lock.release()

    def _holder(self) -> str:
        try:
            card = json.loads(self._card.read_text())
            return f" (process {card['pid']} on {card['host']}, since {card['since']})"
        except (OSError, ValueError, KeyError):
            return ""


class Gate:
    """Short mutual exclusion between a write to the vectors and their opening by another process.

    Opening replays what was written last; a replay beside a running write can read half of it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "vectors.lock"

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Keep others out for the length of a block.

        Raises:
            StoreLockedError: when another process keeps the gate closed for a minute.
        """
        lock = FileLock(self._path, thread_local=False, is_singleton=False)
        try:
            lock.acquire(timeout=_GATE_PATIENCE, poll_interval=0.01)
        except Timeout as error:
            raise StoreLockedError(
                f"Another process has kept {self._path} closed for a minute; if none is writing, restart this one."
            ) from error
        except OSError:
            # A folder that cannot be written to has no writer to wait for.
            yield
            return
        try:
            yield
        finally:
            lock.release()
