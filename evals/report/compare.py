"""Two runs on the same questions: what got better, what got worse, and whether it is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics import stats
from evals.metrics.figures import FIGURES, shown
from evals.metrics.stats import Difference
from evals.metrics.support import LexicalSupport, SupportJudge
from evals.run.records import Record
from evals.run.score import Parts, parts
from evals.run.stored import StoredRun
from ingest import InputError

COMPARED = (
    "correct", "news", "em", "f1", "answered", "false_answer", "truthfulness", "Success@1", "Success@10", "RR@10",
    "nDCG@10", "evidence@10", "cites_evidence",
)  # fmt: skip
"""Figures that are tested; Holm's correction counts those that both runs have."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed from A to B."""

    figure: str
    before: float
    after: float
    difference: Difference
    p_holm: float
    """The p-value after Holm's correction over all figures compared."""

    @property
    def verdict(self) -> str:
        """One of "better", "worse" and "same": a change counts when it is significant after correction."""
        if self.p_holm >= 0.05 or not self.difference.value:
            return "same"
        good = (self.difference.value > 0) == (FIGURES[self.figure].better != "lower")
        return "better" if good else "worse"


@dataclass(frozen=True, slots=True)
class Moved:
    """A question that B answers better or worse than A."""

    before: Record
    after: Record
    gain: float
    """How much the question's reply improved, from -2 (right before, wrong now) to 2."""


@dataclass(frozen=True)
class Comparison:
    """All changes from run A to run B."""

    changes: list[Change]
    mcnemar: float | None
    """Exact p-value that both are right equally often; None when no answers are compared."""
    moved: list[Moved]
    """Questions whose reply changed in worth, losses first."""
    missing: int
    """Questions of A that B has not: they count as not answered."""


def compare_runs(one: StoredRun, other: StoredRun, judge: SupportJudge | None = None) -> Comparison:
    """Compare run B with run A, question by question.

    Raises:
        InputError: when the runs are about different data.
    """
    if one.config["data"]["hash"] != other.config["data"]["hash"]:
        raise InputError(
            f"{one.name} ran on {one.data} and {other.name} on {other.data} with other content; only runs on the same "
            "questions can be compared."
        )
    return compare_records(one.records, other.records, judge)


def compare_records(one: Sequence[Record], other: Sequence[Record], judge: SupportJudge | None = None) -> Comparison:
    """Compare the records of two runs. A question that the second run lacks counts as not answered."""
    judge = judge or LexicalSupport()
    later = {record.question.id: record for record in other}
    missing = sum(record.question.id not in later for record in one)
    paired = [
        later.get(record.question.id) or Record(question=record.question, error="not in this run") for record in one
    ]
    before, after = parts(one, judge), parts(paired, judge)
    clusters = [record.question.group for record in one]
    changes = _changes(before, after, clusters)
    rights = [(a["correct"][0] > 0, b["correct"][0] > 0) for a, b in zip(before, after, strict=True) if "correct" in a]
    p = stats.mcnemar([a for a, _ in rights], [b for _, b in rights]) if rights else None
    moved = [Moved(a, b, _worth(y) - _worth(x)) for a, b, x, y in zip(one, paired, before, after, strict=True)]
    return Comparison(changes, p, sorted((m for m in moved if m.gain), key=lambda m: m.gain), missing)


def _changes(before: Sequence[Parts], after: Sequence[Parts], clusters: Sequence[str]) -> list[Change]:
    """Test every figure on the questions for which both runs have it, with its means there."""
    found: list[tuple[str, float, float, Difference]] = []
    for name in COMPARED:
        places = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if _has(a, name) and _has(b, name)]
        if places:
            old = [before[i][name][0] / before[i][name][1] for i in places]
            new = [after[i][name][0] / after[i][name][1] for i in places]
            difference = stats.compare(old, new, [clusters[i] for i in places])
            found.append((name, sum(old) / len(old), sum(new) / len(new), difference))
    adjusted = stats.holm([difference.p for *_, difference in found])
    return [Change(*change, p) for change, p in zip(found, adjusted, strict=True)]


def _has(one: Parts, name: str) -> bool:
    return name in one and one[name][1] > 0


def _worth(one: Parts) -> float:
    """What a reply is worth: truthfulness where answers are judged, else the reciprocal rank."""
    return one["truthfulness"][0] if "truthfulness" in one else one.get("RR@10", (0.0, 1.0))[0]


def table(comparison: Comparison) -> list[tuple[str, str, str, str, str, str, str]]:
    """Rows for a screen: figure, A, B, difference, interval, n, verdict."""
    rows = []
    for change in comparison.changes:
        difference = change.difference
        name, scale = change.figure, 100 if FIGURES[change.figure].unit == "%" else 1
        digits = 1 if scale == 100 else 3
        rows.append(
            (
                name, shown(name, change.before), shown(name, change.after), f"{scale * difference.value:+.{digits}f}",
                f"{scale * difference.low:+.{digits}f} to {scale * difference.high:+.{digits}f}", str(difference.n),
                f"{change.verdict} (p {change.p_holm:.4f})",
            )
        )  # fmt: skip
    return rows
