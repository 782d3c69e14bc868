"""Vectors by what was embedded: a text that was embedded once, by the same model, is never embedded again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from index.errors import StoreDamagedError
from index.models.embedder import Vectors
from index.stores.sqlite import is_frozen, open_frozen

_AT_ONCE = 10_000
"""Keys in one statement; SQLite allows about 32,000."""


class Cache(Protocol):
    """Vectors by what was embedded, wherever they are kept."""

    def get(self, texts: Sequence[str]) -> list[Vectors | None]:
        """The vector of each text, or None where it has not been embedded yet."""

    def put(self, texts: Iterable[str], vectors: Vectors) -> None:
        """Keep the vectors of some texts."""

    def forget(self, texts: Iterable[str]) -> None:
        """Delete the vectors that any model made of some texts."""

    def close(self) -> None:
        """Let go of what is open."""


class VectorCache:
    """A SQLite table of vectors in half precision, keyed by the text and the model's fingerprint.

    It makes a rebuild a matter of seconds, and it holds no text. Losing the file costs time, nothing else.

    Args:
        path: The file; it is made when missing.
        model: The key of the model's fingerprint.
        write: Whether vectors will be put in; a reader may open a file that it may not write.
    """

    def __init__(self, path: Path, model: str, *, write: bool = True) -> None:
        self._path = path
        self._model = model
        try:
            if not write and is_frozen(path):
                self._db = open_frozen(path)
                return
            self._db = sqlite3.connect(path, timeout=10, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute("PRAGMA secure_delete=ON")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS vectors "
                "(key BLOB, model TEXT, vector BLOB, PRIMARY KEY (key, model)) WITHOUT ROWID"
            )
            self._db.commit()
        except sqlite3.DatabaseError as error:
            raise StoreDamagedError(
                f"The vector cache {path} cannot be opened ({error}); delete the file, it is only a cache."
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def get(self, texts: Sequence[str]) -> list[Vectors | None]:
        """The vector of each text, or None where it has not been embedded yet."""
        keys = [key_of(text) for text in texts]
        found: dict[bytes, bytes] = {}
        for at in range(0, len(keys), _AT_ONCE):
            part = keys[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            chosen = f"SELECT key, vector FROM vectors WHERE model = ? AND key IN ({marks})"
            found.update(self._db.execute(chosen, [self._model, *part]))
        return [np.frombuffer(found[key], np.float16).astype(np.float32) if key in found else None for key in keys]

    def put(self, texts: Iterable[str], vectors: Vectors) -> None:
        """Keep the vectors of some texts."""
        rows = [
            (key_of(text), self._model, row.tobytes())
            for text, row in zip(texts, vectors.astype(np.float16), strict=True)
        ]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def forget(self, texts: Iterable[str]) -> None:
        """Delete the vectors that any model made of some texts, and their traces in the file."""
        with self._db:
            self._db.executemany("DELETE FROM vectors WHERE key = ?", [(key_of(text),) for text in texts])
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def key_of(text: str) -> bytes:
    """What a text is kept under."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
