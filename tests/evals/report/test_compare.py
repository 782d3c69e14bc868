from __future__ import annotations

import pytest

from evals.report.compare import compare_records, compare_runs, table
from evals.run.stored import StoredRun
from ingest import InputError
from tests.evals.records_of import record


def answers(given: list[str | None]) -> list:
    return [record(f"Question {i}?", said, answers=("Ruiz",), articles=(f"a{i}",)) for i, said in enumerate(given)]


def test_better_and_worse_question_by_question():
    before = answers(["Ruiz"] * 10 + ["Chen"] * 20)
    after = answers(["Ruiz"] * 9 + ["Chen"] + ["Ruiz"] * 18 + [None, "Chen"])
    found = compare_records(before, after)
    correct = next(change for change in found.changes if change.figure == "correct")
    assert (correct.before, correct.after) == pytest.approx((10 / 30, 27 / 30))
    assert correct.verdict == "better"
    assert found.mcnemar is not None
    assert found.mcnemar < 0.001
    assert [(moved.before.question.id, moved.gain) for moved in found.moved][:1] == [("Question 9?", -2.0)]
    assert [moved.gain for moved in found.moved].count(2.0) == 18
    assert [moved.gain for moved in found.moved].count(1.0) == 1  # wrong before, silent now
    assert all("correct" not in row or "better" in row[-1] for row in table(found))


def test_a_run_does_not_differ_from_itself():
    same = answers(["Ruiz", "Chen", None])
    found = compare_records(same, same)
    assert {change.verdict for change in found.changes} == {"same"}
    assert not found.moved
    assert found.mcnemar == 1.0


def test_questions_that_the_second_run_lacks_count_as_not_answered():
    found = compare_records(answers(["Ruiz", "Ruiz"]), answers(["Ruiz"]))
    assert found.missing == 1
    assert next(change for change in found.changes if change.figure == "correct").after == 0.5


def test_other_questions_cannot_be_compared(tmp_path):
    one = StoredRun(tmp_path / "a", {"data": {"name": "x", "hash": "1"}}, (), {})
    other = StoredRun(tmp_path / "b", {"data": {"name": "x", "hash": "2"}}, (), {})
    with pytest.raises(InputError, match="only runs on the same questions"):
        compare_runs(one, other)
