"""Dates in short answers, as ISO dates: however written, and weekdays resolved against a day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = _LONG.lower().split("|")
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    short: number for number, name in enumerate(_MONTHS, 1) for short in (name[:3], "sept" if number == 9 else name[:4])
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_RE = rf"(?P<month>(?:{_LONG})\b\.?|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY_RE = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY_RE = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR_RE = r"(?P<year>(?:1[5-9]|20|21)\d\d)\b"
_TO = r"(?:\s?(?:-|–|to|and|through)\s?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s?[%:]))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"\b(?P<year>\d{4})-(?P<digits>\d\d)-(?P<day>\d\d)\b",
        rf"\b(?:{_WEEKDAY_RE},?\s+)?{_MONTH_RE}\s+{_DAY_RE}{_TO}(?:,?\s+{_YEAR_RE})?",
        rf"\b(?:{_WEEKDAY_RE},?\s+)?{_DAY_RE}(?:\s+of)?\s+{_MONTH_RE}(?:,?\s+{_YEAR_RE})?",
        rf"\b{_MONTH_RE},?\s+(?:of\s+)?{_YEAR_RE}",
        rf"(?:^|(?<=\b[Ii]n\s)|(?<=\b[Bb]y\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?<=[Ll]ast\s)|(?<=[Ll]ate\s))"
        rf"{_MONTH_RE}(?!\s+[A-Z])(?:\b|$)",
        rf"(?<![$£€\d,.]){_YEAR_RE}(?![,.]\d|\s?(?:%|percent|million|people|miles|dollars))",
        rf"\b{_WEEKDAY_RE}\b",
        r"\b(?P<relative>[Yy]esterday|[Tt]oday|[Tt]omorrow)\b",
    )
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as a text gives it: any of year, month, day of the month and weekday (0 is Monday)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    start: int = 0
    end: int = 0

    @property
    def iso(self) -> str:
        """ISO 8601 with dashes for what is not known: "2025-02-03", "--02-03", "2025-02", "2025", "weekday-3"."""
        if self.year is None and self.month is None:
            return f"weekday-{self.weekday}"
        year = "-" if self.year is None else f"{self.year:04}"
        return "-".join([year] + [f"{part:02}" for part in (self.month, self.day) if part is not None])

    def states(self, gold: Day) -> bool:
        """Whether this date says everything that ``gold`` says. A day and month may go without their year."""
        if gold.month is None and gold.year is None:
            return self.weekday == gold.weekday and gold.weekday is not None
        full = self.month is not None and self.day is not None
        year = self.year == gold.year or gold.year is None or (self.year is None and full)
        return year and gold.month in (None, self.month) and gold.day in (None, self.day)


def days(text: str, published: date | None = None) -> list[Day]:
    """The dates of a text, in its order.

    With ``published``, a bare weekday means the last one up to and including that day, and "yesterday" and the like are
    counted from it. Without, a weekday stays a weekday.

    >>> [day.iso for day in days("on Feb. 3 and March 4-5, 2024")]
    ['--02-03', '2024-03-04', '2024-03-05']
    """
    found: list[Day] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.extend(_read(match, published))
    return sorted(found, key=lambda day: (day.start, day.day or 0))


def _read(match: re.Match[str], published: date | None) -> Iterator[Day]:
    parts = match.groupdict()
    place = {"start": match.start(), "end": match.end()}
    named = parts.get("month")
    weekday = _DAYS.index(parts["weekday"].lower()) if parts.get("weekday") else None
    if weekday is not None and not named:
        yield _resolved(weekday, published, place)
        return
    if parts.get("relative"):
        if published:
            moved = published + timedelta({"yesterday": -1, "today": 0, "tomorrow": 1}[parts["relative"].lower()])
            yield Day(moved.year, moved.month, moved.day, moved.weekday(), **place)
        return
    month = _MONTH[named.rstrip(".").lower()] if named else int(parts["digits"]) if parts.get("digits") else None
    year = int(parts["year"]) if parts.get("year") else None
    for written in (parts.get("day"), parts.get("last")):
        if written and 1 <= int(written) <= 31:
            yield Day(year, month, int(written), weekday, **place)
    if not parts.get("day"):
        yield Day(year, month, None, None, **place)


def _resolved(weekday: int, published: date | None, place: dict[str, int]) -> Day:
    if published is None:
        return Day(weekday=weekday, **place)
    back = (published.weekday() - weekday) % 7
    moved = published - timedelta(back)
    return Day(moved.year, moved.month, moved.day, weekday, **place)


def score(prediction: str, gold: str, published: date | None = None) -> float | None:
    """1.0 when the prediction states every date of the gold answer and no other; None when the gold has none.

    Args:
        prediction: what was answered.
        gold: the right answer.
        published: the day of the cited article, against which the prediction's weekdays are resolved.
    """
    wanted = days(gold)
    if not wanted:
        return None
    bare, anchored = days(prediction), days(prediction, published)
    return float(_covers(bare, wanted) or _covers(anchored, wanted))


def _covers(found: list[Day], wanted: list[Day]) -> bool:
    stated = all(any(day.states(gold) for day in found) for gold in wanted)
    return stated and all(any(day.states(gold) or gold.states(day) for gold in wanted) for day in found)
