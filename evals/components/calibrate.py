"""Fit how spans are ranked, how sure answers are, and from which confidence on they are given.

Reads the questions of a development set, finds and reads their passages once, then fits three things: the ranking
weights (by how often the first answer is right), the logistic model of confidence, and the threshold (the lowest that
keeps false answers on unanswerable questions under a bar). Figures come from five-fold cross-fitting by cluster: no
question judges a confidence that was fitted on it.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evals.data.question import EvalQuestion
from evals.metrics.refusal import Reply, ece
from evals.metrics.squad import right
from evals.metrics.stats import Estimate, bootstrap
from evals.report.tables import SHARE, Table
from index import Hit
from qa import Engine, Question
from qa.asked.question import Understood
from qa.reader import Reading
from qa.spans import rank as ranking
from qa.spans.confidence import SIGNS, Calibration, signs

FALSE_ANSWERS = 0.03
"""The share of unanswerable questions that may be answered. Far below the promised 10 %: the subject of most such
questions in a development set is absent altogether, and questions that only just lack an answer are harder."""
FOLDS = 5
GRID = {
    "retrieval": (0.0, 0.5, 1.0, 1.5, 2.0, 3.0),
    "fit": (0.0, 0.5, 1.0, 2.0, 3.0),
    "temperature": (0.3, 1.0, 2.0),
}
MEANINGS = {
    "right_first": "answerable questions whose first answer is right, whether or not it is given",
    "answered": "answerable questions answered",
    "right_of_answered": "right, of the answers given to answerable questions",
    "false_answers": "unanswerable questions answered",
    "ece": "expected calibration error of the answers given",
}


@dataclass(frozen=True)
class Case:
    """A question with its passages read: all that the fit needs."""

    gold: EvalQuestion
    question: Understood
    hits: list[Hit]
    readings: list[Reading]


def collect(engine: Engine, questions: Sequence[EvalQuestion]) -> list[Case]:
    """Retrieve and read for every question that has an answer, or is known to have none."""
    cases = []
    for number, gold in enumerate(questions, start=1):
        asked = Question(question=gold.question, history=list(gold.history), as_of=gold.asked_on)
        understood = engine.understand(asked)
        evidence = engine.read(understood, engine.retrieve(understood, asked.filters, asked.as_of))
        cases.append(Case(gold, understood, list(evidence.hits), list(evidence.readings)))
        if number % 25 == 0:
            print(f"{number} of {len(questions)} questions read", flush=True)
    return cases


def first_groups(case: Case, weights: ranking.Weights) -> tuple[list[ranking.Group], list[Hit]]:
    """The answers of a case under some ranking weights, and the hits in the order that they imply."""
    order = ranking.reorder(case.hits, case.readings, weights)
    hits, readings = [case.hits[i] for i in order], [case.readings[i] for i in order]
    found = ranking.candidates(case.question, hits, readings, weights)
    return ranking.prefer_newer(ranking.group(found, hits, weights.temperature), hits), hits


def accuracy(cases: Sequence[Case], found: Sequence[list[ranking.Candidate]], weights: ranking.Weights) -> float:
    """The share of answerable cases whose first answer is right; ``found`` holds each case's candidates."""
    marks = []
    for case, candidates in zip(cases, found, strict=True):
        if case.gold.answers:
            scored = [
                replace(c, strength=weights.strength(c.margin, case.hits[c.hit].score, c.fit)) for c in candidates
            ]
            scored.sort(key=lambda c: -c.strength)
            groups = ranking.prefer_newer(ranking.group(scored, case.hits, weights.temperature), case.hits)
            marks.append(bool(groups) and right(groups[0].best.text, case.gold.answers))
    return float(np.mean(marks))


def fit_weights(cases: Sequence[Case]) -> tuple[ranking.Weights, float]:
    """The ranking weights of the grid with the most right first answers; among equals, the plainest."""
    best, best_share = ranking.Weights(), -1.0
    found = [ranking.candidates(case.question, case.hits, case.readings, best) for case in cases]
    for values in itertools.product(*GRID.values()):
        weights = replace(ranking.Weights(), **dict(zip(GRID, values, strict=True)))
        share = accuracy(cases, found, weights)
        if share > best_share + 1e-9:
            best, best_share = weights, share
    return best, best_share


