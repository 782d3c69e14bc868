"""What a bag of words gives away: all where one word marks the label, nothing where twins share their words."""

from __future__ import annotations

import pytest

from evals.components.leakage import leakage, table
from evals.data.passages import PassageQuestion
from ingest import InputError

PLACES = ("Ash", "Brack", "Clay", "Dray", "Elder", "Flint", "Gorse", "Hazel", "Iron", "Kelp")


def rows(question: str, silent: str):
    """Twins in each place; the questions of the silent passages are worded as ``silent``."""
    found = []
    for place in PLACES:
        found.append(PassageQuestion(f"{question} {place}?", f"{place} voted on Monday.", "", ("Monday",), place))
        found.append(PassageQuestion(f"{silent} {place}?", f"{place} voted.", "", (), place))
    return found


def test_a_manner_of_asking_gives_the_label_away():
    found = leakage(rows("When did", "Why exactly did"), rows("When did", "Why exactly did"))
    assert found["question alone"].value == 1.0


def test_twins_of_one_wording_give_nothing_away():
    twins = rows("When did", "When did")
    found = leakage(twins, twins)
    assert found["question alone"].value == pytest.approx(0.5)
    assert found["passage alone"].value == 1.0  # "Monday" stands only where it answers
    assert [(row.figure, row.like) for row in table(found).rows] == [
        ("question alone", "auroc"), ("passage alone", "auroc"),
    ]  # fmt: skip


def test_rows_of_one_label_are_refused():
    twins = rows("When did", "When did")
    with pytest.raises(InputError, match="development rows are all answerable or all not"):
        leakage(twins, [row for row in twins if row.answerable])
