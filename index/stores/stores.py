"""The catalogue and the stores derived from it, opened together and kept in step with what other processes write."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import ClassVar, TypeVar

from index.errors import StoreDamagedError, StoreMismatchError
from index.models.embedder import Embedder, Embeds, Fingerprint, Vectors
from index.stores.cache import Cache, VectorCache
from index.stores.catalogue import Catalogue
from index.stores.lexical import Entry, LexicalIndex
from index.stores.mirror import mirror
from index.stores.moments import Moments
from index.stores.sqlite import is_frozen
from index.stores.vectors import VectorStore
from ingest import Settings

_T = TypeVar("_T")

_REOPEN_EVERY = 5.0
"""While another process keeps writing, the vectors are opened again at most this often: in seconds, or this many
times the seconds that opening takes, whichever is longer."""


class Stores:
    """Everything an archive consists of. The derived stores are opened when they are first needed.

    Args:
        folder: The archive's folder.
        settings: Which embedder, and where the vectors are.
        catalogue: The catalogue, opened for the same.
        write: Whether this process may write.
        embedder: In place of the one in the settings.
    """

    shared: ClassVar = False
    """Whether several machines share the catalogue, and each brings its own derived stores in step with it."""

    def __init__(
        self, folder: Path, settings: Settings, catalogue: Catalogue, *, write: bool, embedder: Embeds | None = None
    ) -> None:
        self.folder, self.settings, self.catalogue, self.write = folder, settings, catalogue, write
        self.embedder: Embeds = embedder or Embedder(settings.embedder, settings.threads)
        self._lock = threading.RLock()
        self._scratch = self._stand_in()
        self._vectors: tuple[int, VectorStore] | None = None
        self._lexical: tuple[int, LexicalIndex] | None = None
        self._cache: Cache | None = None
        self._moments: tuple[int, Moments] | None = None
        self._seen_vectors = self._seen_lexical = 0
        self._opened_at, self._opening_took = 0.0, 0.0
        self._horizon: int | None = None
        self._waiting: frozenset[int] = frozenset()

    def close(self) -> None:
        """Close everything."""
        with self._lock:
            for opened in (self._vectors, self._lexical):
                if opened is not None:
                    opened[1].close()
            self._vectors = self._lexical = None
            if self._cache is not None:
                self._cache.close()
                self._cache = None
            self.catalogue.close()
            if self._scratch is not None:
                self._scratch.cleanup()

    @property
    def vectors(self) -> VectorStore:
        """The vectors as they are now.

        Raises:
            StoreMismatchError: when another embedder made them than the one in the settings.
        """
        with self._lock:
            number, generation = self.catalogue.numbers("vectors", "generation")
            if self._vectors is None or self._vectors[0] != number or self._outdated(self._seen_vectors, generation):
                self.check_embedder()
                if self._vectors is not None:
                    self._vectors[1].close()
                self._vectors = None
                self._mirror("vectors", number)
                self._vectors = (number, self._timed(lambda: self.vector_store(number)))
                self._seen_vectors = generation
            elif (self.write or self.on_server) and generation != self._seen_vectors:
                self._waiting = self.catalogue.waiting_numbers()
                self._seen_vectors = generation
            elif not self.write and generation != self._seen_vectors and self._may_reopen():
                self._timed(self._vectors[1].reopen)
                self._seen_vectors = generation
            return self._vectors[1]

    @property
    def lexical(self) -> LexicalIndex:
        """The lexical index as it is now."""
        with self._lock:
            number, generation = self.catalogue.numbers("lexical", "generation")
            if self._lexical is None or self._lexical[0] != number or self._outdated(self._seen_lexical, generation):
                if self._lexical is not None:
                    self._lexical[1].close()
                self._lexical = None
                self._mirror("lexical", number)
                self._lexical = (number, LexicalIndex(self._place, number, write=self.write))
            elif generation != self._seen_lexical:
                self._lexical[1].refresh()
            self._seen_lexical = generation
            return self._lexical[1]

    @property
    def cache(self) -> Cache:
        """The cache of vectors."""
        with self._lock:
            if self._cache is None:
                self._cache = self.open_cache()
            return self._cache

    def open_cache(self) -> VectorCache:
        """The cache of vectors, for a thread that uses it beside others; whoever opens it closes it."""
        return VectorCache(self.folder / "embedded.sqlite3", self.embedder.fingerprint.key, write=self.write)

    def cached(self, texts: Sequence[str]) -> list[Vectors | None]:
        """Vectors from the cache, where there is one; a reader makes none."""
        if not self.write and not (self.folder / "embedded.sqlite3").exists():
            return [None] * len(texts)
        return self.cache.get(texts)

    @property
    def moments(self) -> Moments:
        """The moments of the vectors of live articles."""
        with self._lock:
            generation = self.catalogue.number("generation")
            if self._moments is None or self._moments[0] != generation:
                stored = self.catalogue.get("moments")
                moments = Moments.from_bytes(stored) if stored else Moments.none(self.embedder.fingerprint.dimension)
                self._moments = (generation, moments)
            return self._moments[1]

    @property
    def on_server(self) -> bool:
        """Whether the vectors are kept by a Chroma server, which shows every process what any of them wrote."""
        return self.settings.vectors != "embedded"

    # What a writer tells the derived stores before and after it tells the catalogue

    def open_vectors(self) -> None:
        """Make sure that vectors can be written, before the work of making them.

        Raises:
            StoreMismatchError: when another embedder made those there are.
        """
        _ = self.vectors

    def put_vectors(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Write vectors of passages that are not live yet."""
        self.vectors.upsert(ids, vectors)

    def put_words(self, entries: Sequence[Entry]) -> None:
        """Write passages that are not live yet into the lexical index."""
        self.lexical.write(add=entries)

    def take_out(self, leaving: dict[int, str]) -> None:
        """Delete passages, by key and id, that no live article has any more."""
        if self.has_vectors:
            self.vectors.delete(list(leaving.values()))
        self.lexical.write(delete=list(leaving))

    def follow(self) -> None:
        """Bring stores in step that are derived from what the catalogue says now; here they are written before."""

    @property
    def has_vectors(self) -> bool:
        """Whether there may be any vectors: an archive of words alone never opens that store."""
        return self.catalogue.get("embedder") is not None

    @property
    def state(self) -> tuple[int, int]:
        """It changes whenever the archive does, or what this process sees of its vectors."""
        return self.catalogue.number("generation"), self._seen_vectors

    def shows_vectors_of(self, no: int) -> bool:
        """Whether the vectors, as this process sees them, surely hold a version: Chroma fails when asked for more.

        A reader sees what there was when it opened them last, and a version may still wait for its vectors.
        """
        return (self._horizon is None or no <= self._horizon) and no not in self._waiting

    def vector_store(self, number: int) -> VectorStore:
        """Open the vectors with a number; a writer makes them when they are missing."""
        name = (self.catalogue.get("archive") or b"").decode()
        server = self.settings.vectors if self.on_server else ""
        return VectorStore(self._place, number, server=server, name=name, write=self.write)

    def drop_opened(self) -> None:
        """Close the derived stores; they are opened again, perhaps under other numbers, when they are next needed."""
        with self._lock:
            for opened in (self._vectors, self._lexical):
                if opened is not None:
                    opened[1].close()
            self._vectors = self._lexical = None

    def stored_fingerprint(self) -> Fingerprint | None:
        """Which embedder made the vectors; None while there are none."""
        stored = self.catalogue.get("embedder")
        return Fingerprint(**json.loads(stored)) if stored else None

    def fingerprint_bytes(self) -> bytes:
        """The embedder's fingerprint as it is stored."""
        return json.dumps(asdict(self.embedder.fingerprint)).encode()

    def check_embedder(self) -> None:
        """Make sure that the vectors there are were made by the embedder of the settings.

        Raises:
            StoreMismatchError: when they were not.
        """
        stored = self.stored_fingerprint()
        if stored is not None and stored.key != self.embedder.fingerprint.key:
            raise StoreMismatchError(
                f'The vectors in {self.folder} were made by the embedder "{stored.name}" ({stored.dimension} '
                f'dimensions, weights {stored.weights[:12]}), but the settings name "{self.embedder.name}" '
                f"({self.embedder.fingerprint.dimension} dimensions, weights "
                f"{self.embedder.fingerprint.weights[:12]}); run `dateline rebuild` to embed the archive anew, or set "
                "embedder.model back."
            )

    @property
    def _place(self) -> Path:
        """Where the derived stores are opened: in the archive, or in a stand-in for one that may not be written."""
        return Path(self._scratch.name) if self._scratch is not None else self.folder

    def _stand_in(self) -> tempfile.TemporaryDirectory[str] | None:
        """A folder for stand-ins, where the archive may not be written."""
        if not self.write and is_frozen(self.folder / "catalogue.sqlite3"):
            return tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True)
        return None

    def _mirror(self, kind: str, number: int) -> None:
        if self._scratch is None:
            return
        try:
            mirror(self.folder / kind / str(number), self._place / kind / str(number))
        except OSError as error:
            raise StoreDamagedError(
                f"{self.folder} may not be written, and a copy of its databases could not be made in {self._place} "
                f"({error.strerror or error}); set TMPDIR to a folder with room."
            ) from error

    def _outdated(self, seen: int, generation: int) -> bool:
        """A stand-in knows nothing of the files that somebody else has added since."""
        return self._scratch is not None and seen != generation and self._may_reopen()

    def _may_reopen(self) -> bool:
        """At once when nobody writes any more; now and then while somebody does."""
        since = time.monotonic() - self._opened_at
        writer_active = (self.folder / "writer.json").exists()
        return not writer_active or since > max(_REOPEN_EVERY, _REOPEN_EVERY * self._opening_took)

    def _timed(self, work: Callable[[], _T]) -> _T:
        if not self.write and not self.on_server:
            self._horizon = self.catalogue.newest_live()
        self._waiting = self.catalogue.waiting_numbers()
        started = time.monotonic()
        result = work()
        self._opened_at = time.monotonic()
        self._opening_took = self._opened_at - started
        return result
