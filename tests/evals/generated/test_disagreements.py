"""Planted conflicts and traps: the same every time, their values where they are said to stand, and nearly all judged right."""

from collections import Counter

import pytest

from evals.generated.conflicts import by_function, judge
from evals.generated.disagreements import cases


def test_a_hundred_conflicts_and_as_many_traps():
    found = cases()
    assert Counter(case.wants == "conflict" for case in found) == {True: 100, False: 108}
    assert [case.question for case in found] == [case.question for case in cases()]


def test_values_stand_where_they_are_said_to():
    for case in cases():
        for value, (number, start) in zip(case.values, case.places, strict=True):
            assert case.articles[number].body[start : start + len(value)].lower() == value.lower()


def test_both_halves_hold_every_kind():
    kinds = Counter((case.half, case.kind) for case in cases() if case.wants == "conflict")
    assert min(kinds.values()) >= 6
    assert len(kinds) == 16


@pytest.mark.parametrize(("conflict", "least"), [(True, 0.95), (False, 0.97)])
def test_shown_and_not_shown(conflict, least):
    chosen = [case for case in cases() if (case.wants == "conflict") == conflict]
    verdicts = Counter(verdict for _, (verdict, _) in by_function(chosen))
    assert verdicts["right"] >= least * len(chosen), verdicts


def test_a_judge_wants_both_values_and_no_more():
    case = next(case for case in cases() if case.wants == "conflict")
    one, other = case.values
    assert judge(case, one, "", [one, other])[0] == "right"
    assert judge(case, one, "", [one])[0] == "missed"
    assert judge(case, None, "", [])[0] == "declined"
    trap = next(case for case in cases() if case.wants == "same")
    assert judge(trap, trap.values[0], "", [])[0] == "right"
    assert judge(trap, trap.values[0], "", ["1", "2"])[0] == "false"
