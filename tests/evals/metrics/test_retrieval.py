from __future__ import annotations

import pytest

from evals.metrics.retrieval import all_found, distinct, per_query


def test_figures_by_hand():
    relevant = {"q1": {"a": 1, "b": 1}, "q2": {"c": 1}, "q3": {"d": 1}}
    ranked = {
        "q1": ["a", "x", "b"],  # both, at 1 and 3
        "q2": ["x", "c"],  # at 2
        # q3 was never answered
    }
    found = per_query(relevant, ranked, ["R@1", "R@5", "Success@1", "RR@10", "nDCG@10"])
    assert found["q1"] == pytest.approx({"R@1": 0.5, "R@5": 1, "Success@1": 1, "RR@10": 1, "nDCG@10": 1.5 / 1.6309297})
    assert found["q2"] == pytest.approx({"R@1": 0, "R@5": 1, "Success@1": 0, "RR@10": 0.5, "nDCG@10": 0.6309297})
    assert set(found["q3"].values()) == {0.0}


def test_grades_are_gains():
    graded = {"q": {"good": 2, "fair": 1}}
    best, turned = (per_query(graded, {"q": found}, ["nDCG@10"])["q"] for found in (["good", "fair"], ["fair", "good"]))
    assert best["nDCG@10"] == pytest.approx(1.0)
    assert turned["nDCG@10"] == pytest.approx((1 + 2 / 1.5849625) / (2 + 1 / 1.5849625))


def test_all_evidence_needs_every_article():
    assert all_found(["a", "b"], ["a", "x", "b"], 3) == 1.0
    assert all_found(["a", "b"], ["a", "x", "b"], 2) == 0.0


def test_passages_of_one_article_are_one_result():
    assert distinct(["a", "a", "b", "a"]) == ["a", "b"]
