from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import news, squad


@pytest.mark.parametrize(
    ("prediction", "gold", "question"),
    [
        ("not guilty", "guilty", ""),
        ("guilty", "not guilty", ""),
        ("$15 million", "$1.5 million", ""),
        ("acquitted of bribery", "convicted of bribery", ""),
        ("Hunter Biden", "Joe Biden", "Who won?"),
        ("Feb. 3", "February 4", ""),
        ("Kenya", "Sudan", ""),
        ("", "Sudan", ""),
    ],
)
def test_what_must_score_nothing(prediction, gold, question):
    assert news.compare(prediction, gold, question).value == 0.0


@pytest.mark.parametrize(
    ("prediction", "gold", "question"),
    [
        ("2", "two", ""),
        ("two", "2", ""),
        ("Feb. 3", "February 3", ""),
        ("on Feb. 3", "3 February", ""),
        ("72", "72-year-old", ""),
        ("two people were killed", "2", ""),
        ("hung jury", "mistrial", ""),
        ("found not guilty", "not guilty", ""),
        ("3 counts of fraud", "three counts of fraud", ""),
        ("“never took a dime”", "never took a dime", ""),
        ("former chief executive Elizabeth Holmes", "Elizabeth Holmes", "Who founded it?"),
    ],
)
def test_what_must_score_fully(prediction, gold, question):
    assert news.compare(prediction, gold, question).value == 1.0


def test_squad_gets_the_same_cases_wrong():
    assert squad.exact("$15 million", "$1.5 million") == 1.0
    assert squad.f1("not guilty", "guilty") > 0.6
    assert squad.f1("two", "2") == 0.0


def test_the_closest_gold_answer_counts():
    assert news.best("Khartoum", ["Sudan", "Khartoum"]).value == 1.0
    assert news.best(None, ["Sudan"]).value == 0.0


def test_a_weekday_is_counted_from_the_cited_article():
    assert news.compare("Thursday", "March 14, 2024", published=date(2024, 3, 14)).value == 1.0


PIECES = [
    *("acquitted", "convicted of fraud", "not guilty", "mistrial", "$1.5 million", "two", "72-year-old", "3-3", "5 %"),
    *("Feb. 3", "Friday", "2021", "Elizabeth Holmes", "Jr.", "“never took a dime”", "first", "and", "the"),
]
QUESTIONS = ["", "Who was it?", "How did he plead?"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.sampled_from(QUESTIONS))
def test_an_answer_agrees_with_itself(pieces, question):
    answer = " ".join(pieces)
    assert news.compare(answer, answer, question).value == 1.0, answer
