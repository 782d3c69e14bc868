from __future__ import annotations

import pytest

from evals.metrics.outcome import outcomes, score

RIGHT = [
    ("not guilty", "acquitted", ""),
    ("found not guilty", "acquitted of all charges", ""),
    ("hung jury", "mistrial", ""),
    ("the jury deadlocked", "a mistrial was declared", ""),
    ("convicted of fraud and acquitted of bribery", "acquitted of bribery, convicted of fraud", ""),
    ("his conviction was overturned", "overturned", ""),
    ("charged, then acquitted", "acquitted", ""),  # a step on the way does no harm
    ("not charged", "was never charged", ""),
    ("pleaded not guilty", "not guilty", "How did she plead?"),
    ("charges were dropped", "dismissed", "What became of the charges?"),
]
WRONG = [
    ("guilty", "not guilty", ""),
    ("not guilty", "guilty", ""),
    ("acquitted of bribery", "convicted of bribery", ""),
    ("mistrial on the bribery charge", "conviction on the bribery charge", ""),
    ("acquitted of fraud, convicted of bribery", "acquitted of bribery, convicted of fraud", ""),
    ("charged with murder", "convicted of murder", ""),
    ("convicted, later overturned", "convicted", ""),
    ("was not convicted", "convicted", ""),
    ("wasn't convicted", "convicted", ""),
    ("wasn’t convicted", "convicted", ""),
    ("never charged", "charged", ""),
    ("pleaded not guilty", "not guilty", "What was the verdict?"),
    ("acquitted or convicted", "acquitted", ""),
    ("on Thursday", "acquitted", ""),
]


@pytest.mark.parametrize(("prediction", "gold", "question"), RIGHT)
def test_right_outcomes(prediction, gold, question):
    assert score(prediction, gold, question) == 1.0


@pytest.mark.parametrize(("prediction", "gold", "question"), WRONG)
def test_wrong_outcomes(prediction, gold, question):
    assert score(prediction, gold, question) == 0.0


@pytest.mark.parametrize("gold", ["Sudan", "$15 million", "dropped 5 percent", "bribery"])
def test_answers_without_an_outcome_are_not_judged(gold):
    assert score("anything", gold, "What did shares do?") is None


def test_everyday_words_name_outcomes_only_in_court():
    assert not outcomes("dropped by half")
    assert [one.key for one in outcomes("dropped", "What happened to the charges?")] == ["dismissed"]


def test_a_denied_conviction_is_not_an_acquittal():
    assert [one.key for one in outcomes("was not convicted")] == ["not convicted"]
