"""What a form of answer is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index import Hit
from qa.answer import Answer
from qa.answers.compose import Composed, Correction
from qa.asked.question import Understood
from qa.disagreement.conflicts import Dispute
from qa.facts.kept import Facts
from qa.reader import Reading
from qa.spans.confidence import signs
from qa.spans.rank import Group
from qa.timeline import Event

Outcome = Composed | Correction


@dataclass(frozen=True, slots=True)
class Sides:
    """How a comparison asks for its sides: a question about one, and the dated events of one."""

    ask: Callable[[str], Answer]
    events: Callable[[str], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Material:
    """What was found for a question, and read where it was read, before anything is decided.

    ``without`` names the forms, checks and rejections that are left out.
    """

    question: Understood
    hits: Sequence[Hit]
    facts: Facts
    readings: Sequence[Reading] = ()
    groups: Sequence[Group] = ()
    dispute: Dispute | None = None
    """What else the articles say of what the first group answers."""
    sides: Sides | None = None
    without: frozenset[str] = field(default=frozenset())

    def signs(self) -> dict[str, float] | None:
        """The signs that the confidence of a span is computed from; None when none was found."""
        return signs(self.question, self.groups, self.hits) if self.groups else None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of answer.

    Args:
        name: by which it is calibrated, listed and switched off.
        answer: gives the outcome; None where the question is not of this form, or nothing plainly fits.
        reads: whether the passages have to be read for it.
        weighed: whether its confidence is that of the best span, so that it is tried only where that is enough.
    """

    name: str
    answer: Callable[[Material], Outcome | None]
    reads: bool = True
    weighed: bool = False
