"""What the machines of a cluster run: reading sources and embedding texts. It knows neither Ray nor any store."""

from __future__ import annotations

import importlib.metadata
import io
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

from index.load.reading import Found, Ready, found_in
from index.models.embedder import Embeds, Vectors
from ingest import IntakeSettings, Source

_BLOCK_CHARS = 1_000_000
"""How much text of one source is sent back in one piece."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A source on its way to another machine: its bytes as stored, and what the limits need to know of them."""

    origin: str
    size: int
    packed: bool
    data: bytes

    def source(self, limits: IntakeSettings) -> Source:
        """The source as that machine reads it."""
        return Source(self.origin, self.size, limits, lambda: io.BytesIO(self.data), _Elsewhere(), packed=self.packed)


@dataclass(frozen=True, slots=True)
class Block:
    """Some of what a source holds."""

    found: tuple[Found, ...]
    last: bool
    elsewhere: bool = False
    """True when the rest can only be read where the source lies, because its format needs the files beside it."""


@dataclass(frozen=True, slots=True)
class About:
    """What must be equal on all machines."""

    host: str
    dateline: str


class ElsewhereError(Exception):
    """A format asked for the files beside a file. No InputError: it must reach :func:`read` past every format."""


class _Elsewhere:
    def names(self, folder: str) -> NoReturn:
        raise ElsewhereError

    def data(self, name: str, most: int) -> NoReturn:
        raise ElsewhereError


def about() -> About:
    """What this machine has."""
    return About(platform.node(), _version())


def read(parcel: Sequence[Shipped], limits: IntakeSettings, skip: int = 0) -> Iterator[Block]:
    """Read sources, one after the other.

    Args:
        parcel: The sources.
        limits: Of the settings.
        skip: How much of the first one is known already, because whoever read it before got that far.

    Returns:
        Blocks, those of one source ending with its last one.
    """
    for shipped in parcel:
        held: list[Found] = []
        size = 0
        try:
            for item in islice(found_in(shipped.source(limits), limits), skip, None):
                held.append(item)
                size += 3 * len(item.article.body) if isinstance(item, Ready) else 200
                if size >= _BLOCK_CHARS:
                    yield Block(tuple(held), last=False)
                    held, size = [], 0
            yield Block(tuple(held), last=True)
        except ElsewhereError:
            yield Block(tuple(held), last=True, elsewhere=True)
        skip = 0


class EmbeddingWorker:
    """An actor: it loads the model once, and then embeds what it is sent.

    Args:
        embedder: Not loaded as yet.
    """

    def __init__(self, embedder: Embeds) -> None:
        self._embedder = embedder

    def ready(self) -> str:
        """Load the model; the key of its fingerprint."""
        self._embedder.encode_passages(["ready"])
        return self._embedder.fingerprint.key

    def encode(self, texts: Sequence[str]) -> tuple[Vectors, float]:
        """One row for each text, and the seconds that it took."""
        started = time.perf_counter()
        return self._embedder.encode_passages(texts), time.perf_counter() - started


def _version() -> str:
    try:
        return importlib.metadata.version("dateline")
    except importlib.metadata.PackageNotFoundError:
        return "from source"
