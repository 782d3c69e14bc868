"""The answer without a language model: the sentence that says it, word for word, with its citation mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index import Hit
from ingest import sentences
from qa.answer import Citation, Conflict
from qa.asked.question import Understood
from qa.language.words import content_words, coverage
from qa.reader import Reading
from qa.spans.rank import Candidate, Group

MOST_CITATIONS = 3


@dataclass(frozen=True, slots=True)
class Composed:
    """A short answer, what the chat shows, the citations of its marks, and the values that sources disagree on.

    ``manner`` tells apart ways in which one form of answer comes about, of which some are right more often than others.
    """

    answer: str
    text: str
    citations: list[Citation]
    manner: str = ""
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Correction:
    """The archive states something else than the question presumes: what, in its own words, with its citations."""

    message: str
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A sentence of a hit: its range in the article's body, and how well it supports an answer."""

    hit: int
    start: int
    end: int
    worth: float


def span_answer(groups: Sequence[Group], hits: Sequence[Hit]) -> Composed:
    """The short answer of the first group, in the sentence that says it; further stories that agree are cited too."""
    first = groups[0]
    citations = [
        Citation.of(hits[member.hit].article, *member.sentence, n) for n, member in enumerate(_agreeing(first), start=1)
    ]
    marks = "".join(f"[{citation.n}]" for citation in citations)
    return Composed(first.best.text, f"{flat(citations[0].quote)} {marks}", citations)


def sentence_answer(
    question: Understood, hits: Sequence[Hit], readings: Sequence[Reading], most: int = 3
) -> Composed | None:
    """The best-supported sentences, each cited, for questions that no span can answer; None when none is close."""
    ranked = rank_sentences(question, hits, readings)
    if not ranked:
        return None
    kept = [ranked[0]]
    for other in ranked[1:]:
        if len(kept) == most or other.worth < ranked[0].worth - 1.5:
            break
        if not any(_overlapping(hits, other, chosen) for chosen in kept):
            kept.append(other)
    citations = [Citation.of(hits[s.hit].article, s.start, s.end, n) for n, s in enumerate(kept, start=1)]
    text = " ".join(f"{flat(c.quote)} [{c.n}]" for c in citations)
    return Composed(flat(citations[0].quote), text, citations)


def rank_sentences(question: Understood, hits: Sequence[Hit], readings: Sequence[Reading]) -> list[RankedSentence]:
    """Sentences of the first ten passages, best first: reader margin, retrieval, and the question's words they hold."""
    found = []
    for number, (hit, reading) in enumerate(zip(hits[:10], readings[:10], strict=True)):
        spans = [(hit.passage.start + s.start, hit.passage.start + s.end) for s in reading.spans]
        for start, end in sentences(hit.article.body, hit.passage.start, hit.passage.end):
            quote = hit.article.body[start:end]
            if len(quote.split()) < 3:
                continue
            held = next((i for i, (s, e) in enumerate(spans) if s < end and e > start), None)
            worth = 4 * coverage(question.text, quote) + coverage(question.text, hit.article.headline) + 0.3 * hit.score
            if held is not None:
                worth += 1.5 / (held + 1) + 0.1 * max(-6.0, min(6.0, reading.spans[held].score - reading.null))
            found.append(RankedSentence(number, start, end, worth))
    return sorted(found, key=lambda s: -s.worth)


def _agreeing(first: Group) -> list[Candidate]:
    best = first.best.strength
    return [m for m in first.members if m.strength > best - 4][:MOST_CITATIONS]


def _overlapping(hits: Sequence[Hit], one: RankedSentence, other: RankedSentence) -> bool:
    """Whether two sentences are the same range, or nearly the same words."""
    left = set(content_words(hits[one.hit].article.body[one.start : one.end]))
    right = set(content_words(hits[other.hit].article.body[other.start : other.end]))
    return len(left & right) > 0.7 * min(len(left), len(right), 10**6)


def flat(quote: str) -> str:
    """A quote on one line; only white space changes, and only for display."""
    return " ".join(quote.split())
