"""All generated stories asked through the engine, on fresh archives."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from evals.generated import outcome_pairs, steps
from evals.report.tables import Table
from index import Archive
from ingest import Article, Settings
from qa import Answer, Engine, Question

Asked = tuple[str, Question, Callable[[Answer], str]]
"""A label to count by, the question, and what judges its answer."""


def court_stories() -> Counter[tuple[str, str]]:
    """How often each wish of the 120 court stories got each verdict."""
    pairs = list(outcome_pairs.stories())
    counts: Counter[tuple[str, str]] = Counter()
    for telling in range(6):
        # The six tellings of a setting contradict each other: each goes into an archive of its own.
        told = pairs[telling::6]
        cases = [case for _, own in told for case in own]
        asked = [(case.wants, Question(question=case.question), partial(_judge_case, case)) for case in cases]
        counts += run([article for article, _ in told], asked)
    return counts


def later_states() -> Counter[tuple[str, str]]:
    """The same for the 40 stories in three steps, of today and as of an earlier day."""
    articles, later = steps.stories()
    asked = [
        (
            f"{step.about}, {'then' if step.as_of else 'latest'}",
            Question(question=step.question, as_of=step.as_of),
            partial(_judge_step, step),
        )
        for step in later
    ]
    return run(articles, asked)


def table(court: Counter[tuple[str, str]], later: Counter[tuple[str, str]]) -> Table:
    """A row for each label, and what would be the worst of errors."""
    made = Table(
        "outcomes and later states",
        "Made-up court stories with three charges whose outcomes are exchanged, and stories told in three reports, "
        "through the whole engine: `python -m evals.generated stories`.",
    )
    for title, counts in (("120 court stories", court), ("40 stories", later)):
        for label in sorted({label for label, _ in counts}):
            total = sum(n for key, n in counts.items() if key[0] == label)
            made.share(f"{title}: {label}", counts[label, "right"], total)
        strong = sum(n for (_, verdict), n in counts.items() if verdict == "too strong")
        made.share(f"{title}: says more than its source", strong, counts.total())
    return made


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
