"""When something happened that a question dates itself by: "before the retrial", "since the collapse"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index import Archive, Filters, Hit
from qa.asked.when import When
from qa.language.names import names
from qa.language.words import content_words, stem

_DECISIONS = (
    r"retrials?|second trial|trial|verdicts?|appeal|sentencing|sentence|conviction|indictment|election|recount|runoff|"
    r"referendum|merger|takeover|strike|recall|settlement|lawsuit|ruling|resignation|inauguration"
)
_MISHAPS = r"collapse|crash|fire|storm|snowstorm|flood|earthquake|hurricane|outbreak|attack|accident|grounding|shooting"
_CUE = re.compile(
    rf"\b(?P<cue>before|prior to|after|since|following|during)\s+(?:(?:the|his|her|their|its)\s+)?"
    rf"(?P<event>(?:(?!(?:the|it|he|she|they|was|were|hit)\b)[\w'’-]+\s+){{0,3}}?(?:(?P<decision>{_DECISIONS})|{_MISHAPS}))\b",
    re.I,
)
_LEAD = 400
"""Characters of a body in which a report names what it reports."""
_APART = timedelta(days=120)
"""Reports of one event that names nobody lie closer together than this; others are of several."""

_UNNAMED = timedelta(days=28)


def moment(archive: Archive, question: str, as_of: date | None = None) -> When | None:
    """The time that a question marks by an event, as the archive dates it; None when that is not plain.

    Nobody writes of the time before a mishap until it has happened, so "before the crash" sets no bound.

    Args:
        archive: where the event is looked up.
        question: one that stands alone.
        as_of: the last day that counts.
    """
    match = _CUE.search(question)
    if match is None:
        return None
    cue = match["cue"].lower()
    if cue in ("before", "prior to") and not match["decision"]:
        return None
    days = _reports(archive, question, match["event"], as_of)
    if not days:
        return None
    words = match.group()
    if cue in ("before", "prior to"):
        return When("state", date.min, days[0] - timedelta(days=1), words)
    if cue == "during":  # its first reports may have called it something else: a walkout, a cave-in
        return When("event", days[0] - _UNNAMED, days[-1], words)
    return When("since", days[0], days[-1], words)


def _reports(archive: Archive, question: str, event: str, as_of: date | None) -> list[date]:
    """The days of the articles that report an event, in order; none when they may be of several events."""
    people = names(question)
    hits = archive.search(f"{event} {' '.join(people)}", limit=20, filters=Filters(date_to=as_of))
    wanted = {stem(word) for word in content_words(event)}
    named = {stem(word) for name in people for word in content_words(name)}
    days = sorted({day for hit in hits if (day := hit.article.published_day) and _reported(hit, wanted, named)})
    if not days or (not named and days[-1] - days[0] > _APART):
        return []
    return days


def _reported(hit: Hit, event: set[str], named: set[str]) -> bool:
    lead = {stem(word) for word in content_words(f"{hit.article.headline} {hit.article.body[:_LEAD]}")}
    return event <= lead and named <= lead | {stem(word) for word in content_words(hit.article.body)}
