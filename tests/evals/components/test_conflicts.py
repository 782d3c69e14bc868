"""What an answer to a question with right and false values shows: either, both, or neither."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.components.conflicts import ask, seen, table
from evals.data.question import DataSet, EvalQuestion
from ingest import InputError
from qa import Answer, Conflict


def test_what_is_seen_of_a_data_set_question():
    question = EvalQuestion(id="q", question="How many?", answers=("six",), wrong_answers=("nine",))

    def shares(answer, *shown):
        given = Answer.model_construct(answer=answer, conflicts=[Conflict(value=v, citations=[1]) for v in shown])
        return set(seen(question, given))

    assert shares("6 people", "6 people", "nine") == {"answered", "right", "both", "disputed"}
    assert shares("nine") == {"answered", "false alone"}
    assert shares(None) == set()


def test_shares_are_of_the_questions_of_a_kind():
    counts = Counter({("conflict", "all"): 4, ("conflict", "answered"): 3, ("agreed", "all"): 2})
    rows = {row.figure: (row.value, row.n) for row in table("mine", counts).rows}
    assert rows["conflict: answered"] == (0.75, 4)
    assert rows["agreed: answered"] == (0.0, 2)


def test_a_set_without_documents_is_refused():
    with pytest.raises(InputError, match="mine has no documents of its own"):
        ask(DataSet("mine", (), ()))
