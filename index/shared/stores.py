"""The stores of an archive whose catalogue several machines share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from index.errors import StoreDamagedError
from index.models.embedder import Embeds, Vectors
from index.shared.postgres import PostgresCatalogue
from index.shared.replica import Meanings, Words
from index.shared.vector_table import VectorTable
from index.stores.cache import Cache
from index.stores.lexical import Entry, LexicalIndex
from index.stores.stores import Stores
from index.stores.vectors import VectorStore
from ingest import ConfigError, Settings


class SharedStores(Stores):
    """The catalogue on a server, and this machine's replicas of what is derived from it, in a folder of its own.

    A writer publishes in the catalogue alone, and every machine, the writer's own too, takes from there what has become
    live and gives up what has ceased to be. Vectors on a Chroma server are no replica: the writer keeps them for all.

    Args:
        folder: The machine's folder.
        settings: With the address of the catalogue.
        write: Whether this process may write.
        embedder: In place of the one in the settings.

    Raises:
        ConfigError: when the folder holds another archive.
        StoreLockedError: within a second, when another process writes.
        StoreDamagedError: when the folder cannot be written, or the server does not answer.
    """

    shared: ClassVar = True

    def __init__(self, folder: Path, settings: Settings, *, write: bool, embedder: Embeds | None = None) -> None:
        if (folder / "catalogue.sqlite3").exists():
            raise ConfigError(
                f"{folder} holds an archive of its own, but the settings name a catalogue on a server; name another "
                "folder for this machine's part of that archive, or take the catalogue setting away."
            )
        catalogue = PostgresCatalogue(settings.catalogue, write=write, withhold=settings.search.withhold_usage)
        self.lock = catalogue.lock
        super().__init__(folder, settings, catalogue, write=write, embedder=embedder)
        self._words, self._meanings = Words(self), Meanings(self)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.close()
            raise StoreDamagedError(
                f"The folder {folder} cannot be made ({error.strerror or error}); every machine keeps what it derives "
                "from a shared catalogue in a folder of its own."
            ) from error

    def close(self) -> None:
        """Close everything but the lock."""
        with self._lock:
            self.drop_opened()
            super().close()

    @property
    def lexical(self) -> LexicalIndex:
        """The lexical index, in step with the catalogue."""
        with self._lock:
            return self._words.in_step()

    @property
    def vectors(self) -> VectorStore:
        """The vectors, in step with the catalogue.

        Raises:
            StoreMismatchError: when another embedder made them than the one in the settings.
        """
        with self._lock:
            if self.on_server:
                return super().vectors
            if not self._meanings.is_open:
                self.check_embedder()
            return self._meanings.in_step()

    @property
    def cache(self) -> Cache:
        """The vectors that the catalogue keeps for all machines."""
        with self._lock:
            if self._cache is None:
                self._cache = VectorTable(self.catalogue, self.embedder.fingerprint.key)
            return self._cache

    def cached(self, texts: Sequence[str]) -> list[Vectors | None]:
        """Vectors from the catalogue's table."""
        return self.cache.get(texts)

    def shows_vectors_of(self, no: int) -> bool:
        """Whether the vectors, as this process sees them, surely hold a version."""
        return super().shows_vectors_of(no) if self.on_server else self._meanings.shows(no)

    def open_vectors(self) -> None:
        """Make sure that the embedder is that of the vectors there are; on a server, that they can be written too."""
        if self.on_server:
            super().open_vectors()
        else:
            self.check_embedder()

    def put_vectors(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Write them on the server; a replica takes them from the catalogue's table once they are published."""
        if self.on_server:
            super().put_vectors(ids, vectors)

    def put_words(self, entries: Sequence[Entry]) -> None:
        """Nothing yet: the replica takes them from the catalogue once they are published."""

    def take_out(self, leaving: dict[int, str]) -> None:
        """Delete vectors from the server; a replica gives up by itself what is not live any more."""
        if self.on_server and self.has_vectors:
            self.vectors.delete(list(leaving.values()))

    def follow(self) -> None:
        """Bring this machine's replicas in step; that of the vectors only where this process has opened it."""
        with self._lock:
            self._words.in_step()
            if self._meanings.is_open:
                self._meanings.in_step()

    def drop_opened(self) -> None:
        """Close the derived stores; they are opened again when they are next needed."""
        with self._lock:
            super().drop_opened()
            self._words.close()
            self._meanings.close()

    def _stand_in(self) -> None:
        return None  # a replica is written by whoever reads it
