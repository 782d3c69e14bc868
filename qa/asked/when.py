"""The time that a question speaks of: "in June 2025", "last week", "since 2023", "between 2019 and 2021".

A question's date is about what happened; an archive knows when an article was published. What happened in a period is
reported from then on, and told again later, so a period asks for its own days and some after them, and never for less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ingest import date_mentions

Role = Literal["event", "state", "since", "published"]

_MONTHS = "january|february|march|april|june|july|august|september|october|november|december"
_LOWER = re.compile(
    rf"\b(?:{_MONTHS}|may(?=\s+\d)|(?<=in )may\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!\s+(?:to|on)\b)", re.I
)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?\b(?!-?\d)")
_DECADE = re.compile(r"\b((?:1[89]|20)\d)0s\b|['’](\d)0s\b")
_SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)\s+(?:of\s+)?((?:19|20)\d\d)\b", re.I)
_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_YEAR = re.compile(
    r"\b(?:in|since|until|till|before|after|during|by|from|to|through|between|and|early|late|mid|of)[\s-]+"
    r"(?P<year>(?:19|20)\d\d)\b(?!\s*(?:percent|people|votes|dollars|-|[A-Za-z]+\s+(?:conviction|verdict|ruling)))",
    re.I,
)
_EVENT_YEAR = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\s+(?:(?!(?:on|in|at|of|the|an?|to|for|by|from|and)\b)[\w'’-]+\s+){0,2}?"
    r"(?:trial|race|season|final|finals|storm|flood|fire|strike|crash|collapse|marathon|championship|tournament|"
    r"attack|outbreak|recall|merger|earthquake|hurricane|drought|election|vote|runoff|riot|riots|protests?)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|going to|scheduled|slated|expected|planned|plans?|planning|upcoming|supposed to|due"
    r"|set (?:to|for)|forecast|projected|deadline|promised?|propos(?:ed?|al)|(?:is|are)\s+(?:\w+\s+){0,5}to\s+\w+)\b",
    re.I,
)
_PURPOSE = re.compile(r"\b(?:for|titled|called|named|agenda|class of|budget of|conviction of|that of)\s+\Z", re.I)
_COMPARED = re.compile(r"\bthan\s+(?:[\w'’]+\s+){0,4}\Z", re.I)
_EARLIER = re.compile(
    r"\b(?:before|prior to|until|till|up to|as of|as at|by|through)\s+(?:the\s+)?(?:\w+\s+of\s+)?\Z", re.I
)
_BEFORE = re.compile(r"\b(?:before|prior to)\s+(?:the\s+)?(?:\w+\s+of\s+)?\Z", re.I)
_LATER = re.compile(r"\b(?:since|after|following|from)\s+(?:the\s+)?(?:(?:start|beginning|end)\s+of\s+)?\Z", re.I)
_CLAUSE = re.compile(r"\S\s+(?:after|following|that|which|who|whose|when|because|where|since|despite|although)\s", re.I)
_PUBLISHED = re.compile(
    r"\b(?:published|printed|written|articles?|stories|coverage|reports?|reporting|news)\s+"
    r"(?:was\s+|were\s+)?(?:in|on|from|of|since|between|during|dated)\s",
    re.I,
)
_STATE = re.compile(
    r"^(?:and |but |so )?(?:who|what|which(?: [\w'’-]+)?|where|how (?:\w+)(?: [\w'’-]+)?)\s+(?:was|were|is|are)\s+"
    r"(?!there\b|\w+(?:ed|en|orn|wn|ung|ent|old|ilt|uck|aid|old|ght|lost|won|hit|shot|held|found|made)\b)",
    re.I,
)
_AGAIN = re.compile(r"\w+(?:ed|en|orn)\s+(?:in|on|at|to|of|as|from|by|during|with)\b", re.I)


@dataclass(frozen=True, slots=True)
class When:
    """The days ``first`` to ``last`` that the ``words`` of a question mean, and how they bear on it.

    ``event``: something happened then. ``state``: how things stood then, told by what was known by ``last``.
    ``since``: what is asked for came later than ``first``. ``published``: the articles asked about are of these days.
    """

    role: Role
    first: date
    last: date
    words: str

    @property
    def loose(self) -> bool:
        """Whether it is a week or weekday without a date, which people also say of the one before."""
        return bool(re.search(r"\bweek|day\b", self.words)) and not re.search(r"\d", self.words)

    @property
    def lead(self) -> timedelta:
        """How much earlier than ``first`` an article may be."""
        return timedelta(days=7 if re.search(r"\bweek|day\b", self.words) else 1)

    @property
    def grace(self) -> timedelta:
        """How much later than ``last`` the reports come: two weeks after a day or a week, a month after more."""
        if self.role == "published":
            return timedelta(0)
        if self.role == "state":
            return timedelta(days=2)
        return timedelta(days=14 if self.last - self.first < timedelta(days=8) else 31)


def when(question: str, anchor: date) -> When | None:
    """The time that a question speaks of; None when it names none, or looks ahead.

    Args:
        question: one that stands alone.
        anchor: the day that "last week" is said on.
    """
    found = sorted(_mentions(question, anchor), key=lambda m: m[0])
    if not found or _AHEAD.search(question):
        return None
    start, end, first, last = found[0][0], found[-1][1], min(m[2] for m in found), max(m[3] for m in found)
    before = question[:start]
    words = question[start:end]
    if _PURPOSE.search(before) or _COMPARED.search(before) or first > anchor:
        return None
    if len(found) == 1 and _EARLIER.search(before):
        cut = first - timedelta(days=1) if _BEFORE.search(before) else last
        return When("state", date.min, min(cut, anchor), words)
    if _PUBLISHED.search(before):
        return When("published", first, last, words)
    if len(found) == 1 and _LATER.search(before):
        return When("since", first, max(last, anchor), words)
    if _CLAUSE.search(before):
        return When("since", first, max(last, anchor), words)
    if len(found) == 1 and _STATE.search(question) and not _AGAIN.search(before):
        return When("state", first, last, words)
    return When("event", first, last, words)


def tells_of(text: str, moment: When, anchor: date) -> bool:
    """Whether a text names a date inside the period.

    Args:
        text: of an article.
        moment: the period.
        anchor: the day the text was written.
    """
    year = re.search(rf"\b{moment.first.year}\b", text)
    if year and moment.last - moment.first > timedelta(days=300):
        return True
    return any(
        moment.first <= mention.last and mention.first <= moment.last
        for mention in date_mentions(text, anchor)
        if mention.last - mention.first <= timedelta(days=31)
    )


def _mentions(question: str, anchor: date) -> Iterator[tuple[int, int, date, date]]:
    """Every date of a question: where it stands, and its days. A place is read once, by the first rule that fits."""
    text = _LOWER.sub(lambda m: m.group().capitalize(), question)
    taken: list[tuple[int, int]] = []
    for start, end, first, last in (*_spelled(text), *_of_news(text, anchor), *_years(text)):
        if all(end <= s or start >= e for s, e in taken):
            taken.append((start, end))
            yield start, end, first, last


def _of_news(text: str, anchor: date) -> Iterator[tuple[int, int, date, date]]:
    """The dates that articles use too: "June 12, 2025", "Thursday", "last month", "two years ago"."""
    for mention in date_mentions(text, anchor):
        yield mention.start, mention.end, mention.first, mention.last


def _spelled(text: str) -> Iterator[tuple[int, int, date, date]]:
    """The dates that questions use and articles hardly do: 2025-06-12, the 1990s, summer 2024."""
    for match in _ISO.finditer(text):
        year, month, day = (int(part) if part else 0 for part in match.groups())
        try:
            first = date(year, month, day or 1)
        except ValueError:
            continue
        yield *match.span(), first, first if day else _end_of_month(year, month)
    for match in _DECADE.finditer(text):
        year = int(match[1]) * 10 if match[1] else 1900 + int(match[2]) * 10
        yield *match.span(), date(year, 1, 1), date(year + 9, 12, 31)
    for match in _SEASON.finditer(text):
        opening, closing = _SEASON_MONTHS[match[1].lower()]
        year = int(match[2])
        yield *match.span(), date(year, opening, 1), _end_of_month(year + (closing < opening), closing)


def _years(text: str) -> Iterator[tuple[int, int, date, date]]:
    """Bare years, after a preposition or before the noun of an event: "in early 2023", "the 2022 race"."""
    for match in (*_EVENT_YEAR.finditer(text), *_YEAR.finditer(text)):
        year = int(match["year"])
        yield *match.span("year"), date(year, 1, 1), date(year, 12, 31)


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
