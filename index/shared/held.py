"""What a replica holds: of which versions it may have passages, and up to which generation it is in step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from index.errors import StoreDamagedError

_TABLES = """
CREATE TABLE IF NOT EXISTS held (id TEXT, no INTEGER, PRIMARY KEY (id, no)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS held_no ON held (no);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TEMP TABLE leaving (no INTEGER PRIMARY KEY);
"""


class Held:
    """A SQLite file beside the files of a replica; deleting it costs the time to make the replica anew.

    A passage is noted before it is written into the replica and struck off after it was deleted there. So whatever
    interrupts a step, nothing is in the replica that is not noted.

    Args:
        path: The file; it is made when missing.
        archive: The archive's own key.

    Raises:
        StoreDamagedError: when the file cannot be used.
    """

    def __init__(self, path: Path, archive: str) -> None:
        self._archive = archive
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=10, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_TABLES)
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoreDamagedError(
                f"{path} cannot be used ({error}); every machine keeps what it derives from the catalogue in its own "
                f"folder, so check that {path.parent} may be written to and that the disk has room."
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def generation(self) -> int | None:
        """The generation of the archive that the replica is in step with; None for one that is not complete."""
        state = dict(self._db.execute("SELECT name, value FROM state"))
        return int(state["generation"]) if state.get("archive") == self._archive and "generation" in state else None

    @property
    def interrupted(self) -> bool:
        """Whether a step was begun and not ended."""
        return self._db.execute("SELECT 1 FROM state WHERE name = 'begun'").fetchone() is not None

    def begin(self) -> None:
        """Note that a step begins."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO state VALUES ('begun', '')")

    def expect(self, passages: Iterable[tuple[str, int]]) -> None:
        """Note passages, by id and version, before they are written."""
        with self._db:
            self._db.executemany("INSERT OR IGNORE INTO held VALUES (?, ?)", passages)

    def only_of(self, numbers: Iterable[int]) -> list[str]:
        """The passages that only these versions have."""
        with closing(self._db.cursor()) as cursor, self._db:
            cursor.execute("DELETE FROM leaving")
            cursor.executemany("INSERT OR IGNORE INTO leaving VALUES (?)", ((no,) for no in numbers))
            cursor.execute(
                "SELECT DISTINCT id FROM held AS h JOIN leaving USING (no) WHERE NOT EXISTS "
                "(SELECT 1 FROM held AS o WHERE o.id = h.id AND o.no NOT IN (SELECT no FROM leaving))"
            )
            return [id_ for (id_,) in cursor]

    def end(self, gone: Iterable[int], generation: int) -> None:
        """Note that a step has ended.

        Args:
            gone: The versions of which nothing is left in the replica.
            generation: That it is in step with now.
        """
        with self._db:
            self._db.executemany("DELETE FROM held WHERE no = ?", ((no,) for no in gone))
            self._db.execute("DELETE FROM state WHERE name = 'begun'")
            state = [("archive", self._archive), ("generation", str(generation))]
            self._db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", state)

    def ids(self) -> set[str]:
        """Every passage that may be in the replica."""
        return {id_ for (id_,) in self._db.execute("SELECT DISTINCT id FROM held")}
