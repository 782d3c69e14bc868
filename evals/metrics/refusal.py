"""Knowing when not to answer: refusal rates, risk against coverage, and calibration of the stated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one question."""

    answered: bool
    right: bool
    """Whether the answer given is right; never on an unanswerable question."""
    confidence: float
    unanswerable: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers of one band of confidence."""

    low: float
    high: float
    n: int
    confidence: float
    """Their mean stated confidence."""
    right: float
    """The share of them that is right."""


def crag(reply: Reply) -> int:
    """CRAG's truthfulness: 1 for a right answer, 0 for declining, -1 for a wrong answer.

    On an unanswerable question declining is the right reply and counts 1.
    """
    if not reply.answered:
        return int(reply.unanswerable)
    return 1 if reply.right else -1


def risk_coverage(replies: Sequence[Reply]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coverage and risk when answering the 1, 2, 3... most confident questions.

    Coverage is the share of all questions answered; risk is the share of wrong answers among them. Only answered
    questions can be covered, so the curve ends at the coverage that the replies reach. Equal confidences are covered
    together: their order says nothing.
    """
    answered = sorted((reply for reply in replies if reply.answered), key=lambda reply: -reply.confidence)
    if not answered:
        return np.array([]), np.array([])
    scores = np.array([reply.confidence for reply in answered])
    wrong = np.cumsum([not reply.right for reply in answered])
    count = np.arange(1, len(answered) + 1)
    last_of_tie = np.append(scores[1:] != scores[:-1], True)
    return count[last_of_tie] / len(replies), wrong[last_of_tie] / count[last_of_tie]


def aurc(replies: Sequence[Reply]) -> float:
    """Area under risk against coverage, divided by the coverage reached: the mean risk on the way. Lower is better."""
    coverage, risk = risk_coverage(replies)
    if not len(coverage):
        return float("nan")
    widths = np.diff(coverage, prepend=0.0)
    return float(np.sum(widths * risk) / coverage[-1])


def coverage_at(replies: Sequence[Reply], risk: float) -> float:
    """The largest share of questions that can be answered with at most this share of wrong answers."""
    coverage, risks = risk_coverage(replies)
    within = coverage[risks <= risk + 1e-12]
    return float(within.max()) if len(within) else 0.0


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The chance that a positive has a higher score than a negative; ties count half. NaN without both kinds."""
    array, labels = np.asarray(scores, float), np.asarray(positive, bool)
    above, below = int(labels.sum()), int((~labels).sum())
    if not above or not below:
        return float("nan")
    _, places, counts = np.unique(array, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[places]
    return float((ranks[labels].sum() - above * (above + 1) / 2) / (above * below))


def reliability(replies: Sequence[Reply], bins: int = 10) -> list[Bin]:
    """The answers given, in equally wide bands of confidence; empty bands are left out."""
    edges = np.linspace(0, 1, bins + 1)
    answered = [reply for reply in replies if reply.answered]
    found: list[Bin] = []
    for number in range(bins):
        inside = [reply for reply in answered if min(int(reply.confidence * bins), bins - 1) == number]
        if inside:
            stated = sum(reply.confidence for reply in inside) / len(inside)
            right = sum(reply.right for reply in inside) / len(inside)
            found.append(Bin(float(edges[number]), float(edges[number + 1]), len(inside), stated, right))
    return found


def ece(replies: Sequence[Reply], bins: int = 10) -> float:
    """Expected calibration error: how far stated confidence is from the share right, weighted by answers. 0 is best."""
    bands = reliability(replies, bins)
    total = sum(band.n for band in bands)
    return sum(band.n * abs(band.confidence - band.right) for band in bands) / total if total else float("nan")


def brier(replies: Sequence[Reply]) -> float:
    """Mean squared difference of confidence and being right, over the answers given."""
    answered = [reply for reply in replies if reply.answered]
    if not answered:
        return float("nan")
    return sum((reply.confidence - reply.right) ** 2 for reply in answered) / len(answered)


def oracle_best(replies: Sequence[Reply]) -> tuple[float, float]:
    """The best share of good replies that any threshold could reach on these very questions, and that threshold.

    Chosen on what it is measured on, so it is a ceiling and no figure of the system; compare it, never report it alone.
    """
    thresholds = sorted({reply.confidence for reply in replies if reply.answered} | {1.01})
    best = (-1.0, 1.01)
    for threshold in thresholds:
        good = sum(
            reply.right if reply.answered and reply.confidence >= threshold else reply.unanswerable for reply in replies
        )
        best = max(best, (good / max(len(replies), 1), threshold))
    return best
