"""Articles, questions and vectors that are made up: any number of them, the same ones every time.

They stand in for text where only amounts matter. Words follow Zipf's law, as in any language, so that the lexical
index has its common and its rare words; a vector is the weighted sum of its words' vectors, so that passages about
like things lie near each other, as an embedding model would have it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from index import Fingerprint, Vectors
from ingest import Article

DIMENSION = 384
FIRST_DAY = date(1996, 1, 1)
DAYS = 10_000
"""Days over which the articles are spread evenly: the newest day holds 0.01 % of them."""
PASSAGES_AN_ARTICLE = 10
WORDS_A_PASSAGE = 120

_VOCABULARY = 50_000
_SENTENCE_WORDS = 15
_ONSETS = "b bl br c ch cl d dr f fl fr g gl gr h j k l m n p pl pr qu r s sh sl sp st t th tr v w".split()
_VOWELS = "a e i o u ai ea ee oa ou".split()
_CODAS = ["", "", "n", "r", "s", "t", "l", "nd", "st", "ck", "ng", "rt"]


class World:
    """The vocabulary that articles are drawn from."""

    def __init__(self) -> None:
        syllables = [a + b + c for a in _ONSETS for b in _VOWELS for c in _CODAS]
        draws = np.random.default_rng(1)
        words = dict.fromkeys(syllables[i] for i in draws.permutation(len(syllables))[:2_000])
        while len(words) < _VOCABULARY:
            pairs = draws.integers(len(syllables), size=(_VOCABULARY, 2))
            words.update(dict.fromkeys(syllables[a] + syllables[b] for a, b in pairs))
        self.words = np.array(list(words)[:_VOCABULARY])
        shares = 1.0 / (np.arange(_VOCABULARY) + 2.7)
        self._until = np.cumsum(shares / shares.sum())

    def draw(self, seed: int, count: int) -> list[str]:
        """Some words, the common ones often; the same ones for the same seed."""
        places = np.searchsorted(self._until, np.random.default_rng(seed).random(count))
        return list(self.words[np.minimum(places, _VOCABULARY - 1)])

    def articles(self, count: int, passages: int = PASSAGES_AN_ARTICLE) -> Iterator[Article]:
        """Articles of so many passages, spread evenly over ``DAYS`` days."""
        for number in range(count):
            words = self.draw(number, passages * WORDS_A_PASSAGE)
            sentences = (
                " ".join(words[at : at + _SENTENCE_WORDS]).capitalize() + "."
                for at in range(0, len(words), _SENTENCE_WORDS)
            )
            day = FIRST_DAY + timedelta(days=number * DAYS // count)
            yield Article(
                id=f"generated-{number}",
                headline=" ".join(words[::97][:8]).capitalize(),
                body="\n\n".join(sentences),
                source=f"Source {number % 10}",
                published_at=day.isoformat(),
                id_given=True,
            )

    def questions(self, count: int) -> list[str]:
        """Questions of eight words, half of them common and half rare."""
        return [
            " ".join(self.draw(-1 - number & 0xFFFFFFFF, 4) + list(self.words[1_000 + 7 * number :: 9_973][:4])) + "?"
            for number in range(count)
        ]


class GeneratedVectors:
    """An embedder that costs next to nothing: what is left of an ingest or a search is the archive's own work."""

    name = "generated"

    def __init__(self, world: World) -> None:
        draws = np.random.default_rng(2)
        self._rows = draws.standard_normal((_VOCABULARY, DIMENSION), dtype=np.float32)
        self._rows *= np.log(np.arange(_VOCABULARY, dtype=np.float32) + 2.7)[:, None]
        self._place = {word: place for place, word in enumerate(world.words)}

    @property
    def fingerprint(self) -> Fingerprint:
        """Which vectors these are."""
        return Fingerprint(self.name, DIMENSION, hashlib.sha256(b"generated vectors 1").hexdigest(), "sum")

    def encode_passages(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors:
        """One row of unit length for each text."""
        rows = np.stack([self.encode_query(text) for text in texts])
        if on_batch:
            on_batch(len(texts))
        return rows

    def encode_query(self, text: str) -> Vectors:
        """One row of unit length: the sum of the words' vectors, rare words counting more."""
        places = [self._place[word] for token in text.lower().split() if (word := token.strip(".?,")) in self._place]
        row: Vectors = self._rows[places or [0]].sum(axis=0)
        unit: Vectors = row / np.linalg.norm(row)
        return unit
