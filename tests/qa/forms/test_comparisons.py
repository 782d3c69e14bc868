"""Comparisons are taken apart into two sides, and both values are cited, or the missing side is named."""

from __future__ import annotations

import pytest

from qa.answer import Citation
from qa.answers.compose import Composed, Correction
from qa.forms.comparisons import Side, decided, taken_apart


@pytest.mark.parametrize(
    ("question", "sides", "asked"),
    [
        (
            "Who got more votes, Dana Holt or Peter Lind?",
            ("Dana Holt", "Peter Lind"),
            ("How many votes did Dana Holt get?", "How many votes did Peter Lind get?"),
        ),
        (
            "Did Dana Holt get more votes than Peter Lind?",
            ("Dana Holt", "Peter Lind"),
            ("How many votes did Dana Holt get?", "How many votes did Peter Lind get?"),
        ),
        ("Is Dana Holt older than Peter Lind?", ("Dana Holt", "Peter Lind"), ("How old is Dana Holt?", "How old is Peter Lind?")),
        ("Which came first, the flood or the strike?", ("the flood", "the strike"), None),
    ],
)  # fmt: skip
def test_a_comparison_is_taken_apart(question, sides, asked):
    found = taken_apart(question)
    assert found is not None
    assert (found.sides, found.questions) == (sides, asked)


@pytest.mark.parametrize(
    "question",
    ["Was anyone hurt or killed?", "How many people died before the storm?", "Was Voss convicted before 2019?"],
)
def test_other_questions_are_none(question):
    assert taken_apart(question) is None


def side(value: float, words: str, unit: str = "") -> Side:
    cited = Citation(
        n=1, article_id="a", version="v", headline="Vote", source="Courier", published_at="2022-11-30", url="",
        quote=f"They counted {words}.", start=0, end=20,
    )  # fmt: skip
    return Side(value, unit, words, cited)


def test_both_values_are_cited():
    asked = taken_apart("Did Dana Holt get more votes than Peter Lind?")
    found = decided(asked, (side(32201, "32,201 votes"), side(32114, "32,114 votes")))
    assert isinstance(found, Composed)
    assert found.answer == "Yes"
    assert "Dana Holt: 32,201 votes [1]; Peter Lind: 32,114 votes [2]" in found.text
    assert [citation.n for citation in found.citations] == [1, 2]


def test_a_missing_side_is_named():
    asked = taken_apart("Who got more votes, Dana Holt or Peter Lind?")
    found = decided(asked, (side(32201, "32,201 votes"), None))
    assert isinstance(found, Correction)
    assert "for Peter Lind" in found.message
    assert "For Dana Holt it is 32,201 votes [1]" in found.message


def test_values_of_different_kinds_are_not_compared():
    asked = taken_apart("Which was larger, the fine or the crowd?")
    assert isinstance(decided(asked, (side(40000, "$40,000", "$"), side(900, "900 people"))), Correction)
