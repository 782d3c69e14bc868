from __future__ import annotations

import pytest

from evals.report.bars import check_bars, read_bars
from evals.report.board import render_board
from ingest import InputError


def figure(value, low, high):
    return {"value": value, "low": low, "high": high, "n": 100, "clusters": 90}


METRICS = {
    "figures": {
        "correct": figure(0.40, 0.35, 0.45),
        "false_answer": figure(0.12, 0.08, 0.17),
        "exactness": figure(0.999, 0.99, 1.0),
    }
}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("correct = { at_least = 0.38 }", True),
        ("correct = { at_least = 0.44 }", True),  # below the bar, within noise
        ("correct = { at_least = 0.46 }", False),
        ("false_answer = { at_most = 0.10 }", True),
        ("false_answer = { at_most = 0.05 }", False),
        ("exactness = { at_least = 1.0 }", False),  # no noise is admitted
        ("news = { at_least = 0.1 }", False),  # the run has no such figure
    ],
)
def test_bars(tmp_path, line, kept):
    path = tmp_path / "bars.toml"
    path.write_text(f"[rtqa]\n{line}\n")
    (outcome,) = check_bars(read_bars(path, "rtqa"), METRICS)
    assert outcome.verdict == ("kept" if kept else "broken")
    assert "wanted" in str(outcome)


@pytest.mark.parametrize(
    ("value", "low", "high", "line", "strict", "verdict"),
    [
        (0.588, 0.35, 0.82, "at_least = 0.75", False, "kept"),  # ten of seventeen: nothing can be said
        (0.588, 0.35, 0.82, "at_least = 0.75", True, "too few"),
        (0.588, 0.35, 0.82, "at_least = 0.75, margin = 0.05", False, "too few"),
        (0.588, 0.35, 0.82, "at_least = 0.75, margin = 0.25", False, "kept"),  # a miss by so much would show
        (0.30, 0.12, 0.54, "at_least = 0.75", True, "broken"),  # few, and still enough to tell
        (0.95, 0.80, 1.00, "at_least = 0.75", True, "kept"),
        (0.74, 0.70, 0.78, "at_least = 0.75", True, "kept"),  # within noise, and the noise within the margin
        (0.12, 0.02, 0.30, "at_most = 0.05", True, "too few"),
        (0.12, 0.09, 0.15, "at_most = 0.10", True, "kept"),
        (0.12, 0.11, 0.15, "at_most = 0.10", True, "broken"),
        (0.80, None, None, "at_least = 0.75", True, "too few"),  # one cluster has no interval
    ],
)
def test_bars_held_strictly_want_enough_questions(tmp_path, value, low, high, line, strict, verdict):
    path = tmp_path / "bars.toml"
    path.write_text(f"[mine]\ncorrect = {{ {line} }}\n")
    metrics = {"figures": {"correct": {"value": value, "low": low, "high": high, "n": 17, "clusters": 17}}}
    (outcome,) = check_bars(read_bars(path, "mine"), metrics, strict=strict)
    assert outcome.verdict == verdict
    assert ("too few questions to notice a miss by 5.0" in str(outcome)) == (verdict == "too few")


@pytest.mark.parametrize("value", [0.12349962, 0.3455, 0.7496, 0.99996, 1.0])
def test_a_bar_shows_the_per_cent_of_the_table(tmp_path, value):
    metrics = {"figures": {"correct": figure(value, value, value), "exactness": figure(value, value, value)}}
    path = tmp_path / "bars.toml"
    path.write_text("[mine]\ncorrect = { at_least = 0.75 }\nexactness = { at_least = 1.0 }\n")
    for outcome in check_bars(read_bars(path, "mine"), metrics):
        row = {"figure": "it", "as": outcome.bar.figure, **metrics["figures"][outcome.bar.figure]}
        board = render_board([], [{"title": "t", "note": "", "rows": [row]}])
        told = board.split("| it | ")[1].split(" | ")[0]
        assert f": {told} [{told}, {told}], n 100" in str(outcome)
        assert (told == "100.0") == (value == 1.0)  # what is broken by a hair does not look whole


def test_bars_for_any_data_set_hold_too(tmp_path):
    path = tmp_path / "bars.toml"
    path.write_text("[any]\nexactness = { at_least = 1.0 }\n[rtqa]\ncorrect = { at_least = 0.3 }\n")
    assert [bar.figure for bar in read_bars(path, "rtqa")] == ["exactness", "correct"]
    assert [bar.figure for bar in read_bars(path, "mtrag")] == ["exactness"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[rtqa]\ncorect = { at_least = 1 }", "'corect' is not a figure"),
        ("[rtqa]\ncorrect = 0.4", "expected correct = { at_least = NUMBER }"),
        ("[rtqa]\ncorrect = { at_least = 'high' }", "at_least of correct must be a number"),
        ("[rtqa]\ncorrect = { at_least = 0.1, margin = 0 }", "margin of correct must be more than 0"),
        ("[rtqa]\ncorrect = { margin = 0.1 }", "expected correct = { at_least = NUMBER }"),
        ("[rtqa", "expected TOML"),
        ("[mtrag]\ncorrect = { at_least = 1 }", "no bars for rtqa"),
    ],
)
def test_broken_bars_say_so(tmp_path, text, told):
    path = tmp_path / "bars.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=told):
        read_bars(path, "rtqa")


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_bars(tmp_path / "none.toml", "rtqa")
