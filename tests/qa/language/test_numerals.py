"""Numbers in words and figures have one value."""

import re

import pytest

from qa.language.numerals import NUMERAL, numeral


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("14", 14),
        ("140,000", 140_000),
        ("1.5 million", 1_500_000),
        ("twenty-one", 21),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("one hundred and five", 105),
        ("three hundred", 300),
        ("two hundred thousand", 200_000),
    ],
)
def test_value(written, value):
    assert re.fullmatch(NUMERAL, written, re.I)
    assert numeral(written) == value


def test_a_word_that_is_no_number_has_none():
    assert numeral("street") is None
