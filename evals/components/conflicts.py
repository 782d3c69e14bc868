"""Data sets whose documents disagree: is a right value given, are both sides shown, does a false one stand alone?"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from evals.data.question import DataSet, EvalQuestion
from evals.report.tables import Table
from index import Archive
from ingest import InputError, Settings
from qa import Answer, Engine, Question
from qa.language import values
from qa.language.words import words

SHARES = {
    "answered": "answered",
    "right": "a right value is given, as the answer or beside it",
    "both": "a right and a false value are shown side by side",
    "false alone": "only a false value is given",
    "disputed": "several values are shown",
}
"""What is counted of each question, and what it means."""


def ask(data: DataSet, *, every: int = 1, fast: bool = False) -> Counter[tuple[str, str]]:
    """Ask a data set over its own documents; how often each of ``SHARES`` held, by kind of question, and "all".

    Args:
        data: questions with right and wrong answers.
        every: ask only every so many questions.
        fast: find documents by their words alone, which spares their vectors.

    Raises:
        InputError: when the set has no documents of its own.
    """
    if data.articles is None:
        raise InputError(f"{data.name} has no documents of its own.")
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(archive=Path(folder) / "archive")
        with Archive.open(settings.archive, settings, write=True) as archive:
            archive.add(data.articles(), fast=fast)
            engine = Engine(archive, settings)
            for question in data.questions[::every]:
                counts[question.kind, "all"] += 1
                answer = engine.ask(Question(question=question.question))
                counts.update((question.kind, name) for name in seen(question, answer))
    return counts


def table(name: str, counts: Counter[tuple[str, str]]) -> Table:
    """A row for each kind of question and each of ``SHARES``."""
    command = f"dateline eval conflicts {name} --data DATA"
    made = Table(f"disagreement, {name}", f"Documents that contradict each other: `{command}`.")
    for kind in sorted({kind for kind, _ in counts}):
        for share, meaning in SHARES.items():
            made.share(f"{kind}: {meaning}", counts[kind, share], counts[kind, "all"])
    return made


def seen(question: EvalQuestion, answer: Answer) -> Iterable[str]:
    """Which of ``SHARES`` hold of an answer."""
    if answer.answer is None:
        return
    yield "answered"
    shown = [answer.answer, *(conflict.value for conflict in answer.conflicts)]
    right, false = (any(_said(value, shown) for value in own) for own in (question.answers, question.wrong_answers))
    if right:
        yield "right"
    if right and false:
        yield "both"
    if false and not right:
        yield "false alone"
    if answer.conflicts:
        yield "disputed"


def _said(value: str, shown: Iterable[str]) -> bool:
    """Whether a value is among those shown: the same, or its words inside one of them."""
    wanted = f" {' '.join(words(value))} "
    return any(
        values.same(values.key(value), values.key(one)) or (wanted.strip() and wanted in f" {' '.join(words(one))} ")
        for one in shown
    )
