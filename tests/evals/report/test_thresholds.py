from __future__ import annotations

import pytest

from evals.report.thresholds import check_gate, read_gate
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
    path = tmp_path / "gate.toml"
    path.write_text(f"[rtqa]\n{line}\n")
    (outcome,) = check_gate(read_gate(path, "rtqa"), METRICS)
    assert outcome.kept is kept
    assert "wanted" in str(outcome)


def test_bars_for_any_data_set_hold_too(tmp_path):
    path = tmp_path / "gate.toml"
    path.write_text("[any]\nexactness = { at_least = 1.0 }\n[rtqa]\ncorrect = { at_least = 0.3 }\n")
    assert [bar.figure for bar in read_gate(path, "rtqa")] == ["exactness", "correct"]
    assert [bar.figure for bar in read_gate(path, "mtrag")] == ["exactness"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[rtqa]\ncorect = { at_least = 1 }", "'corect' is not a figure"),
        ("[rtqa]\ncorrect = 0.4", "expected correct = { at_least = NUMBER }"),
        ("[rtqa]\ncorrect = { at_least = 'high' }", "must be a number"),
        ("[rtqa", "expected TOML"),
        ("[mtrag]\ncorrect = { at_least = 1 }", "no bars for rtqa"),
    ],
)
def test_a_broken_gate_says_so(tmp_path, text, told):
    path = tmp_path / "gate.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=told):
        read_gate(path, "rtqa")


def test_a_missing_gate_says_so(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_gate(tmp_path / "none.toml", "rtqa")
