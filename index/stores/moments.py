"""Mean and spread of a question's cosine over all vectors of the archive, without looking at them."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.models.embedder import Vectors


@dataclass(frozen=True, slots=True)
class Moments:
    """Number, sum, and sum of outer products of some vectors.

    The cosines of a question q with n unit vectors v have the mean q·Σv/n and the mean square qᵀ(Σvvᵀ)q/n, so these
    sums give the exact spread over the whole archive at the cost of one small matrix product.
    """

    count: int
    total: NDArray[np.float64]
    outer: NDArray[np.float64]

    @classmethod
    def none(cls, dimension: int) -> Moments:
        """The moments of no vectors."""
        return cls(0, np.zeros(dimension), np.zeros((dimension, dimension)))

    def add(self, vectors: Vectors) -> Moments:
        """The moments with some more vectors."""
        rows = vectors.astype(np.float64)
        return Moments(self.count + len(rows), self.total + rows.sum(axis=0), self.outer + rows.T @ rows)

    def subtract(self, vectors: Vectors) -> Moments:
        """The moments without some vectors that were added before."""
        rows = vectors.astype(np.float64)
        return Moments(self.count - len(rows), self.total - rows.sum(axis=0), self.outer - rows.T @ rows)

    def spread(self, query: Vectors) -> tuple[float, float]:
        """Mean and standard deviation of the cosines of a question with all vectors."""
        if self.count < 2:
            return 0.0, 1.0
        q = query.astype(np.float64)
        mean = float(q @ self.total) / self.count
        variance = float(q @ self.outer @ q) / self.count - mean * mean
        return mean, max(variance, 1e-6) ** 0.5

    def to_bytes(self) -> bytes:
        """A portable form; numpy's own, without pickling."""
        file = io.BytesIO()
        np.savez(file, count=np.array(self.count), total=self.total, outer=self.outer.astype(np.float32))
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Moments:
        """Read :meth:`to_bytes`."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            return cls(int(file["count"]), file["total"], file["outer"].astype(np.float64))
