"""From readings to answers: reader and retrieval score spans together, equal answers of different stories add up."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Hit
from ingest import read_dateline, sentences
from qa.asked import places
from qa.asked.question import Kind, Understood
from qa.language import values
from qa.language.words import MONTHS_OR_DAYS
from qa.reader import Reading
from qa.spans.expansion import widen
from qa.spans.rejections import Placed, rejected

_OPENING = 400
"""Characters in which the dateline stands."""
_DATED = re.compile(
    r"\b(?:1\d|20)\d\ds?\b|\d ?[ap]\.?m\b|\d:\d\d|\d/\d|\b(?:ago|century|decades?|hours?|minutes?|spring|summer|autumn"
    r"|winter|weekend|tonight|dawn|dusk|afternoon|evening|now|christmas|easter|thanksgiving)\b",
    re.I,
)
"""Words and numbers that tell a time, beside names of days and months."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How a span's strength is made up; fitted on development questions by ``dateline eval calibrate``."""

    margin: float = 1.0
    retrieval: float = 1.0
    fit: float = 1.0
    temperature: float = 1.0

    def strength(self, margin: float, retrieval: float, fit: float) -> float:
        """The strength of a span: reader margin (logits), retrieval score and fit of kind, weighted."""
        return self.margin * margin + self.retrieval * retrieval + self.fit * fit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible short answer: ``start`` to ``end`` of the article's body, inside ``sentence``."""

    hit: int
    start: int
    end: int
    sentence: tuple[int, int]
    text: str
    key: str
    margin: float
    score: float
    strength: float
    fit: float


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that say the same, strongest first, at most one per article."""

    members: tuple[Candidate, ...]
    strength: float

    @property
    def best(self) -> Candidate:
        """The strongest candidate."""
        return self.members[0]


def candidates(
    question: Understood,
    hits: Sequence[Hit],
    readings: Sequence[Reading],
    weights: Weights,
    without: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """All spans of all readings as candidates, widened to whole answers, strongest first.

    Args:
        question: the question.
        hits: the passages.
        readings: one for each of them.
        weights: how a span's strength is made up.
        without: names of rejections (:mod:`qa.spans.rejections`) that are left out.
    """
    quoting = holding(question.quotes, hits)
    place = places.asked_for(question.core)
    found = []
    for number, (hit, reading) in enumerate(zip(hits, readings, strict=True)):
        if quoting and number not in quoting:
            continue
        body, base = hit.article.body, hit.passage.start
        dateline = read_dateline(body[:_OPENING], None)
        borders = sentences(body, hit.passage.start, hit.passage.end)
        for span in reading.spans:
            sentence = _around(borders, base + span.start, base + span.end)
            start, end = widen(body, base + span.start, base + span.end, sentence, question.head)
            first, last = places.narrow(place, body[start:end])
            start, end = start + first, start + last
            text = " ".join(body[start:end].split())
            found_at = Placed(question, hit, (start, end), sentence, text, dateline)
            if rejected(found_at, without):
                continue
            margin = span.score - reading.null
            fit = kind_fit(question.kind, text, place)
            strength = weights.strength(margin, hit.score, fit)
            found.append(
                Candidate(number, start, end, sentence, text, values.key(text), margin, span.score, strength, fit)
            )
    return sorted(found, key=lambda c: -c.strength)


def holding(quotes: Sequence[str], hits: Sequence[Hit]) -> set[int]:
    """Positions of the hits that hold every quoted phrase to the letter (case, marks and white space aside).

    Who said exactly these words can only be told by a passage that has them.
    """
    wanted = [_plain(quote) for quote in quotes]
    return {i for i, hit in enumerate(hits) if wanted and all(quote in _plain(hit.text) for quote in wanted)}


def group(found: Sequence[Candidate], hits: Sequence[Hit], temperature: float) -> list[Group]:
    """Merge equal answers; a group's strength is the soft maximum over the stories that support it.

    Several spans of one article, and copies of one story, count once.
    """
    groups: list[list[Candidate]] = []
    for candidate in found:
        home = next((g for g in groups if values.same(g[0].key, candidate.key)), None)
        if home is None:
            groups.append([candidate])
        elif all(hits[c.hit].article.id != hits[candidate.hit].article.id for c in home):
            home.append(candidate)
    merged = [Group(tuple(members), soft_maximum([c.strength for c in members], temperature)) for members in groups]
    return sorted(merged, key=lambda g: -g.strength)


def prefer_newer(groups: Sequence[Group], hits: Sequence[Hit], close: float = 0.5) -> list[Group]:
    """Put the newest first among answers about as strong as the first: stories develop, and the last state counts."""
    rivals = [g for g in groups if g.strength >= groups[0].strength - close]
    newest = max(rivals, key=lambda g: (hits[g.best.hit].article.published_at or "", g.strength), default=None)
    return sorted(groups, key=lambda g: (g is not newest, -g.strength))


def soft_maximum(strengths: Sequence[float], temperature: float) -> float:
    """``t * log(sum(exp(s / t)))``: the maximum, raised a little by every further member."""
    top = max(strengths)
    return top + temperature * math.log(sum(math.exp((s - top) / temperature) for s in strengths))


def kind_fit(kind: Kind, text: str, place: places.Asked = "") -> float:
    """1 when the words are of the kind asked for, -1 when they are not, 0 when the question leaves it open."""
    if place:
        return 1.0 if places.is_one(place, text) else -1.0
    if kind == "any":
        return 0.0
    if kind == "number":
        return 1.0 if values.amounts(text) else -1.0
    if kind == "date":
        return 1.0 if _DATED.search(text) or MONTHS_OR_DAYS.search(text) else -1.0
    return 1.0 if re.search(r"[A-Z]", text) else -0.5


def reorder(hits: Sequence[Hit], readings: Sequence[Reading], weights: Weights) -> list[int]:
    """The hits' positions, best first, when reading and retrieval are weighed together."""
    floor = min((r.margin for r in readings if math.isfinite(r.margin)), default=0.0)

    def worth(i: int) -> float:
        margin = readings[i].margin if math.isfinite(readings[i].margin) else floor
        return float(weights.margin * margin + weights.retrieval * hits[i].score)

    return sorted(range(len(hits)), key=lambda i: -worth(i))


def _around(borders: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The range of the sentence, or sentences, that a span lies in."""
    touched = [(s, e) for s, e in borders if s < end and e > start]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.lower()).split())
