"""A text that was embedded once, by the same model, is not embedded again."""

import numpy as np
import pytest

from index import StoreDamagedError
from index.stores.cache import VectorCache

TEXTS = ["The ferry sank.", "", "half a character: \ud800"]
ROWS = np.eye(3, dtype=np.float32)


@pytest.fixture
def opened(tmp_path):
    caches = []

    def of(model):
        caches.append(VectorCache(tmp_path / "embedded.sqlite3", model))
        return caches[-1]

    yield of
    for cache in caches:
        cache.close()


def test_vectors_come_in_the_order_asked_for_with_gaps(opened):
    cache = opened("small")
    cache.put(TEXTS, ROWS)
    second, unknown, first = cache.get([TEXTS[1], "never seen", TEXTS[0]])
    assert (second.tolist(), unknown, first.tolist()) == ([0, 1, 0], None, [1, 0, 0])
    assert cache.get(TEXTS[2:])[0].tolist() == [0, 0, 1]


def test_another_model_has_vectors_of_its_own(opened):
    small, large = opened("small"), opened("large")
    small.put(TEXTS[:1], ROWS[:1])
    assert large.get(TEXTS[:1]) == [None]


def test_what_is_forgotten_is_forgotten_for_every_model(opened):
    small, large = opened("small"), opened("large")
    small.put(TEXTS[:2], ROWS[:2])
    large.put(TEXTS[:2], ROWS[:2])
    small.forget(TEXTS[:1])
    for cache in (small, large):
        gone, kept = cache.get(TEXTS[:2])
        assert gone is None
        assert kept.tolist() == [0, 1, 0]


def test_it_holds_no_text(opened, tmp_path):
    cache = opened("small")
    cache.put(TEXTS[:1], ROWS[:1])
    cache.close()
    assert b"ferry" not in (tmp_path / "embedded.sqlite3").read_bytes()


def test_a_damaged_file_may_be_deleted(tmp_path):
    (tmp_path / "embedded.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(StoreDamagedError, match="delete the file, it is only a cache"):
        VectorCache(tmp_path / "embedded.sqlite3", "small")
