"""Fit how spans are ranked, how sure answers are, and from which confidence on they are given.

``python -m evals.components.calibrate rtqa --data DIR --archive DIR --to FILE`` reads the questions of a development
set, finds and reads their passages once, then fits three things: the ranking weights (by how often the first answer is
right), the logistic model of confidence, and the threshold (the lowest that keeps false answers on unanswerable
questions under a bar). Figures that are printed come from five-fold cross-fitting by cluster: no question judges a
model that was fitted on it.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from evals.data.load import load
from evals.data.question import EvalQuestion
from evals.metrics.refusal import Reply, ece
from evals.metrics.squad import right
from index import Archive, Hit
from ingest import Settings
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
        cases.append(Case(gold, understood, evidence.hits, evidence.readings))
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


def table(cases: Sequence[Case], weights: ranking.Weights) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
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


def calibrate(cases: Sequence[Case], weights: ranking.Weights | None = None) -> tuple[Calibration, dict[str, float]]:
    """Fit everything on some cases; the figures are cross-fitted."""
    if weights is None:
        weights, _ = fit_weights(cases)
    rows, marks, answerable, clusters = table(cases, weights)
    held_out = cross_fitted(rows, marks, clusters)
    threshold = choose_threshold(held_out, answerable)
    bias, coefficients = fit_logistic(rows, marks)
    given = held_out >= threshold
    figures = {
        "questions": float(len(marks)),
        "right_first": float(marks[answerable].mean()),
        "threshold": threshold,
        "answered": float(given[answerable].mean()),
        "right_of_answered": float(marks[given & answerable].mean()) if (given & answerable).any() else 0.0,
        "false_answers": float(given[~answerable].mean()) if (~answerable).any() else 0.0,
        "ece": ece(
            [Reply(bool(g), m == 1, c, not a) for g, m, c, a in zip(given, marks, held_out, answerable, strict=True)]
        ),
    }
    return Calibration(weights, round(bias, 5), coefficients, threshold), figures


def main() -> None:
    """Read the command line, fit, and write the calibration file."""
    parser = argparse.ArgumentParser(description="Fit ranking, confidence and threshold on a development set.")
    parser.add_argument("dataset", help="a data set name or file, as in 'dateline eval run'")
    parser.add_argument("--data", type=Path, help="folder that holds the named data sets")
    parser.add_argument("--archive", type=Path, required=True, help="the archive that the questions are about")
    parser.add_argument("--to", type=Path, required=True, help="the calibration file to write")
    options = parser.parse_args()
    data = load(options.dataset, options.data)
    wanted = [q for q in data.questions if q.answers or q.unanswerable]
    with Archive.open(options.archive) as archive:
        cases = collect(Engine(archive, Settings(archive=options.archive)), wanted)
        calibration, figures = calibrate(cases)
    calibration.save(options.to)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
