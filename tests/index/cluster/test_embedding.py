"""Embedding ahead: in order, a bounded way ahead, each text once; and a pool that outlives its workers."""

from collections.abc import Iterator

import numpy as np
import pytest

from index.cluster.embedding import EmbeddingAhead
from index.cluster.pool import AT_ONCE, Piece
from index.load.reading import Closing, Ready, Step, prepared
from index.redaction.redactor import Redactor
from index.stores.cache import VectorCache
from index.write.commit import EmbedCount
from ingest import Article
from tests.index.words import DIMENSION, HashedWords

WORKERS = 2


class Journal:
    """Of a catalogue from which one article was removed."""

    def removal(self, item):
        return ("2025-01-01", "asked to") if item == "n1" else None


class Pool:
    """Embeds nothing before somebody waits for it."""

    workers = WORKERS

    def __init__(self):
        self.out = self.most = 0
        self.texts = []

    def submit(self, texts):
        self.out += 1
        self.most = max(self.most, self.out)
        self.texts += texts
        return Piece(texts)

    def vectors(self, piece):
        self.out -= 1
        piece.vectors = HashedWords().encode_passages(piece.texts)
        return piece.vectors


@pytest.fixture
def cache(tmp_path) -> Iterator[VectorCache]:
    cache = VectorCache(tmp_path / "embedded.sqlite3", "model")
    yield cache
    cache.close()


@pytest.fixture
def pool() -> Pool:
    return Pool()


@pytest.fixture
def ahead(pool, cache) -> EmbeddingAhead:
    return EmbeddingAhead(pool, cache, Journal(), Redactor([], ""), 130, EmbedCount())


def ready(number: int, body: str = "") -> Ready:
    return prepared(Article(f"n{number}", f"Bridge {number}", body or f"Bridge {number} opened on Monday."), 130)


def test_an_article_comes_with_its_vectors_and_not_far_ahead_of_the_others(ahead, pool, cache):
    taken = []

    def source():
        for number in range(40 * AT_ONCE):
            taken.append(number)
            yield ready(number)

    given: list[Step] = []
    for step in ahead.steps(source()):
        given.append(step)
        assert cache.get(step.contexts)[0] is not None or step.article.id == "n1"
        assert len(taken) - len(given) <= (3 * WORKERS + 1) * (AT_ONCE + 1)
    assert [step.article.id for step in given] == [f"n{number}" for number in taken]
    assert pool.most <= 3 * WORKERS + 1


def test_a_text_is_embedded_once_and_one_that_was_embedded_never(ahead, pool, cache):
    known = ready(0)
    cache.put(known.contexts, np.ones((1, DIMENSION), dtype=np.float32))
    twice = prepared(Article("other", "Bridge 2", "Bridge 2 opened on Monday."), 130)
    steps = [known, ready(2), twice, Closing("a.txt")]
    assert list(ahead.steps(steps)) == steps
    assert pool.texts == list(twice.contexts)


def test_what_was_removed_and_what_holds_half_a_character_is_not_embedded(ahead, pool):
    halved = prepared(Article("half", "Bridge \ud83d", "Bridge opened on Monday."), 130)
    steps = [ready(1), halved]
    assert list(ahead.steps(steps)) == steps
    assert pool.texts == []


def test_a_long_article_is_embedded_in_pieces(ahead, pool):
    body = "\n\n".join(f"Bridge {n} opened on Monday. " + f"It was long, said {n}. " * 40 for n in range(3 * AT_ONCE))
    long = ready(5, body)
    assert list(ahead.steps([long])) == [long]
    assert len(pool.texts) == len(long.contexts) >= 3 * AT_ONCE
    assert pool.most == -(-len(long.contexts) // AT_ONCE)
