"""An embedder for tests: words are hashed to directions, so texts that share words are near. No model, no wait."""

import hashlib
import re

import numpy as np

from index.models.embedder import Fingerprint, Vectors

DIMENSION = 64


class HashedWords:
    """Deterministic, and counts what it was asked to embed."""

    def __init__(self, name: str = "hashed-words") -> None:
        self.name = name
        self.texts = 0

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint(self.name, DIMENSION, hashlib.sha256(self.name.encode()).hexdigest(), "sum")

    def encode_passages(self, texts, on_batch=None) -> Vectors:
        self.texts += len(texts)
        if on_batch:
            on_batch(len(texts))
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text) -> Vectors:
        row = np.full(DIMENSION, 1e-3)
        for word in re.findall(r"\w+", text.lower()):
            seed = int.from_bytes(hashlib.sha256((self.name + word).encode()).digest()[:8], "big")
            row += np.random.default_rng(seed).standard_normal(DIMENSION)
        return (row / np.linalg.norm(row)).astype(np.float32)
