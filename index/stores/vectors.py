"""The vectors, in Chroma: embedded in a folder, or a server. It holds ids and vectors, never text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from index.errors import StoreDamagedError
from index.models.embedder import Vectors
from index.stores.fresh_memory import fresh_memory
from index.stores.lock import Gate
from ingest import ConfigError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_AT_ONCE = 256
"""Vectors in one write: the gate stays closed for a fraction of a second."""
_GET_AT_ONCE = 5_000


class VectorStore:
    """One Chroma collection of unit vectors, named by passage ids and compared by cosine.

    The store is made anew for every rebuild, under another number, so that readers keep the old one until the new one
    is complete. Chroma forgets to show a running reader what another process added: :meth:`reopen` after a change.

    Args:
        folder: The archive's folder.
        number: Which store of the archive it is.
        server: Address of a Chroma server; empty for a store in the folder.
        name: The archive's name on a server.
        write: Whether to make the store when it is missing.

    Raises:
        StoreDamagedError: when it cannot be opened.
    """

    def __init__(self, folder: Path, number: int, *, server: str = "", name: str = "", write: bool = False) -> None:
        self._gate = Gate(folder)
        self._path = place(folder, number)
        self._server = server
        self._collection_name = f"dateline-{name}-{number}" if server else "passages"
        self._write = write
        self._client: Client | None = None
        self._collection: Collection | None = None
        self.reopen()

    def close(self) -> None:
        """Let go of the files."""
        if self._client is not None:
            with self._reported():
                self._client.close()
        self._client = self._collection = None

    def reopen(self) -> None:
        """Open the store again, and see what other processes wrote since."""
        with self._reported(), self._shut():
            self.close()
            if not self._server and not self._write and not self._path.is_dir():
                raise StoreDamagedError(f"The vectors in {self._path} are missing; run `dateline rebuild`.")
            self._client = cast("Client", _connect(self._server, self._path))
            options: dict[str, Any] = {"name": self._collection_name, "embedding_function": None}
            if self._write:
                space: Any = {"hnsw": {"space": "cosine", "ef_search": 256}}
                self._collection = self._client.get_or_create_collection(**options, configuration=space)
            else:
                self._collection = self._client.get_collection(**options)
            # The first read replays what was not yet part of the graph: better now than in the first search.
            if not self._server and self._collection.count():
                self._collection.peek(1)

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Write vectors; an id that is there already gets the new one."""
        for at in range(0, len(ids), _AT_ONCE):
            with self._reported(), self._shut():
                self._store.upsert(ids=list(ids[at : at + _AT_ONCE]), embeddings=vectors[at : at + _AT_ONCE])

    def delete(self, ids: Sequence[str]) -> None:
        """Delete vectors; ids that are not there are passed over."""
        for at in range(0, len(ids), _AT_ONCE):
            with self._reported(), self._shut():
                self._store.delete(ids=list(ids[at : at + _AT_ONCE]))

    def nearest(self, query: Vectors, limit: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Ids and cosines of the nearest vectors, best first.

        Args:
            query: A unit vector.
            limit: How many.
            among: Only these ids.
        """
        if among is not None and not among:
            return []
        with self._reported():
            found = self._store.query(
                query_embeddings=query[None], n_results=limit, ids=list(among) if among is not None else None,
                include=["distances"],
            )  # fmt: skip
        distances = found["distances"] or [[]]
        return [(id_, 1.0 - float(d)) for id_, d in zip(found["ids"][0], distances[0], strict=True)]

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of some ids; what is not there is left out."""
        found: dict[str, Vectors] = {}
        for at in range(0, len(ids), _GET_AT_ONCE):
            with self._reported():
                part = self._store.get(ids=list(ids[at : at + _GET_AT_ONCE]), include=["embeddings"])
            rows = np.asarray(part["embeddings"], dtype=np.float32)
            found.update(zip(part["ids"], rows, strict=True))
        return found

    def ids(self) -> Iterator[str]:
        """Every id in the store."""
        with self._reported():
            for at in range(0, self._store.count(), _GET_AT_ONCE):
                yield from self._store.get(limit=_GET_AT_ONCE, offset=at, include=[])["ids"]

    def count(self) -> int:
        """How many vectors the store holds."""
        with self._reported():
            return self._store.count()

    def discard(self) -> None:
        """Delete the whole store."""
        if self._server and self._client:
            with self._reported():
                self._client.delete_collection(self._collection_name)
        self.close()
        if not self._server:
            shutil.rmtree(self._path, ignore_errors=True)

    @property
    def _store(self) -> Collection:
        if self._collection is None:
            raise StoreDamagedError("The vectors are closed; open the archive again.")
        return self._collection

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Turn the errors of Chroma and of its connection, which share no base class, into one sentence."""
        from chromadb.errors import ChromaError
        from httpx import HTTPError

        try:
            yield
        except (ChromaError, HTTPError, OSError, RuntimeError) as error:
            reason = (str(error) or type(error).__name__).splitlines()[0]
            if self._server and isinstance(error, HTTPError):
                raise StoreDamagedError(
                    f"The Chroma server {self._server} did not answer ({reason}); start it, then ask again."
                ) from error
            raise StoreDamagedError(
                f"The vectors in {self._server or self._path} cannot be used ({reason}); run `dateline rebuild`, which "
                "makes them anew."
            ) from error

    @contextmanager
    def _shut(self) -> Iterator[None]:
        if self._server:
            yield
            return
        with self._gate.closed(), fresh_memory():
            yield


def place(folder: Path, number: int) -> Path:
    """Where the store with a number is kept."""
    return folder / "vectors" / str(number)


def _connect(server: str, path: Path) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    if not server:
        path.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(path), settings=quiet)
    from urllib.parse import urlsplit

    address = urlsplit(server)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ConfigError(f'vectors = "{server}" is not an address; write "embedded" or "http://host:port".')
    try:
        return chromadb.HttpClient(
            host=address.hostname, port=address.port or 8000, ssl=address.scheme == "https", settings=quiet
        )
    except (ValueError, OSError) as error:
        raise ConfigError(f"No Chroma server answers at {server}; start it, or correct the vectors setting.") from error
