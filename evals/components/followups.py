"""Retrieval for follow-up questions: as typed, with the question before put in front, and made to stand alone.

    python -m evals.components.followups ../shared/data/mtrag [--meaning]

Only turns that have a history and an answer in the passages are asked. By words alone unless ``--meaning`` is given,
which embeds the passages first.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from evals.components import tables
from evals.data.mtrag import load_mtrag
from evals.data.question import EvalQuestion
from evals.metrics.retrieval import per_query
from evals.metrics.stats import compare, mean
from index import Archive
from ingest import Settings
from qa.asked.conversation import Resolved, resolve
from qa.confidence import coverage

MEASURES = ("R@5", "R@10", "nDCG@10", "Success@5")
_DEEPEST = 50
Asking = Callable[[EvalQuestion], str]


def rankings(
    archive: Archive, questions: Sequence[EvalQuestion], asking: Asking, words_only: bool
) -> dict[str, list[str]]:
    """The articles found for every question in one way of asking it, best first, each once."""
    found = {}
    for question in questions:
        hits = archive.search(asking(question), limit=_DEEPEST, per_story=False, words_only=words_only)
        found[question.id] = list(dict.fromkeys(hit.article.id for hit in hits))
    return found


def main() -> None:
    """Report each way of asking, and the paired difference to asking as typed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--meaning", action="store_true", help="Embed the passages and search by meaning too.")
    parser.add_argument("--out", type=Path, help="write the figures as JSON, for the board")
    chosen = parser.parse_args()
    data = load_mtrag(chosen.folder)
    turns = [question for question in data.questions if question.history and question.articles]
    assert data.articles is not None, "the set brings its own passages"
    own = Settings().alone()
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "archive", own, write=True) as archive:
        archive.add(data.articles(), fast=not chosen.meaning)
        words_only = not chosen.meaning
        times: list[float] = []
        changed = 0

        def covers(before: str, question: str) -> float:
            hits = archive.search(before, limit=3, words_only=words_only)
            return max((coverage(question, f"{hit.article.headline} {hit.article.body}") for hit in hits), default=0.0)

        def resolved(question: EvalQuestion) -> str:
            nonlocal changed
            started = perf_counter()
            made: Resolved = resolve(question.question, question.history, covers)
            times.append(1_000 * (perf_counter() - started))
            changed += made.text != question.question
            return made.text

        def before(question: EvalQuestion) -> str:
            return next(t.content for t in reversed(question.history) if t.role == "user")

        ways: dict[str, Asking] = {
            "as typed": lambda q: q.question,
            "question before + question": lambda q: f"{before(q)} {q.question}",
            "resolved": resolved,
        }
        relevant = {question.id: question.relevance for question in turns}
        scores = {
            name: per_query(relevant, rankings(archive, turns, asking, words_only), MEASURES)
            for name, asking in ways.items()
        }
    clusters = [question.cluster for question in turns]
    print(f"{len(turns)} follow-ups, {'words and meaning' if chosen.meaning else 'words alone'}")
    for name, found in scores.items():
        line = "  ".join(f"{m} {statistics.mean(found[q.id][m] for q in turns):.3f}" for m in MEASURES)
        print(f"{name:28} {line}")
    for measure in MEASURES:
        one, other = (np.array([scores[name][q.id][measure] for q in turns]) for name in ("as typed", "resolved"))
        difference = compare(one, other, clusters)
        print(
            f"resolved - as typed, {measure}: {difference.value:+.3f} [{difference.low:+.3f}, {difference.high:+.3f}], "
            f"p {difference.p:.4f}"
        )
    if chosen.out:
        kind = "words and meaning" if chosen.meaning else "words alone"
        command = f"python -m evals.components.followups DATA/mtrag{' --meaning' * chosen.meaning}"
        note = f"{len(turns)} follow-ups, {kind}: `{command}`."
        tables.write(chosen.out, "follow-ups, mtrag", note, list(_rows(scores, turns, clusters)))
    print(f"{changed} of {len(turns)} changed; ms: median {statistics.median(times):.2f}, at most {max(times):.2f}")


def _rows(
    scores: dict[str, dict[str, dict[str, float]]], turns: Sequence[EvalQuestion], clusters: Sequence[str]
) -> Iterator[dict[str, Any]]:
    for name, found in scores.items():
        for measure in MEASURES:
            own = mean([found[turn.id][measure] for turn in turns], clusters)
            yield {
                "figure": f"{name}: {measure}", "as": measure, "value": own.value, "low": own.low, "high": own.high,
                "n": len(turns),
            }  # fmt: skip


if __name__ == "__main__":
    main()
