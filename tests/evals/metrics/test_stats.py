from __future__ import annotations

import numpy as np
import pytest

from evals.metrics import stats


def test_the_same_seed_gives_the_same_interval():
    values, clusters = list(range(50)), [str(i) for i in range(50)]
    assert stats.mean(values, clusters) == stats.mean(values, clusters)
    assert stats.mean(values, clusters, seed=1) != stats.mean(values, clusters, seed=2)


def test_mean_n_and_clusters():
    estimate = stats.mean([1, 0, 1, 1], ["a", "a", "b", "c"])
    assert (estimate.value, estimate.n, estimate.clusters) == (0.75, 4, 3)
    assert 0 <= estimate.low <= 0.75 <= estimate.high <= 1


def test_correlated_questions_widen_the_interval():
    # Twenty stories, each with five questions that are all right or all wrong.
    values = np.repeat([1, 0] * 10, 5)
    by_story = stats.mean(values, [str(i // 5) for i in range(100)])
    one_by_one = stats.mean(values, [str(i) for i in range(100)])
    assert by_story.high - by_story.low > 1.8 * (one_by_one.high - one_by_one.low)


def test_a_share_of_some_questions_is_a_sum_over_a_sum():
    # Of four questions three were answered, two of them rightly.
    estimate = stats.bootstrap([1, 1, 0, 0], [1, 1, 1, 0], list("abcd"))[0]
    assert (estimate.value, estimate.n) == (pytest.approx(2 / 3), 3)


def test_one_cluster_has_no_interval_and_none_has_no_value():
    assert np.isnan(stats.mean([1, 0], ["a", "a"]).low)
    assert np.isnan(stats.bootstrap([0, 0], [0, 0], ["a", "b"])[0].value)


def test_the_interval_covers_the_truth_about_nineteen_times_in_twenty():
    generator = np.random.default_rng(7)
    covered = 0
    for trial in range(200):
        shares = generator.beta(6, 4, 40)  # stories differ
        values = generator.random((40, 4)) < shares[:, None]
        clusters = [str(story) for story in range(40) for _ in range(4)]
        estimate = stats.mean(values.ravel(), clusters, resamples=500, seed=trial)
        covered += estimate.low <= 0.6 <= estimate.high
    assert 0.90 <= covered / 200 <= 0.99


def test_comparing_a_run_with_its_like_finds_a_difference_in_one_of_twenty():
    # A/A: two runs of one system whose luck differs; questions of a story share part of it.
    generator = np.random.default_rng(11)
    found = 0
    trials = 400
    for trial in range(trials):
        shares = np.repeat(generator.beta(4, 3, 40), 3)
        one, other = generator.random(120) < shares, generator.random(120) < shares
        clusters = [str(i // 3) for i in range(120)]
        found += stats.compare(one, other, clusters, resamples=400, seed=trial).p < 0.05
    assert 0.025 <= found / trials <= 0.08


def test_a_real_difference_is_found_and_has_its_sign():
    difference = stats.compare([0] * 30 + [1] * 30, [1] * 25 + [0] * 5 + [1] * 30, [str(i) for i in range(60)])
    assert difference.value == pytest.approx(25 / 60)
    assert difference.low > 0
    assert 0 < difference.p < 0.001  # never 0: the observed order is one of those counted


def test_equal_runs_have_p_1():
    assert stats.compare([1, 0, 1], [1, 0, 1], list("abc")).p == 1.0


def test_mcnemar_is_the_exact_sign_test():
    one, other = [True] * 1 + [False] * 9 + [True] * 20, [False] * 1 + [True] * 9 + [True] * 20
    assert stats.mcnemar(one, other) == pytest.approx(0.021484375)  # 2 * (1 + 10) / 2**10
    assert stats.mcnemar([True], [True]) == 1.0


def test_holm():
    assert stats.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert stats.holm([]) == []


def test_wilson():
    assert stats.wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert stats.wilson(10, 20) == pytest.approx((0.2993, 0.7007), abs=1e-4)
    assert stats.wilson(0, 0) == (0.0, 1.0)
