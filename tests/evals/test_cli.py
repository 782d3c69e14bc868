from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.metrics.figures import FIGURES, shown
from evals.metrics.support import LexicalSupport
from evals.run.records import write_records
from evals.run.summary import summarise
from ingest import InputError
from tests.evals.records_of import ALL
from tests.evals.report.test_page import CONFIG


@pytest.fixture
def folder(tmp_path):
    """A finished run of five questions."""
    run = tmp_path / "mine"
    run.mkdir()
    (run / "config.json").write_text(json.dumps(CONFIG))
    write_records(run / "records.jsonl", ALL)
    metrics = {"run": "mine", **summarise(ALL, LexicalSupport(), resamples=100)}
    (run / "metrics.json").write_text(json.dumps(metrics))
    return run


COMPONENTS = ("reader", "leakage", "frank", "conflicts", "followups", "dialogues", "calibrate")


def call(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def test_help_names_every_command():
    text = call("--help").output
    for name in ("run", "compare", "report", "rescore", "score", "judge", "board", "validate", *COMPONENTS):
        assert name in text


def test_report_and_bars(folder, tmp_path):
    bars = tmp_path / "bars.toml"
    bars.write_text("[mine]\nexactness = { at_least = 1.0 }\n")
    result = call("report", folder, "--bars", bars)
    assert (result.exit_code, (folder / "report.html").exists()) == (0, True)
    assert "kept    exactness: 100.0" in result.output
    bars.write_text("[mine]\nfalse_answer = { at_most = 0.0 }\ncitation_recall = { at_least = 2.0 }\n")
    result = call("report", folder, "--bars", bars)
    assert result.exit_code == 1
    assert "BROKEN  citation_recall" in result.output


def test_bars_held_strictly_want_more_questions_than_five(folder, tmp_path):
    bars = tmp_path / "bars.toml"
    bars.write_text("[mine]\ncorrect = { at_least = 0.5 }\n")
    assert call("report", folder, "--bars", bars).exit_code == 0
    result = call("report", folder, "--bars", bars, "--strict")
    assert result.exit_code == 1
    assert "TOO FEW correct: 66.7, n 3" in result.output


def test_compare_lists_questions(folder, tmp_path):
    result = call("compare", folder, folder)
    assert result.exit_code == 0
    assert "same (p 1.0000)" in result.output
    assert "Worse: 0 questions" in result.output


def test_rescore_and_board(folder, tmp_path):
    assert "oracle_best" in call("rescore", folder).output
    out = tmp_path / "BOARD.md"
    call("board", folder, "--out", out)
    assert out.read_text().startswith("# Board")


def test_score_counts_missing_predictions_as_wrong(tmp_path):
    questions = tmp_path / "q.jsonl"
    questions.write_text(
        '{"id": "a", "question": "Where?", "answers": ["Sudan"]}\n'
        '{"id": "b", "question": "Who?", "answers": ["Ruiz"]}\n'
    )
    predictions = tmp_path / "p.json"
    predictions.write_text('{"a": "Sudan"}')
    output = call("score", questions, predictions).output
    assert "em               50.0" in output
    assert "1 without a prediction, counted as wrong" in output
    predictions.write_text('{"a": "Sudan", "b": null}')
    output = call("score", questions, predictions).output
    assert "em               50.0" in output
    assert "without a prediction" not in output
    predictions.write_text('["Sudan"]')
    with pytest.raises(InputError, match="maps question ids to answers"):
        call("score", questions, predictions)


def test_a_null_prediction_is_right_where_nothing_can_be_said(tmp_path):
    questions, predictions = tmp_path / "q.jsonl", tmp_path / "p.json"
    questions.write_text(
        '{"id": "a", "question": "Where?", "answers": ["Sudan"]}\n{"id": "b", "question": "Who?", "unanswerable": true}\n'
    )
    predictions.write_text('{"a": null, "b": null}')
    assert "em               50.0" in call("score", questions, predictions).output


def test_score_trec(tmp_path):
    (tmp_path / "qrels").write_text("q1 0 d1 1\nq2 0 d2 1\n")
    # Every rank is 0, as BEIR writes them: the score decides.
    (tmp_path / "run").write_text("q1 Q0 dx 0 1.0 t\nq1 Q0 d1 0 2.0 t\n")
    output = call("score", tmp_path / "qrels", tmp_path / "run", "--trec").output
    assert "R@1              50.0" in output
    assert "1 without a prediction" in output


def test_validate_counts(tmp_path):
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"question": "Where?", "answers": ["Sudan"]}\n{"question": "Who?", "unanswerable": true}\n')
    result = call("validate", questions)
    assert "2 questions: 1 answerable, 1 unanswerable" in result.output


def test_figures_are_shown_as_they_are_meant():
    assert shown("correct", 0.123) == "12.3"
    assert shown("ece", 0.0712) == "0.071"
    assert shown("ece", float("nan")) == "–"
    assert all(figure.part in ("answers", "refusal", "retrieval", "citations") for figure in FIGURES.values())
