"""Retrieval for follow-up questions: as typed, with the question before put in front, and made to stand alone.

Only turns that have a history and an answer in the passages are asked.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from evals.data.question import DataSet, EvalQuestion
from evals.metrics.retrieval import per_query
from evals.metrics.stats import Difference, compare, mean
from evals.report.tables import Table
from index import Archive
from ingest import InputError, Settings
from qa.asked.conversation import resolve
from qa.language.words import coverage

MEASURES = ("R@5", "R@10", "nDCG@10", "Success@5")
TYPED, BEFORE, RESOLVED = "as typed", "question before + question", "resolved"
_DEEPEST = 50
Asking = Callable[[EvalQuestion], str]


@dataclass(frozen=True)
class FollowUps:
    """What was found for the turns in each way of asking."""

    turns: tuple[EvalQuestion, ...]
    meaning: bool
    """Whether passages were found by meaning too, or by their words alone."""
    scores: dict[str, dict[str, dict[str, float]]]
    """Way of asking, turn, measure."""
    changed: int
    """Turns whose question was changed when it was made to stand alone."""
    milliseconds: tuple[float, ...]
    """How long that took, for each turn."""


def follow_ups(data: DataSet, *, meaning: bool = False) -> FollowUps:
    """Ask the follow-ups of a set in each way, over the set's own passages.

    Args:
        data: turns with their history and gold articles.
        meaning: embed the passages and search by meaning too; by words alone otherwise.

    Raises:
        InputError: when the set has no passages of its own.
    """
    if data.articles is None:
        raise InputError(f"{data.name} has no passages of its own.")
    turns = tuple(question for question in data.questions if question.history and question.articles)
    own = Settings().alone()
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "archive", own, write=True) as archive:
        archive.add(data.articles(), fast=not meaning)
        resolver = _Resolver(archive, words_only=not meaning)
        ways: dict[str, Asking] = {
            TYPED: lambda turn: turn.question,
            BEFORE: lambda turn: f"{_question_before(turn)} {turn.question}",
            RESOLVED: resolver.resolved,
        }
        relevant = {turn.id: turn.relevance for turn in turns}
        scores = {
            name: per_query(relevant, _rankings(archive, turns, asking, words_only=not meaning), MEASURES)
            for name, asking in ways.items()
        }
    return FollowUps(turns, meaning, scores, resolver.changed, tuple(resolver.milliseconds))


@dataclass
class _Resolver:
    """Makes questions stand alone, and keeps how long that took."""

    archive: Archive
    words_only: bool
    changed: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def resolved(self, turn: EvalQuestion) -> str:
        """The question of a turn as it is searched."""
        started = perf_counter()
        made = resolve(turn.question, turn.history, self._covers)
        self.milliseconds.append(1_000 * (perf_counter() - started))
        self.changed += made.text != turn.question
        return made.text

    def _covers(self, before: str, question: str) -> float:
        hits = self.archive.search(before, limit=3, words_only=self.words_only)
        return max((coverage(question, f"{hit.article.headline} {hit.article.body}") for hit in hits), default=0.0)


def _question_before(turn: EvalQuestion) -> str:
    return next(said.content for said in reversed(turn.history) if said.role == "user")


def _rankings(
    archive: Archive, turns: Sequence[EvalQuestion], asking: Asking, *, words_only: bool
) -> dict[str, list[str]]:
    """The articles found for every turn in one way of asking it, best first, each once."""
    found = {}
    for turn in turns:
        hits = archive.search(asking(turn), limit=_DEEPEST, per_story=False, words_only=words_only)
        found[turn.id] = list(dict.fromkeys(hit.article.id for hit in hits))
    return found


def differences(found: FollowUps) -> dict[str, Difference]:
    """Each measure made to stand alone, minus as typed; conversations are resampled and exchanged whole."""
    clusters = [turn.cluster for turn in found.turns]
    typed, resolved = found.scores[TYPED], found.scores[RESOLVED]
    return {
        measure: compare(
            [typed[turn.id][measure] for turn in found.turns],
            [resolved[turn.id][measure] for turn in found.turns],
            clusters,
        )
        for measure in MEASURES
    }


def table(found: FollowUps) -> Table:
    """A row for each way of asking and measure."""
    kind = "words and meaning" if found.meaning else "words alone"
    command = f"dateline eval followups DATA/mtrag{' --meaning' * found.meaning}"
    made = Table("follow-ups, mtrag", f"{len(found.turns)} follow-ups, {kind}: `{command}`.")
    clusters = [turn.cluster for turn in found.turns]
    for name, scores in found.scores.items():
        for measure in MEASURES:
            made.add(f"{name}: {measure}", measure, mean([scores[turn.id][measure] for turn in found.turns], clusters))
    return made
