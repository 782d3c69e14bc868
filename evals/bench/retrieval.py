"""Right article in the top 1/5/10/20, and how long a search takes, on the RealTimeQA dev questions.

    python -m evals.bench.retrieval ARCHIVE QUESTIONS [--label gold]

An article's rank is that of its first passage. "as asked" searches the whole archive, "as of" only what had been
published on the day of the question. ``--set search.dense_weight=0.7`` tries a setting.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index import Archive, Hit
from ingest import Settings

_TOPS = (1, 5, 10, 20)
_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Result:
    """How the searches of one mode did."""

    ranks: list[int]
    """Rank of the first right article for each question; 0 when none was found."""
    answer_ranks: list[int]
    """Rank of the first passage with the answer's letters in it; 0 when none was found."""
    milliseconds: list[float]


def measure(archive: Archive, questions: Sequence[dict[str, object]], as_of: bool) -> Result:
    """Search for every question.

    Args:
        archive: The archive.
        questions: With ``question``, ``gold_article_ids``, ``answer`` and ``asked_on``.
        as_of: Whether to admit only what had been published when the question was asked.
    """
    result = Result([], [], [])
    for question in questions:
        day = date.fromisoformat(str(question["asked_on"])) if as_of else None
        started = time.perf_counter()
        hits = archive.search(str(question["question"]), limit=_LIMIT, as_of=day)
        result.milliseconds.append(1_000 * (time.perf_counter() - started))
        gold = question["gold_article_ids"]
        result.ranks.append(article_rank(hits, set(gold) if isinstance(gold, list) else set()))
        answer = str(question["answer"]).casefold()
        result.answer_ranks.append(next((n for n, hit in enumerate(hits, 1) if answer in hit.text.casefold()), 0))
    return result


def article_rank(hits: Sequence[Hit], gold: set[str]) -> int:
    """Rank of the first right article, counting each article once; a copy's rank is that of its story."""
    seen: dict[str, None] = {}
    for hit in hits:
        seen.setdefault(hit.article.id, None)
        if gold & {hit.article.id, *hit.copies}:
            return len(seen)
    return 0


def line(name: str, result: Result) -> str:
    """One line of the report."""
    n = len(result.ranks)
    share = [100 * sum(0 < rank <= top for rank in result.ranks) / n for top in _TOPS]
    answers = [100 * sum(0 < rank <= top for rank in result.answer_ranks) / n for top in (10, 20)]
    times = sorted(result.milliseconds)
    p95 = times[min(n - 1, round(0.95 * n))]
    return (
        f"{name:9} article in top {'/'.join(map(str, _TOPS))}: {'/'.join(f'{s:.1f}' for s in share)} %"
        f"   answer in 10/20 passages: {answers[0]:.1f}/{answers[1]:.1f} %"
        f"   ms p50 {statistics.median(times):.1f} p95 {p95:.1f}"
    )


def main() -> None:
    """Measure an archive from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("archive", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--label", default="gold")
    parser.add_argument("--set", action="append", default=[], metavar="search.NAME=VALUE")
    chosen = parser.parse_args()
    questions = [json.loads(row) for row in chosen.questions.read_text().splitlines()]
    questions = [question for question in questions if question["label"] == chosen.label]
    search = dict(setting.removeprefix("search.").split("=", 1) for setting in chosen.set)
    settings = Settings.model_validate({"search": search})
    with Archive.open(chosen.archive, settings) as archive:
        archive.search("warm up")
        for name, as_of in (("as asked", False), ("as of", True)):
            print(line(name, measure(archive, questions, as_of)))


if __name__ == "__main__":
    main()
