"""Confidence and threshold are fitted on one part of the questions and judged on another."""

import numpy as np
import pytest

from evals.components.calibrate import choose_threshold, cross_fitted, figures, fit_logistic, table
from evals.metrics.refusal import Reply, ece
from qa.spans.confidence import SIGNS, Calibration


@pytest.fixture(scope="module")
def made_up():
    """Signs of which only the margin matters, with answers right as often as a logistic model of it says."""
    draw = np.random.default_rng(5)
    rows = draw.normal(size=(2_000, len(SIGNS)))
    chance = 1 / (1 + np.exp(-(rows[:, SIGNS.index("margin")] * 2 - 0.5)))
    return rows, (draw.random(2_000) < chance).astype(float), [str(i // 2) for i in range(2_000)]


def test_the_sign_that_matters_gets_the_weight(made_up):
    rows, marks, _ = made_up
    bias, coefficients = fit_logistic(rows, marks)
    assert coefficients["margin"] == pytest.approx(2, abs=0.4)
    assert bias == pytest.approx(-0.5, abs=0.2)
    assert all(abs(weight) < 0.3 for name, weight in coefficients.items() if name != "margin")


def test_held_out_confidence_is_calibrated(made_up):
    rows, marks, clusters = made_up
    held_out = cross_fitted(rows, marks, clusters)
    assert ece([Reply(True, mark == 1, c, False) for mark, c in zip(marks, held_out, strict=True)]) < 0.04


def test_shuffled_marks_give_no_confidence(made_up):
    rows, marks, clusters = made_up
    shuffled = np.random.default_rng(1).permutation(marks)
    held_out = cross_fitted(rows, shuffled, clusters)
    assert held_out.std() < 0.1


def test_the_threshold_keeps_false_answers_under_the_bar():
    confidences = np.linspace(0, 0.9, 100)
    answerable = np.zeros(100, bool)
    threshold = choose_threshold(confidences, answerable, bar=0.08)
    assert (confidences >= threshold).mean() == pytest.approx(0.08, abs=0.011)


def test_a_calibration_file_reads_back(tmp_path):
    written = Calibration(bias=-1.5, coefficients={"margin": 0.7}, threshold=0.42)
    written.save(tmp_path / "calibration.json")
    assert Calibration.load(tmp_path / "calibration.json") == written


def test_figures_are_of_the_questions_that_they_speak_of():
    marks, answerable = np.array([1.0, 0.0, 1.0, 0.0]), np.array([True, True, True, False])
    given = np.array([True, True, False, False])
    found = figures(given, marks, np.array([0.9, 0.6, 0.4, 0.1]), answerable, ["a", "b", "c", "d"])
    shares = {name: (round(one.value, 3), one.n) for name, one in found.items()}
    assert shares == {
        "right_first": (0.667, 3), "answered": (0.667, 3), "right_of_answered": (0.5, 2), "false_answers": (0.0, 1),
        "ece": (0.35, 2),
    }  # fmt: skip
    assert [row.n for row in table("mine", found).rows] == [3, 3, 2, 1, 2]
