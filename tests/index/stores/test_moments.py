"""Sums over vectors say what their cosines with any question are spread like."""

import numpy as np
import pytest

from index.stores.moments import Moments

ROWS = np.random.default_rng(1).standard_normal((50, 8)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
QUESTION = ROWS[7]


def spread(rows):
    cosines = rows.astype(np.float64) @ QUESTION
    return pytest.approx((cosines.mean(), cosines.std()), abs=1e-5)


@pytest.mark.parametrize(
    ("moments", "rows"),
    [
        (Moments.none(8).add(ROWS), ROWS),
        (Moments.none(8).add(ROWS[:20]).add(ROWS[20:]), ROWS),
        (Moments.none(8).add(ROWS).subtract(ROWS[:20]), ROWS[20:]),
        (Moments.from_bytes(Moments.none(8).add(ROWS).to_bytes()), ROWS),
    ],
    ids=["at once", "in parts", "some taken out", "stored"],
)
def test_the_spread_is_that_of_the_cosines(moments, rows):
    assert moments.count == len(rows)
    assert moments.spread(QUESTION) == spread(rows)


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_vectors_have_no_spread(count):
    assert Moments.none(8).add(ROWS[:count]).spread(QUESTION) == (0.0, 1.0)
