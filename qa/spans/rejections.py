"""Spans that cannot be the answer, whatever the reader thinks of them: each reason under its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index import Hit
from ingest import Dateline
from qa.asked import places
from qa.asked.question import Understood
from qa.checks import persons
from qa.language import outcomes
from qa.language.words import content_words, stem

_ORDINAL = re.compile(
    r"(?:the |a )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))", re.I
)
_REJECTED = re.compile(r"\b(?:not|rather than|instead of)\s+(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Placed:
    """A span, widened, where it stands; ranges of the article's body."""

    question: Understood
    hit: Hit
    span: tuple[int, int]
    sentence: tuple[int, int]
    text: str
    dateline: Dateline

    @property
    def body(self) -> str:
        """The text of the article."""
        return self.hit.article.body


Rejection = Callable[[Placed], bool]


def _no_words(placed: Placed) -> bool:
    """No word in it, or a break between paragraphs."""
    return not re.search(r"\w", placed.text) or "\n\n" in placed.body[slice(*placed.span)]


def _repeats(placed: Placed) -> bool:
    """An answer that only repeats the question's words says nothing."""
    asked = {stem(word) for word in content_words(placed.question.text)}
    own = [stem(word) for word in content_words(placed.text)]
    place = places.asked_for(placed.question.core)
    return (bool(own) and all(word in asked for word in own)) or bool(
        place and places.repeats(placed.text, placed.question.text)
    )


def _named(placed: Placed) -> bool:
    """The full name of somebody whom the question calls by the last name."""
    return persons.is_named(placed.text, placed.question.core, placed.body)


def _dateline(placed: Placed) -> bool:
    """Where the news comes from answers no question but "where"."""
    where = placed.question.kind == "place" and placed.text in placed.dateline.place
    return placed.span[0] < placed.dateline.end and not where


def _ordinal(placed: Placed) -> bool:
    """An ordinal ("a fourth") is no number of things."""
    return placed.question.kind == "number" and bool(_ORDINAL.fullmatch(placed.text))


def _of_another_outcome(placed: Placed) -> bool:
    """In the clause of another outcome than those asked about.

    "What was she acquitted of?" is not answered by the charge that the same sentence convicts her of. People and days
    are exempt: one name or day often serves all clauses of a sentence.
    """
    wanted = outcomes.asked(placed.question.text) if placed.question.kind == "any" else set()
    if not wanted:
        return False
    status = outcomes.clause_status(placed.body[slice(*placed.sentence)], placed.span[0] - placed.sentence[0])
    return status is not None and status in outcomes.DECIDED and status not in wanted


def _denied_value(placed: Placed) -> bool:
    """The value that a sentence rejects ("six, not seven") is no answer."""
    return bool(_REJECTED.search(placed.body[placed.sentence[0] : placed.span[0]]))


REJECTIONS: Mapping[str, Rejection] = {
    "no_words": _no_words,
    "repeats": _repeats,
    "named": _named,
    "dateline": _dateline,
    "ordinal": _ordinal,
    "other_outcome": _of_another_outcome,
    "denied_value": _denied_value,
}


def rejected(placed: Placed, without: frozenset[str] = frozenset()) -> bool:
    """Whether any reason applies; those named in ``without`` are left out."""
    return any(reason(placed) for name, reason in REJECTIONS.items() if name not in without)
