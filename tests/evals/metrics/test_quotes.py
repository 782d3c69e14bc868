from __future__ import annotations

import pytest

from evals.metrics.quotes import quoted, score, verbatim


def test_quotations_are_found_whatever_the_marks():
    assert quoted("She said: “I never took a dime,” and left.") == ["I never took a dime"]
    assert quoted('the "so-called" deal') == []  # a scare quote is no quotation


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("I never took a dime", True),
        ("I never ... a dime", True),  # an ellipsis leaves words out, in order
        ("a dime … I never", False),
        ("I never took a penny", False),
    ],
)
def test_verbatim(quote, stands):
    assert verbatim(quote, ["Ruiz said: “I never took a dime from anyone.”"]) is stands


@pytest.mark.parametrize(
    ("prediction", "gold", "expected"),
    [
        ("never took a dime", "“never took a dime”", 1.0),
        ("“never took a dime from anyone”", "“never took a dime”", 1.0),
        ("dime", "“never took a dime”", 0.0),
        ("never took a penny", "“never took a dime”", 0.0),
        ("never took a dime", "never took a dime", None),  # the gold answer quotes nothing
    ],
)
def test_score(prediction, gold, expected):
    assert score(prediction, gold) == expected
