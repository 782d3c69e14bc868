"""What a bag of words gives away: can a question be seen to be answerable from the question or the passage alone?

A set whose labels show without reading teaches and rewards the manner of its writers. Two models, one of the words of
the question and one of the words of the passage, are fitted on the training rows and judged on the development rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.components.reader import RESAMPLES
from evals.data.passages import PassageQuestion, load_passages
from evals.metrics import stats
from evals.metrics.refusal import auroc
from evals.metrics.stats import Estimate
from evals.report.tables import Table
from ingest import InputError

TRAIN, DEV = "written/train_rows.jsonl.gz", "written/dev_rows.jsonl.gz"
"""Where the rows lie below the data folder."""


def load(data: Path) -> tuple[list[PassageQuestion], list[PassageQuestion]]:
    """The written rows to train on and to judge on.

    Raises:
        InputError: when a file is missing or broken.
    """
    return load_passages(data / TRAIN), load_passages(data / DEV)


def leakage(train: Sequence[PassageQuestion], dev: Sequence[PassageQuestion]) -> dict[str, Estimate]:
    """AUROC of answerable against not, from the words of the question alone and of the passage alone.

    Args:
        train: rows to fit on, of both labels.
        dev: rows to judge on, of both labels; those of one article are resampled together.

    Raises:
        InputError: when either has one label only.
    """
    for title, rows in (("training", train), ("development", dev)):
        if len({row.answerable for row in rows}) < 2:
            raise InputError(f"The {title} rows are all answerable or all not; rows of both labels are needed.")
    labels, clusters = [row.answerable for row in dev], [row.cluster for row in dev]
    found = {}
    for side in ("question", "passage"):
        scores = _scores(_texts(train, side), [row.answerable for row in train], _texts(dev, side))
        marked = list(zip(scores, labels, strict=True))
        found[f"{side} alone"] = stats.bootstrap_any(
            marked, lambda some: auroc([s for s, _ in some], [a for _, a in some]), clusters, resamples=RESAMPLES
        )
    return found


def _texts(rows: Sequence[PassageQuestion], side: str) -> list[str]:
    return [row.question if side == "question" else row.context for row in rows]


def _scores(train: Sequence[str], labels: Sequence[bool], dev: Sequence[str]) -> list[float]:
    """How answerable each text looks to a logistic model of word weights."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1_000))
    model.fit(train, labels)
    return [float(score) for score in model.decision_function(dev)]


def table(found: Mapping[str, Estimate]) -> Table:
    """The figures as rows."""
    made = Table(
        "leakage of the written rows",
        "Answerable or not, by a bag of words that sees one side alone, fitted on the training rows: `dateline eval "
        "leakage --data DATA`. AUROC; 0.5 gives nothing away. Articles are resampled together.",
    )
    for figure, estimate in found.items():
        made.add(figure, "auroc", estimate)
    return made
