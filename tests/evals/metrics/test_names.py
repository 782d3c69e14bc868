from __future__ import annotations

import pytest

from evals.metrics.names import score

WHO = "Who founded Theranos?"
SAME = [
    ("Holmes", "Elizabeth Holmes"),
    ("Elizabeth Holmes", "Holmes"),
    ("Theranos founder Elizabeth Holmes", "Elizabeth Holmes"),
    ("former President Joe Biden", "Joseph R. Biden"),
    ("E. Holmes", "Elizabeth Holmes"),
    ("Pelé", "Pele"),
    ("Elizabeth Holmes’s", "Elizabeth Holmes"),
    ("Ursula von der Leyen", "von der Leyen"),
    ("John Smith, Jr.", "John Smith Jr."),
]
DIFFERENT = [
    ("Hunter Biden", "Joe Biden"),
    ("John Smith Sr.", "John Smith Jr."),
    ("Elizabeth Holmes and Sunny Balwani", "Elizabeth Holmes"),
    ("Elizabeth", "Elizabeth Holmes"),
    ("the company", "Elizabeth Holmes"),
]


@pytest.mark.parametrize(("prediction", "gold"), SAME)
def test_same_person(prediction, gold):
    assert score(prediction, gold, WHO) == 1.0


@pytest.mark.parametrize(("prediction", "gold"), DIFFERENT)
def test_other_person(prediction, gold):
    assert score(prediction, gold, WHO) == 0.0


@pytest.mark.parametrize(
    ("gold", "question"), [("Sudan", "Which country was it?"), ("the police officers", WHO), ("12 people", WHO)]
)
def test_other_answers_are_not_judged_as_names(gold, question):
    assert score("anyone", gold, question) is None
