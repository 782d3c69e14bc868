"""Vectors by what was embedded, kept in a catalogue that several machines share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import sqlalchemy as sa

from index.models.embedder import Vectors
from index.stores.cache import key_of
from index.stores.catalogue import Catalogue
from index.stores.schema import embedded
from index.write.journal import Journal

_AT_ONCE = 2_000


class VectorTable:
    """What :class:`index.stores.cache.VectorCache` is for one machine; it holds no text either.

    Args:
        catalogue: The shared catalogue, opened for writing where vectors will be put in.
        model: The key of the model's fingerprint.
    """

    def __init__(self, catalogue: Catalogue, model: str) -> None:
        self._catalogue, self._model = catalogue, model

    def close(self) -> None:
        """Nothing: the catalogue is closed by whoever opened it."""

    def get(self, texts: Sequence[str]) -> list[Vectors | None]:
        """The vector of each text, or None where it has not been embedded yet."""
        keys = [key_of(text) for text in texts]
        found: dict[bytes, bytes] = {}
        with self._catalogue.reading() as connection:
            for part in _parts(keys):
                chosen = sa.select(embedded.c.key, embedded.c.vector)
                chosen = chosen.where(embedded.c.model == self._model, embedded.c.key.in_(part))
                found.update((row[0], row[1]) for row in connection.execute(chosen))
        return [np.frombuffer(found[key], np.float16).astype(np.float32) if key in found else None for key in keys]

    def put(self, texts: Iterable[str], vectors: Vectors) -> None:
        """Keep the vectors of some texts."""
        rows = {
            key_of(text): {"key": key_of(text), "model": self._model, "vector": row.tobytes()}
            for text, row in zip(texts, vectors.astype(np.float16), strict=True)
        }
        with Journal(self._catalogue).writing() as connection:
            for part in _parts(list(rows)):
                mine = embedded.c.model == self._model
                connection.execute(embedded.delete().where(mine, embedded.c.key.in_(part)))
                connection.execute(embedded.insert(), [rows[key] for key in part])

    def forget(self, texts: Iterable[str]) -> None:
        """Delete the vectors that any model made of some texts."""
        with Journal(self._catalogue).writing() as connection:
            for part in _parts([key_of(text) for text in texts]):
                connection.execute(embedded.delete().where(embedded.c.key.in_(part)))


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))
