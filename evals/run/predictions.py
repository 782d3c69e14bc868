"""Score files that other systems wrote: SQuAD predictions, and TREC runs."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.data.lines import open_text
from evals.data.question import DataSet
from evals.data.trec import read_qrels, read_run
from evals.metrics import news, squad, stats
from evals.metrics.retrieval import MEASURES, calculate
from evals.metrics.stats import Estimate
from ingest import InputError


@dataclass(frozen=True)
class Scored:
    """Figures with intervals, and how many questions had no prediction."""

    figures: dict[str, Estimate]
    missing: int


def score_predictions(data: DataSet, path: Path) -> Scored:
    """Exact match, F1 and the news score of a JSON file that maps question ids to answers.

    A question without a prediction counts as wrong; null is no answer, which is right where none can be given.

    Raises:
        InputError: when the file is no such JSON.
    """
    with open_text(path) as stream:
        try:
            given: Any = json.load(stream)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {error.lineno}: expected JSON; {error.msg}.") from error
    if not isinstance(given, dict) or not all(value is None or isinstance(value, str) for value in given.values()):
        raise InputError(
            f'{path}: expected one object that maps question ids to answers (null for none), such as {{"q1": "Sudan"}}.'
        )
    pairs = []
    typed = []
    for question in data.questions:
        shown = given.get(question.id)
        pairs.append(squad.best(shown, question.answers) if question.id in given else (0.0, 0.0))
        if question.answerable:
            typed.append(news.best(shown, question.answers, question.question).value)
    clusters = [question.group for question in data.questions]
    figures = {"em": stats.mean([em for em, _ in pairs], clusters), "f1": stats.mean([f1 for _, f1 in pairs], clusters)}
    figures["news"] = stats.mean(typed, [question.group for question in data.questions if question.answerable])
    return Scored(figures, sum(question.id not in given for question in data.questions))


def score_trec(run: Path, qrels: Path) -> Scored:
    """Retrieval figures of a TREC run by ir-measures; a judged query that the run lacks scores 0.

    Raises:
        InputError: when a line of either file is broken.
    """
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for judgement in read_qrels(qrels):
        judged[judgement.query][judgement.document] = judgement.grade
    ranked: dict[str, dict[str, float]] = defaultdict(dict)
    for found in read_run(run):
        ranked[found.query][found.document] = found.score
    scores = calculate(judged, ranked)
    queries = sorted(scores)
    figures = {name: stats.mean([scores[query][name] for query in queries], queries) for name in MEASURES}
    return Scored(figures, sum(query not in ranked for query in queries))
