"""A fingerprint tells how much of one text stands in another, without keeping either.

Word shingles are hashed, and those whose hash falls below a limit are kept: the same shingles of any two texts, so that
the share of one sketch found in the other estimates how much of the text was copied, however long the other is.
(MinHash signatures estimate likeness instead, which for a story cut to a third is already low.)
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.article import Article

Hashes: TypeAlias = NDArray[np.uint32]

SHINGLE = 3
"""Words in a shingle: short enough that a misread letter in each tenth word spares most of them."""
_MOST = 256
"""Hashes kept of one text; a longer text is sampled more thinly."""
_WORD = re.compile(r"\w+")
_CREDIT = re.compile(
    r"\(?(?:contributed by|reporting by|additional reporting|editing by|written by|compiled "
    r"by|photo(?:graph)? by|read more|"
    r"sign up|copyright|\u00a9|all rights reserved|this material may not be published)",
    re.I,
)
_DATELINE = re.compile(r"\A[^\n\u2014]{0,80}?\s(?:--|[\u2014\u2013-])\s")
_HEADER = struct.Struct("<BQ")
_MULTIPLIERS = np.array([pow(0x9E3779B97F4A7C15, n, 2**64) for n in range(1, SHINGLE + 1)], dtype=np.uint64)


@dataclass(frozen=True)
class Fingerprint:
    """The sketch of one text."""

    level: int
    """Only hashes below ``2**(32 - level)`` are kept."""
    digest: int
    """64 bits of the normalised text: equal texts have equal digests."""
    hashes: Hashes
    """Sorted, without repetition."""

    def to_bytes(self) -> bytes:
        """As bytes, about four for each hash."""
        return _HEADER.pack(self.level, self.digest) + self.hashes.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Fingerprint:
        """What :meth:`to_bytes` wrote."""
        level, digest = _HEADER.unpack_from(data)
        return cls(level, digest, np.frombuffer(data, dtype="<u4", offset=_HEADER.size).astype(np.uint32))

    def at(self, level: int) -> Hashes:
        """The hashes that would be kept at a level as thin or thinner."""
        return self.hashes if level <= self.level else self.hashes[: np.searchsorted(self.hashes, 2 ** (32 - level))]


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's body, without its dateline and credit lines; headlines differ between copies."""
    words = normal_words(article.body)
    digest = zlib.crc32(" ".join(words).encode()) | zlib.crc32(" ".join(reversed(words)).encode()) << 32
    hashes = _distinct(_shingle_hashes(words))
    level = 0
    while len(hashes) > _MOST:
        level += 1
        hashes = hashes[: np.searchsorted(hashes, 2 ** (32 - level))]
    return Fingerprint(level, digest, hashes)


def normal_words(body: str) -> list[str]:
    """The words of a body that its copies share: lower case, without dateline, credits and punctuation."""
    paragraphs = body.split("\n\n")
    kept = [p for p in paragraphs if not (len(p) < 200 and _CREDIT.match(p))]
    text = "\n".join(kept)
    dateline = _DATELINE.match(text)
    return _WORD.findall(text[dateline.end() :].lower() if dateline else text.lower())


def containment(one: Fingerprint, other: Fingerprint, ignored: Hashes | None = None) -> tuple[float, int]:
    """How much of the shorter text stands in the longer.

    Args:
        one: A fingerprint.
        other: Another.
        ignored: Hashes of phrases that many stories share, which say nothing.

    Returns:
        The share, from 0 to 1, and the number of shingles that the shorter one was judged by.
    """
    level = max(one.level, other.level)
    a, b = one.at(level), other.at(level)
    if ignored is not None and len(ignored):
        a, b = a[~np.isin(a, ignored)], b[~np.isin(b, ignored)]
    least = min(len(a), len(b))
    if not least:
        return 0.0, 0
    return float(len(np.intersect1d(a, b, assume_unique=True))) / least, least


def _distinct(hashes: Hashes) -> Hashes:
    """Sorted, each once; numpy's own takes three times as long for so few."""
    hashes = np.sort(hashes)
    fresh = np.ones(len(hashes), dtype=bool)
    np.not_equal(hashes[1:], hashes[:-1], out=fresh[1:])
    return hashes[fresh]


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    return zlib.crc32(word.encode())


def _shingle_hashes(words: list[str]) -> Hashes:
    if not words:
        return np.empty(0, dtype=np.uint32)
    one = np.fromiter(map(_code, words), dtype=np.uint64, count=len(words))
    size = min(SHINGLE, len(one))
    mixed = np.zeros(len(one) - size + 1, dtype=np.uint64)
    for place in range(size):
        mixed += (one[place : place + len(mixed)] + np.uint64(1)) * _MULTIPLIERS[place]
    # The finalizer of splitmix64 spreads what the products left uneven.
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(32)).astype(np.uint32)
