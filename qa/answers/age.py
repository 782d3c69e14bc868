"""Old evidence is called old: a sentence with its date where a reader would take it for how things stand now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from index import Hit
from qa.answer import Citation
from qa.language.names import names
from qa.language.words import coverage

_NOW = re.compile(
    r"\b(?:now|currently|current|latest|newest|today|at present|at the moment|right now|nowadays|these days|so far"
    r"|most recent|still|yet|up to date)\b",
    re.I,
)
_PRESENT = re.compile(r"^(?:and |but |so )?(?:\w+(?:['’]s)?\s+){0,3}?(?:is|are|does|do|has|have)\b", re.I)
FRESH = timedelta(days=30)
"""What is asked for as it stands now is old after a month,"""
PRESENT = timedelta(days=365)
"""and what is told in the present tense after a year."""
OVERTAKEN = timedelta(days=180)
"""How much newer another article on the very subject must be to be mentioned."""
ON_SUBJECT = 0.8
"""The share of the question's content words that such an article must hold, all names among them."""


def age_note(
    question: str, citations: Sequence[Citation], hits: Sequence[Hit], reference: date | None, *, dated: bool
) -> str | None:
    """A sentence that the evidence is old; None when it is not, or its age is no matter.

    It is given when the question asks how things stand ("now", "currently", or the present tense) and the newest cited
    article is a month, or a year, older than the newest of the archive; and when the archive has a much newer article
    on the very subject. A question that names its own time asks for evidence of that time.

    Args:
        question: one that stands alone.
        citations: of its answer.
        hits: what was found, best first.
        reference: the day up to which the archive reaches.
        dated: whether the question names the time that it is about.
    """
    days = [date.fromisoformat(one.published_at[:10]) for one in citations if one.published_at]
    if dated or not days or reference is None:
        return None
    newest = max(days)
    limit = FRESH if _NOW.search(question) else PRESENT if _PRESENT.search(question) else None
    if limit is None:
        return None
    newer = _newer(question, citations, hits, newest)
    if newer is not None:
        return (
            f"Note: this is from {_spelled(newest)}; a newer article on the subject is of "
            f"{_spelled(newer.article.published_day or newest)} (“{newer.article.headline}”)."
        )
    if reference - newest > limit:
        return f"Note: the newest evidence is from {_spelled(newest)}; the archive reaches to {_spelled(reference)}."
    return None


def _newer(question: str, citations: Sequence[Citation], hits: Sequence[Hit], newest: date) -> Hit | None:
    """The newest hit on the very subject that is much newer than the evidence."""
    cited = {one.article_id for one in citations}
    people = names(question)
    found = [
        hit
        for hit in hits[:10]
        if hit.article.id not in cited
        and (hit.article.published_day or newest) - newest > OVERTAKEN
        and all(name.lower() in f"{hit.article.headline} {hit.text}".lower() for name in people)
        and coverage(question, f"{hit.article.headline} {hit.text}") >= ON_SUBJECT
    ]
    return max(found, key=lambda hit: hit.article.published_day or newest, default=None)


def _spelled(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
