"""Values that a text takes back: "$1.5 million, not $15 million", and what a correction notice calls wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import Article, anchor_of, sentences
from qa.language.mentions import Mention, comparable, mentions

_CUE = re.compile(
    r"\bnot\b|\bcorrect|misstat|incorrect|erroneous|wrong|instead of|rather than|mistaken|clarif|earlier version"
    r"|counted twice|listed twice",
    re.I,
)
_WRONG_BEFORE = re.compile(
    r"\b(?:misstated|misreported|incorrectly|wrongly|erroneously|mistakenly|in error|earlier version"
    r"|previous version|earlier"
    r" (?:story|article|report)|originally|at first|initially|had (?:said|reported|given|put))\b[^.;]*$",
    re.I,
)
_RIGHT_BEFORE = re.compile(
    r"\b(?:correct|actual|actually|right|should (?:be|have been)|(?:it|he|she|they) (?:is|was|were|are)"
    r"|in fact)\b[^.;]*$",
    re.I,
)
_NOT = re.compile(r"\b(?:not|instead of|rather than)\s+(?:(?:the|an?|about|at)\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A value that an article takes back, and where: a range of its body, or the words of its notice."""

    article: Article
    wrong: Mention
    right: Mention | None
    place: tuple[int, int] | None
    notice: str


def taken_back(article: Article) -> list[TakenBack]:
    """What an article's sentences, and its notices, say is wrong."""
    anchor = anchor_of(article)
    found: list[TakenBack] = []
    for start, end in sentences(article.body):
        if _CUE.search(article.body, start, end):
            for wrong, right in _split(article.body, start, end, mentions(article.body, start, end, anchor)):
                found.append(TakenBack(article, wrong, right, (start, end), ""))
    for notice in article.corrections:
        for wrong, right in _split(notice, 0, len(notice), mentions(notice, 0, len(notice), anchor)):
            found.append(TakenBack(article, wrong, right, None, notice))
    return found


def _split(text: str, start: int, end: int, found: list[Mention]) -> list[tuple[Mention, Mention | None]]:
    """The values called wrong in a text, each with the one that is given instead, if any."""
    split = []
    for one in found:
        before = text[start : one.start]
        right_at, wrong_at = _RIGHT_BEFORE.search(before), _WRONG_BEFORE.search(before)
        denied = _NOT.search(before)
        if not denied and (not wrong_at or (right_at and right_at.start() > wrong_at.start())):
            continue
        instead = [m for m in found if m is not one and comparable(m, one) and m.low != one.low]
        if instead or wrong_at:
            split.append((one, instead[0] if instead else None))
    return split
