"""Different values for the same thing: both are shown, with who says so and when; none is silently chosen."""

from __future__ import annotations

from collections.abc import Sequence

from index import Hit
from qa.answer import Citation, Conflict
from qa.compose import Composed
from qa.question import content_words, stem
from qa.rank import Candidate, Group

CLOSE = 3.0
"""How far a rival's strength may lie below the first answer's."""
ALIKE = 0.5
"""The share of the shorter sentence's content words that the two must have in common to speak of the same thing."""


def find(groups: Sequence[Group], hits: Sequence[Hit], most: int = 2) -> list[Group]:
    """The groups that state another number or date than the first, in a sentence about the same thing."""
    if not groups:
        return []
    first = groups[0].best
    kind = first.key.partition(":")[0]
    if kind not in ("number", "date"):
        return []
    rivals = []
    for other in groups[1:]:
        rival = other.best
        if other.strength < groups[0].strength - CLOSE or rival.margin <= 0:
            continue
        if rival.key.partition(":")[0] != kind or _unit(rival.key) != _unit(first.key):
            continue
        if _alike(first, rival, hits) and not _side_by_side(first, rival, hits):
            rivals.append(other)
    return rivals[:most]


def show(
    composed: Composed, groups: Sequence[Group], hits: Sequence[Hit], rivals: Sequence[Group]
) -> tuple[Composed, list[Conflict]]:
    """Add the rival values to a composed answer: one more sentence and citation for each, and the list of values."""
    if not rivals:
        return composed, []
    conflicts = [Conflict(value=composed.answer, citations=[c.n for c in composed.citations])]
    citations, lines = list(composed.citations), [composed.text, "The archive also gives another value:"]
    for rival in rivals:
        best = rival.best
        citation = Citation.of(hits[best.hit].article, *best.sentence, len(citations) + 1)
        citations.append(citation)
        lines.append(f"{' '.join(citation.quote.split())} [{citation.n}]")
        conflicts.append(Conflict(value=best.text, citations=[citation.n]))
    return Composed(composed.answer, " ".join(lines), citations), conflicts


def _unit(key: str) -> str:
    """The sign of a number ("$", "%"), or "" for dates and bare numbers."""
    value = key.split(":")[1]
    return value[-1] if value and value[-1] in "$€£¥%" else ""


def _alike(one: Candidate, other: Candidate, hits: Sequence[Hit]) -> bool:
    left, right = (_stems(candidate, hits) for candidate in (one, other))
    return bool(left and right) and len(left & right) >= ALIKE * min(len(left), len(right))


def _side_by_side(one: Candidate, other: Candidate, hits: Sequence[Hit]) -> bool:
    """Whether one sentence states both values: then it speaks of two things, or says itself which is right."""
    texts = [" ".join(hits[c.hit].article.body[slice(*c.sentence)].split()) for c in (one, other)]
    return other.text in texts[0] or one.text in texts[1]


def _stems(candidate: Candidate, hits: Sequence[Hit]) -> set[str]:
    start, end = candidate.sentence
    words = content_words(hits[candidate.hit].article.body[start:end])
    return {stem(word) for word in words if not word[0].isdigit()} - {stem(w) for w in content_words(candidate.text)}
