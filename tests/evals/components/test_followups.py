"""Follow-ups asked in three ways over their own passages, by words alone."""

from __future__ import annotations

import pytest

from evals.components.followups import BEFORE, RESOLVED, TYPED, differences, follow_ups, table
from evals.data.question import DataSet, EvalQuestion
from ingest import Article, InputError
from qa import Turn

ARTICLES = [
    Article(id="bridge", headline="Bridge", body="The Alder bridge cost nine million dollars.", id_given=True),
    Article(id="toll", headline="Toll", body="The Dunmere toll cost drivers two dollars a day.", id_given=True),
    Article(id="rain", headline="Rain", body="Rain fell on Monday.", id_given=True),
]
BEFORE_IT = (
    Turn(role="user", content="Who built the Alder bridge?"), Turn(role="assistant", content="Odile Strand did."),
)  # fmt: skip
TURNS = (
    EvalQuestion(id="1", question="Who built the Alder bridge?", articles=("bridge",), cluster="a"),
    EvalQuestion(id="2", question="How much did it cost?", articles=("bridge",), history=BEFORE_IT, cluster="a"),
)


def test_only_follow_ups_are_asked_and_the_question_before_finds_the_article():
    found = follow_ups(DataSet("mine", TURNS, (), lambda: ARTICLES))
    assert [turn.id for turn in found.turns] == ["2"]
    assert set(found.scores) == {TYPED, BEFORE, RESOLVED}
    assert found.scores[BEFORE]["2"]["R@5"] == 1.0
    assert found.changed == 1
    assert len(found.milliseconds) == 1
    assert len(table(found).rows) == 12
    assert set(differences(found)) == {"R@5", "R@10", "nDCG@10", "Success@5"}


def test_a_set_without_passages_is_refused():
    with pytest.raises(InputError, match="mine has no passages of its own"):
        follow_ups(DataSet("mine", TURNS, ()))
