"""``python -m evals.generated``: all generated stories asked through the engine, on fresh archives."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from evals.components import tables
from evals.generated import outcome_pairs, steps
from index import Archive
from ingest import Article, Settings
from qa import Answer, Engine, Question

Asked = tuple[str, Question, Callable[[Answer], str]]
"""A label to count by, the question, and what judges its answer."""


def main() -> int:
    """Print how each set was answered; exit code 1 when any answer says more than its story."""
    parser = argparse.ArgumentParser(prog="python -m evals.generated", description=(__doc__ or "").strip("` "))
    parser.add_argument("--out", type=Path, help="write the figures as JSON, for the board")
    out = parser.parse_args().out
    pairs = list(outcome_pairs.stories())
    counts: Counter[tuple[str, str]] = Counter()
    for telling in range(6):
        # The six tellings of a setting contradict each other: each goes into an archive of its own.
        told = pairs[telling::6]
        cases = [case for _, own in told for case in own]
        asked = [(case.wants, Question(question=case.question), partial(_judge_case, case)) for case in cases]
        counts += run([article for article, _ in told], asked)
    show("120 court stories", counts)
    articles, later = steps.stories()
    asked = [
        (
            f"{step.about}, {'then' if step.as_of else 'latest'}",
            Question(question=step.question, as_of=step.as_of),
            partial(_judge_step, step),
        )
        for step in later
    ]
    stepped = run(articles, asked)
    show("40 stories in three steps (silent: right, but hides what was before)", stepped)
    if out:
        tables.write(
            out,
            "outcomes and later states",
            _NOTE,
            [*table("120 court stories", counts), *table("40 stories", stepped)],
        )
    return int(any(verdict == "too strong" for _, verdict in counts))


_NOTE = (
    "Made-up court stories with three charges whose outcomes are exchanged, and stories told in three reports, through "
    "the whole engine: `python -m evals.generated`."
)


def table(title: str, counts: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
    """A row for each label, and what would be the worst of errors."""
    labels = sorted({label for label, _ in counts})
    rows = [
        tables.share(
            f"{title}: {label}", counts[label, "right"], sum(n for key, n in counts.items() if key[0] == label)
        )
        for label in labels
    ]
    strong = sum(n for (_, verdict), n in counts.items() if verdict == "too strong")
    return [*rows, tables.share(f"{title}: says more than its source", strong, counts.total())]


def _judge_case(case: outcome_pairs.Case, given: Answer) -> str:
    return outcome_pairs.judge(case, given.answer)


def _judge_step(step: steps.Step, given: Answer) -> str:
    return steps.judge(step, given.answer, given.text)


def run(articles: Sequence[Article], asked: Sequence[Asked]) -> Counter[tuple[str, str]]:
    """Ask a fresh archive of the articles; how often each label got each verdict."""
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(archive=Path(folder) / "archive").alone()
        with Archive.open(settings.archive, settings, write=True) as archive:
            archive.add(articles)
            engine = Engine(archive, settings)
            for label, question, judged in asked:
                counts[label, judged(engine.ask(question))] += 1
    return counts


def show(title: str, counts: Counter[tuple[str, str]]) -> None:
    """Print one line for each label, and one for all."""
    print(title)
    for label in [*sorted({label for label, _ in counts}), "all"]:
        found = {
            v: sum(n for (own, verdict), n in counts.items() if verdict == v and label in (own, "all"))
            for _, v in counts
        }
        whole = sum(found.values())
        listed = ", ".join(f"{verdict} {number}" for verdict, number in sorted(found.items()) if number)
        print(f"  {label:18} {whole:5} questions: {listed} ({found.get('right', 0) / whole:.1%} right)")


if __name__ == "__main__":
    sys.exit(main())
