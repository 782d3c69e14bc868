"""The originals of redacted articles: kept apart from everything that is searched or shown, in a file of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

import sqlalchemy as sa

from index.errors import NotFoundError, StoreDamagedError
from index.results import SealedEntry
from index.stores.catalogue import Catalogue
from index.stores.schema import removals
from index.write.rows import now
from ingest import Article, content_key

_TUPLES = ("authors", "corrections", "flags")


class Sealed:
    """A file that only its owner may read; no search, page or API opens it.

    Args:
        folder: The archive's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "sealed.sqlite3"

    def seal(self, article: Article, shown_as: str) -> None:
        """Keep an original.

        Args:
            article: As it was.
            shown_as: The id of the redacted article.
        """
        record = json.dumps(asdict(article), ensure_ascii=False)
        with self._opened() as db:
            db.execute(
                "INSERT OR REPLACE INTO sealed (item, version, at, record) VALUES (?, ?, ?, ?)",
                [content_key(shown_as), article.version, now(), record],
            )

    def entries(self) -> list[SealedEntry]:
        """What is kept, oldest first, without a word of it."""
        if not self._path.exists():
            return []
        with self._opened() as db:
            rows = db.execute("SELECT no, item, version, at FROM sealed ORDER BY no").fetchall()
        return [SealedEntry(*row) for row in rows]

    def read(self, number: int) -> Article:
        """An original.

        Raises:
            NotFoundError: when there is none of that number.
        """
        row = None
        if self._path.exists():
            with self._opened() as db:
                row = db.execute("SELECT record FROM sealed WHERE no = ?", [number]).fetchone()
        if row is None:
            raise NotFoundError(f"No original is sealed under {number}; `dateline sealed` lists them.")
        fields = json.loads(row[0])
        return Article(**fields | {name: tuple(fields[name]) for name in _TUPLES})

    def forget(self, items: Collection[str]) -> int:
        """Delete the originals of some articles, with their traces in the file.

        Args:
            items: The keys of their ids.

        Returns:
            How many went.
        """
        if not self._path.exists() or not items:
            return 0
        with self._opened() as db:
            marks = ",".join("?" * len(items))
            gone = db.execute(f"DELETE FROM sealed WHERE item IN ({marks})", list(items)).rowcount
            db.commit()
            db.execute("VACUUM")
        return gone

    def forget_purged(self, catalogue: Catalogue) -> int:
        """Delete the originals of articles that were purged, and return how many went."""
        with catalogue.reading() as connection:
            return self.forget(connection.scalars(sa.select(removals.c.item).where(removals.c.purged)).all())

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.touch(mode=0o600)
            with closing(sqlite3.connect(self._path, timeout=10)) as db:
                db.execute("PRAGMA secure_delete=ON")
                db.execute(
                    "CREATE TABLE IF NOT EXISTS sealed (no INTEGER PRIMARY KEY, item TEXT, version TEXT, at TEXT, "
                    "record TEXT, UNIQUE (item, version))"
                )
                yield db
                db.commit()
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoreDamagedError(
                f"The sealed originals in {self._path} cannot be read or written ({error}); nothing was changed. Check "
                "the disk and the folder's permissions."
            ) from error
