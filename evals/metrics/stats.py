"""Uncertainty: intervals by resampling clusters of questions, paired tests, and Holm's correction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 10_000
SEED = 20_240_229
_BLOCK = 500
Floats = NDArray[np.float64]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval and what it rests on."""

    value: float
    low: float
    high: float
    n: int
    """Questions."""
    clusters: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of B minus the same figure of A, on the same questions."""

    value: float
    low: float
    high: float
    p: float
    """Two-sided, from a randomisation test."""
    n: int
    clusters: int


def bootstrap(
    tops: ArrayLike, bottoms: ArrayLike, clusters: Sequence[str], *, resamples: int = RESAMPLES, seed: int = SEED
) -> list[Estimate]:
    """Several figures at once: sums of ``tops`` over sums of ``bottoms``, with percentile intervals.

    Questions about one story are right or wrong together; resampling them one by one would claim too much, so whole
    clusters are drawn. All figures see the same draws.

    Args:
        tops: figures x questions: what each question adds to the numerator.
        bottoms: figures x questions: what it adds to the denominator: 1 for a mean, 0 where it does not count.
        clusters: the cluster of each question.
        resamples: number of resamples.
        seed: the same seed gives the same interval.
    """
    above, below = np.atleast_2d(np.asarray(tops, float)), np.atleast_2d(np.asarray(bottoms, float))
    names, places = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    sums, weights = _by_cluster(above, places, len(names)), _by_cluster(below, places, len(names))
    with np.errstate(invalid="ignore", divide="ignore"):
        values = sums.sum(axis=0) / weights.sum(axis=0)
        draws = [(counts @ sums) / (counts @ weights) for counts in _draws(len(names), resamples, seed)]
    used = (weights > 0).sum(axis=0)
    counted = np.count_nonzero(below, axis=1)
    estimates: list[Estimate] = []
    for figure, column in enumerate(np.concatenate(draws).T):
        known = column[~np.isnan(column)]
        # One cluster drawn again and again says nothing about others.
        low, high = np.percentile(known, [2.5, 97.5]) if used[figure] > 1 else (np.nan, np.nan)
        estimates.append(
            Estimate(float(values[figure]), float(low), float(high), int(counted[figure]), int(used[figure]))
        )
    return estimates


def mean(values: ArrayLike, clusters: Sequence[str], *, resamples: int = RESAMPLES, seed: int = SEED) -> Estimate:
    """The mean of a value per question, with its interval."""
    array = np.asarray(values, float)
    return bootstrap(array, np.ones_like(array), clusters, resamples=resamples, seed=seed)[0]


def bootstrap_sums(
    columns: ArrayLike,
    figure: Callable[[Floats], Floats],
    clusters: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Estimate:
    """A figure that follows from several sums over the questions, with its interval.

    Args:
        columns: sums x questions: what each question adds to each sum. The last row says whether it counts.
        figure: gives the figure of each row of sums.
        clusters: the cluster of each question.
        resamples: number of resamples.
        seed: the same seed gives the same interval.
    """
    added = np.asarray(columns, float)
    names, places = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    sums = _by_cluster(added, places, len(names))
    value = float(figure(sums.sum(axis=0)[None])[0])
    draws = np.concatenate([figure(counts @ sums) for counts in _draws(len(names), resamples, seed)])
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    used = int(np.count_nonzero(sums[:, -1]))
    return Estimate(value, float(low), float(high), int(np.count_nonzero(added[-1])), used)


def bootstrap_any(
    items: Sequence[T],
    figure: Callable[[Sequence[T]], float],
    clusters: Sequence[str],
    *,
    resamples: int,
    seed: int = SEED,
) -> Estimate:
    """Any figure of a list of items, computed anew for each resample of clusters: slow, for what no sum gives."""
    names, places = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    members: list[list[T]] = [[] for _ in names]
    for item, place in zip(items, places, strict=True):
        members[place].append(item)
    generator = np.random.default_rng(seed)
    draws = []
    for _ in range(resamples):
        drawn = generator.integers(0, len(names), len(names))
        draws.append(figure([item for cluster in drawn for item in members[cluster]]))
    known = [value for value in draws if value == value]
    low, high = np.percentile(known, [2.5, 97.5]) if known and len(names) > 1 else (np.nan, np.nan)
    return Estimate(float(figure(items)), float(low), float(high), len(items), len(names))


def compare(
    one: ArrayLike, other: ArrayLike, clusters: Sequence[str], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Difference:
    """The mean of ``other`` minus the mean of ``one`` on the same questions.

    The interval comes from resampled clusters. The p-value is the share of random exchanges of the two runs, cluster by
    cluster, that make at least as large a difference; the observed one is counted, so that it is never 0.
    """
    delta = np.asarray(other, float) - np.asarray(one, float)
    estimate = mean(delta, clusters, resamples=resamples, seed=seed)
    names, places = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    sums = _by_cluster(delta[None], places, len(names))[:, 0]
    if not np.any(sums):
        return Difference(estimate.value, estimate.low, estimate.high, 1.0, estimate.n, estimate.clusters)
    generator = np.random.default_rng(seed)
    observed = abs(sums.sum())
    as_large = 0
    for size in _blocks(resamples):
        signs = generator.integers(0, 2, (size, len(sums))) * 2 - 1
        # Sums of the same numbers in another order differ in the last bits: those are ties, not smaller differences.
        as_large += int(np.count_nonzero(np.abs(signs @ sums) >= observed - 1e-9))
    p = (as_large + 1) / (resamples + 1)
    return Difference(estimate.value, estimate.low, estimate.high, p, estimate.n, estimate.clusters)


def mcnemar(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Exact two-sided p-value that two systems are right equally often, from the questions on which they differ."""
    from scipy.stats import binomtest

    gained = sum(b and not a for a, b in zip(one, other, strict=True))
    lost = sum(a and not b for a, b in zip(one, other, strict=True))
    return 1.0 if gained + lost == 0 else float(binomtest(gained, gained + lost, 0.5).pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down correction: p-values that can be compared with one level however many tests were made.

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted = [1.0] * len(p_values)
    largest = 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = largest
    return adjusted


def wilson(hits: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's 95 % interval of a share: right even for 0 of 20, where a bootstrap would say it is certain.

    >>> tuple(round(bound, 3) for bound in wilson(0, 20))
    (0.0, 0.161)
    """
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    middle = share + z * z / (2 * n)
    reach = z * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
    scale = 1 + z * z / n
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def unanimous(share: Estimate) -> Estimate:
    """Give a share of exactly 0 or 1 Wilson's interval over clusters: resampling equal values would claim certainty."""
    if share.value not in (0.0, 1.0):
        return share
    low, high = wilson(round(share.value * share.clusters), share.clusters)
    return replace(share, low=low, high=high)


def _by_cluster(values: Floats, places: NDArray[np.intp], clusters: int) -> Floats:
    """Clusters x figures: the sum of each figure over the questions of each cluster."""
    return np.stack([np.bincount(places, weights=row, minlength=clusters) for row in values], axis=1)


def _draws(clusters: int, resamples: int, seed: int) -> Iterator[Floats]:
    """How often each cluster is drawn in each resample, in blocks that fit in memory."""
    generator = np.random.default_rng(seed)
    for size in _blocks(resamples):
        drawn = generator.integers(0, clusters, (size, clusters)) + np.arange(size)[:, None] * clusters
        yield np.bincount(drawn.ravel(), minlength=size * clusters).reshape(size, clusters).astype(np.float64)


def _blocks(resamples: int) -> list[int]:
    return [min(_BLOCK, resamples - done) for done in range(0, resamples, _BLOCK)]
