from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.numbers import quantities, score

SAME = [
    ("2", "two"),
    ("twenty-one", "21"),
    ("two hundred and twelve", "212"),
    ("two and a half years", "2.5 years"),
    ("a dozen", "12"),
    ("5th", "fifth"),
    ("1,500,000", "1.5 million"),
    ("$1.5m", "$1.5 million"),
    ("€3bn", "3 billion euros"),
    ("15 million", "$15 million"),  # one side left the currency out
    ("3 percent", "3%"),
    ("3 per cent", "3 %"),
    ("72-year-old", "72"),
    ("18 years old", "18"),
    ("about 12,000 people", "12000"),
    ("seven to two", "7-2"),
    ("1,200 km", "1200 kilometres"),
    ("3-3", "three to three"),
    ("12, that is, a dozen", "12"),  # the same number said twice
]
DIFFERENT = [
    ("$15 million", "$1.5 million"),
    ("$1.5 million", "$15 million"),
    ("$3bn", "3 billion euros"),
    ("3 per cent", "3 percentage points"),
    ("15%", "$15"),
    ("six months", "6 years"),
    ("-5", "5"),
    ("7-3", "7-2"),
    ("3", "3-3"),
    ("$2.3 billion to $2.5 billion", "$2.3 billion"),  # a hedge
    ("several", "7"),
]


@pytest.mark.parametrize(("prediction", "gold"), SAME)
def test_same_quantity(prediction, gold):
    assert score(prediction, gold) == 1.0


@pytest.mark.parametrize(("prediction", "gold"), DIFFERENT)
def test_other_quantity(prediction, gold):
    assert score(prediction, gold) == 0.0


@pytest.mark.parametrize("text", ["Sudan", "no one", "one of them", "First Lady Jill Biden", "G20", "nobody"])
def test_words_that_are_no_numbers(text):
    assert not quantities(text)


@given(st.integers(0, 10**9))
def test_digits_with_and_without_separators_agree(value):
    assert score(f"{value:,}", str(value)) == 1.0
    assert [quantity.value for quantity in quantities(f"{value:,}")] == [Decimal(value)]


@given(st.text(max_size=60))
def test_places_lie_inside_the_text_in_order(text):
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
