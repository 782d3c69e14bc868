from __future__ import annotations

import math

import pytest

from evals.metrics.refusal import (
    Reply,
    aurc,
    auroc,
    brier,
    coverage_at,
    crag,
    ece,
    oracle_best,
    reliability,
    risk_coverage,
)

RIGHT = Reply(answered=True, right=True, confidence=0.9, unanswerable=False)
WRONG = Reply(answered=True, right=False, confidence=0.6, unanswerable=False)
DECLINED = Reply(answered=False, right=False, confidence=0.2, unanswerable=False)
FALSE = Reply(answered=True, right=False, confidence=0.7, unanswerable=True)
SILENT = Reply(answered=False, right=False, confidence=0.1, unanswerable=True)


def test_crag_counts_declining_as_right_only_where_nothing_can_be_said():
    assert [crag(one) for one in (RIGHT, WRONG, DECLINED, FALSE, SILENT)] == [1, -1, 0, -1, 1]


def test_the_most_confident_are_answered_first():
    coverage, risk = risk_coverage([WRONG, RIGHT, FALSE, DECLINED])
    assert list(coverage) == [0.25, 0.5, 0.75]  # the declined question is never covered
    assert list(risk) == pytest.approx([0, 1 / 2, 2 / 3])


def test_equal_confidences_are_covered_together():
    same = [Reply(True, right, 0.5, False) for right in (True, False, True, True)]
    coverage, risk = risk_coverage(same)
    assert (list(coverage), list(risk)) == ([1.0], [0.25])


def test_coverage_at_a_risk():
    replies = [Reply(True, right, 1 - i / 100, False) for i, right in enumerate([True] * 9 + [False] * 11)]
    assert coverage_at(replies, 0.0) == 9 / 20
    assert coverage_at(replies, 0.10) == 10 / 20
    assert coverage_at(replies, 0.50) == 18 / 20
    assert coverage_at([FALSE], 0.2) == 0.0


def test_aurc_is_the_mean_risk_on_the_way():
    assert aurc([RIGHT, WRONG]) == pytest.approx((0 + 1 / 2) / 2)
    assert aurc([RIGHT, RIGHT]) == 0.0
    assert math.isnan(aurc([DECLINED]))


def test_auroc():
    assert auroc([0.9, 0.8, 0.1], [True, True, False]) == 1.0
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert auroc([3, 1, 2, 1], [True, False, False, True]) == pytest.approx(0.625)
    assert math.isnan(auroc([0.5], [True]))


def test_calibration():
    replies = [Reply(True, i < 8, 0.8, False) for i in range(10)]
    assert ece(replies) == pytest.approx(0.0)
    sure = [Reply(True, i < 5, 1.0, False) for i in range(10)]
    assert ece(sure) == pytest.approx(0.5)
    assert brier(sure) == pytest.approx(0.5)
    (band,) = reliability(sure)
    assert (band.n, band.right, band.high) == (10, 0.5, 1.0)
    assert math.isnan(ece([DECLINED]))


def test_the_oracle_threshold_is_at_least_as_good_as_the_deployed_one():
    replies = [RIGHT, WRONG, FALSE, SILENT, DECLINED]
    share, threshold = oracle_best(replies)
    assert share == pytest.approx(3 / 5)  # the right one, and silence on both unanswerable questions
    assert threshold == 0.9
