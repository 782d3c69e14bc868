from __future__ import annotations

import pytest

from evals.data.question import EvalQuestion
from evals.metrics.figures import FIGURES
from evals.metrics.support import LexicalSupport
from evals.report.worst import worst
from evals.run.records import Record, line, read_records, write_records
from evals.run.score import parts
from evals.run.summary import summarise
from ingest import InputError
from qa import Conflict
from tests.evals.records_of import ALL, FALSE, RIGHT, SILENT, STORY, WITHHELD, WRONG, record

JUDGE = LexicalSupport()


def scores(one: Record) -> dict[str, tuple[float, float]]:
    return parts([one], JUDGE)[0]


def test_a_right_answer():
    found = scores(RIGHT)
    for name in ("correct", "em", "f1", "news", "outcome", "answered", "truthfulness", "right_when_answered"):
        assert found[name] == (1.0, 1.0), name
    for name in ("exactness", "citation_recall", "citation_precision", "answer_cited", "cites_gold", "Success@1"):
        assert found[name] == (1.0, 1.0), name


def test_the_opposite_outcome_scores_with_squad_and_not_with_news():
    found = scores(WRONG)
    assert found["f1"][0] == pytest.approx(2 / 3)
    assert (found["news"], found["outcome"]) == ((0.0, 1.0), (0.0, 1.0))


def test_declining_an_answerable_question_is_wrong_everywhere_but_in_truthfulness():
    found = scores(WITHHELD)
    for name in ("correct", "em", "f1", "news", "date", "answered"):
        assert found[name] == (0.0, 1.0), name
    assert found["false_refusal"] == (1.0, 1.0)
    assert found["truthfulness"] == (0.0, 1.0)
    assert found["right_when_answered"] == (0.0, 0.0)  # not among the answers given
    assert "exactness" not in found


def test_unanswerable_questions():
    assert scores(SILENT)["false_answer"] == (0.0, 1.0)
    assert scores(SILENT)["f1_all"] == (1.0, 1.0)
    assert scores(FALSE)["false_answer"] == (1.0, 1.0)
    assert scores(FALSE)["truthfulness"] == (-1.0, 1.0)
    assert "correct" not in scores(FALSE)


def test_a_failed_question_counts_as_not_answered():
    failed = Record(question=RIGHT.question, error="The question has no word.")
    found = scores(failed)
    assert found["correct"] == (0.0, 1.0)
    assert found["Success@10"] == (0.0, 1.0)
    assert found["answer_in@10"] == (0.0, 1.0)


def test_sources_that_disagree():
    asked = {"answers": ("72",), "wrong_answers": ("73",)}
    assert scores(record("How old?", "73", **asked))["misled"] == (1.0, 1.0)
    both = record("How old?", "72", **asked)
    assert both.answer is not None
    both.answer.conflicts = [Conflict(value="73", citations=[1])]
    assert scores(both)["misled"] == (0.0, 1.0)
    assert scores(both)["conflict_shown"] == (1.0, 1.0)


def test_retrieval_alone_measures_no_answers():
    searched = Record(question=EvalQuestion(id="q", question="fire", articles=("a",)), ranked=["b", "a"])
    found = scores(searched)
    assert found["RR@10"] == (0.5, 1.0)
    assert not {"correct", "answered", "truthfulness", "answer_in@10"} & set(found)


def test_figures_of_a_run():
    metrics = summarise(ALL, JUDGE, resamples=200)
    figures = metrics["figures"]
    assert figures["correct"]["value"] == pytest.approx(2 / 3, abs=1e-6)  # SQuAD calls the opposite verdict right
    assert figures["news"]["value"] == pytest.approx(1 / 3, abs=1e-6)
    assert figures["false_answer"]["value"] == 0.5
    assert figures["truthfulness"]["value"] == pytest.approx((1 + 1 + 0 + 1 - 1) / 5)
    assert figures["exactness"]["value"] == 1.0
    assert all(one["n"] > 0 for one in figures.values())
    assert set(figures) <= set(FIGURES)
    assert set(metrics["slices"]["kind"]) == {"outcome", "date", "absent"}
    assert metrics["risk_coverage"]["deployed"] == {"coverage": 0.6, "risk": pytest.approx(1 / 3)}
    assert metrics["cost"]["ms"]["total"]["p50"] == 100.0


def test_a_unanimous_share_is_not_certain():
    one = summarise([RIGHT, record("Who?", "Ruiz", answers=("Ruiz",), articles=("other",))], JUDGE, resamples=200)
    correct = one["figures"]["correct"]
    assert correct["value"] == correct["high"] == 1.0
    assert correct["low"] < 0.5


def test_the_worst_come_first():
    faults = [fault for _, fault in worst(ALL)]
    assert faults == ["answered, though the archive does not say", "right answer withheld"]
    wrong = record("Who was acquitted?", "Chen", answers=("Ruiz",))
    assert next(fault for _, fault in worst([*ALL, wrong])) == "wrong name"


def test_records_survive_their_file(tmp_path):
    path = tmp_path / "records.jsonl"
    write_records(path, ALL)
    assert read_records(path) == list(ALL)
    with path.open("a", encoding="utf-8") as out:
        out.write(line(RIGHT)[:50])  # an interruption
    assert read_records(path) == list(ALL)
    path.write_text("{}\n" + line(RIGHT), encoding="utf-8")
    with pytest.raises(InputError, match=r"line 1: expected a record of a run; question"):
        read_records(path)


def test_the_sample_story_is_cited_to_the_letter():
    assert RIGHT.answer is not None
    (citation,) = RIGHT.answer.citations
    assert STORY.body[citation.start : citation.end] == citation.quote