def signs_of(cases: Sequence[Case], weights: ranking.Weights) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Signs (n, len(SIGNS)), whether the first answer is right, whether the case is answerable, and its cluster."""
    rows, marks, answerable, clusters = [], [], [], []
    for case in cases:
        groups, hits = first_groups(case, weights)
        if not groups:
            continue
        found = signs(case.question, groups, hits)
        rows.append([found[name] for name in SIGNS])
        marks.append(bool(case.gold.answers) and right(groups[0].best.text, case.gold.answers))
        answerable.append(bool(case.gold.answers))
        clusters.append(case.gold.group)
    return np.array(rows), np.array(marks, float), np.array(answerable), clusters


def fit_logistic(rows: np.ndarray, marks: np.ndarray, strength: float = 0.3) -> tuple[float, dict[str, float]]:
    """Bias and coefficients of an L2-regularised logistic regression on the signs."""
    from sklearn.linear_model import LogisticRegression

    spread = rows.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=strength, max_iter=2_000).fit(rows / spread, marks)
    coefficients = model.coef_[0] / spread
    return float(model.intercept_[0]), {name: round(float(c), 5) for name, c in zip(SIGNS, coefficients, strict=True)}


def cross_fitted(rows: np.ndarray, marks: np.ndarray, clusters: Sequence[str]) -> np.ndarray:
    """Confidences, each from a model that saw neither the question nor its cluster."""
    names = sorted(set(clusters))
    fold = {name: i % FOLDS for i, name in enumerate(np.random.default_rng(7).permutation(names))}
    which = np.array([fold[name] for name in clusters])
    out = np.zeros(len(marks))
    for number in range(FOLDS):
        bias, coefficients = fit_logistic(rows[which != number], marks[which != number])
        logits = bias + rows[which == number] @ np.array([coefficients[name] for name in SIGNS])
        out[which == number] = 1 / (1 + np.exp(-logits))
    return out


def choose_threshold(confidences: np.ndarray, answerable: np.ndarray, bar: float = FALSE_ANSWERS) -> float:
    """The lowest threshold at which at most ``bar`` of the unanswerable questions are answered."""
    ordered = np.sort(confidences[~answerable])[::-1]
    allowed = int(bar * len(ordered))
    return float(round(min(0.95, ordered[allowed] + 1e-4), 4)) if len(ordered) > allowed else 0.5


def calibrate(cases: Sequence[Case], weights: ranking.Weights | None = None) -> tuple[Calibration, dict[str, Estimate]]:
    """Fit ranking, confidence of spans and threshold on some cases; the figures are cross-fitted.

    Answers that rest on no span are not fitted: the shares of their forms stay those that are deployed.
    """
    if weights is None:
        weights, _ = fit_weights(cases)
    rows, marks, answerable, clusters = signs_of(cases, weights)
    held_out = cross_fitted(rows, marks, clusters)
    threshold = choose_threshold(held_out, answerable)
    bias, coefficients = fit_logistic(rows, marks)
    found = figures(held_out >= threshold, marks, held_out, answerable, clusters)
    return Calibration(weights, round(bias, 5), coefficients, threshold, Calibration.load().forms), found


def figures(
    given: np.ndarray, marks: np.ndarray, confidences: np.ndarray, answerable: np.ndarray, clusters: Sequence[str]
) -> dict[str, Estimate]:
    """What comes of answering the ``given`` questions, each with its interval by cluster.

    Args:
        given: whether each question is answered.
        marks: 1 where its first answer is right.
        confidences: held out, 0 to 1.
        answerable: whether it has an answer.
        clusters: questions of one cluster are resampled together.
    """
    shares = {
        "right_first": (marks, answerable),
        "answered": (given, answerable),
        "right_of_answered": (marks, given & answerable),
        "false_answers": (given, ~answerable),
    }
    tops = [np.where(of, hits, 0.0) for hits, of in shares.values()]
    found = dict(zip(shares, bootstrap(tops, [of.astype(float) for _, of in shares.values()], clusters), strict=True))
    replies = [
        Reply(bool(g), m == 1, c, not a) for g, m, c, a in zip(given, marks, confidences, answerable, strict=True)
    ]
    unknown = float("nan")
    found["ece"] = Estimate(ece(replies), unknown, unknown, int(given.sum()), len(set(clusters)))
    return found


def table(data: str, found: Mapping[str, Estimate]) -> Table:
    """The cross-fitted figures as rows."""
    made = Table(
        f"{data}, cross-fitted",
        f"Ranking weights, confidence and threshold were fitted on the {data} development questions, so a run on them "
        "is in part a figure of the fit. These come from `dateline eval calibrate`: confidence is fitted in five folds "
        "by story, and each question is judged by a model that did not see it; ranking weights (three numbers from a "
        "grid) and the threshold are fitted on all.",
    )
    for name, meaning in MEANINGS.items():
        made.add(meaning, "ece" if name == "ece" else SHARE, found[name])
    return made
