"""Spans of days on the calendar: months, seasons, "last week", "two years ago", and how they are written."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_SPELLED_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 2)}


def month_meant(month: int, quality: str, anchor: date, ahead: bool) -> tuple[date, date]:
    """The month that a name means: "last March", "in September" (ahead or behind), "next April"."""
    year = anchor.year
    if quality == "next":
        year += month <= anchor.month
    elif quality == "last":
        year -= month >= anchor.month
    elif quality == "this":
        pass
    elif ahead or quality == "until":
        year += month < anchor.month
    else:
        year -= month > anchor.month
    return month_span(year, month)


def near_day(word: str, anchor: date) -> tuple[date, date]:
    """The day of "today", "tomorrow", "yesterday", "last night" or "this morning"."""
    word = " ".join(word.split())
    day = anchor + timedelta(days={"tomorrow": 1, "yesterday": -1, "last night": -1}.get(word, 0))
    return day, day


def period(quality: str, unit: str, part: str, anchor: date) -> tuple[date, date]:
    """The days of "last week", "this summer", "earlier this year": ``part`` is "earlier", "later" or ""."""
    step = {"last": -1, "the previous": -1, "this": 0}.get(" ".join(quality.split()), 1)
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        first, last = monday, monday + timedelta(days=6)
    elif unit == "weekend":
        saturday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=5, weeks=step)
        first, last = saturday, saturday + timedelta(days=1)
    elif unit == "month":
        first, last = _shifted_month(anchor, step)
    elif unit == "year":
        first, last = date(anchor.year + step, 1, 1), date(anchor.year + step, 12, 31)
    else:
        first, last = _season(unit, step, anchor)
    if part == "earlier":
        return first, min(last, anchor)
    return (max(first, anchor), last) if part == "later" else (first, last)


def _season(name: str, step: int, anchor: date) -> tuple[date, date]:
    """A season by the months of the northern half of the world: the last that ended, this year's, the next to begin."""
    opening, closing = _SEASONS[name]
    found = []
    for year in range(anchor.year - 2, anchor.year + 3):
        first = date(year, opening, 1)
        last = month_span(year + (closing < opening), closing)[1]
        found.append((first, last))
    if step < 0:
        return max(span for span in found if span[1] < anchor)
    if step > 0:
        return min(span for span in found if span[0] > anchor)
    return next(span for span in found if span[0].year == anchor.year)


def ago(count: int, unit: str, anchor: date) -> tuple[date, date]:
    """The day of "three days ago", or the week, month or year of "two years ago"."""
    if unit == "day":
        day = anchor - timedelta(days=count)
        return day, day
    if unit == "week":
        day = anchor - timedelta(weeks=count)
        return day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday())
    if unit == "month":
        return _shifted_month(anchor, -count)
    return date(anchor.year - count, 1, 1), date(anchor.year - count, 12, 31)


def _shifted_month(anchor: date, step: int) -> tuple[date, date]:
    months = anchor.year * 12 + anchor.month - 1 + step
    return month_span(months // 12, months % 12 + 1)


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def day_span(year: int, month: int, first: int, last: str | None) -> tuple[date, date]:
    """One day, or the days up to ``last`` in the same month."""
    day = date(year, month, first)
    return day, (date(year, month, int(last)) if last and int(last) > first else day)


def label(first: date, last: date) -> str:
    """The days in words, as short as they allow: "14 March 2024", "4-10 March 2024", "February 2024", "2023"."""

    def spelled(day: date) -> str:
        return f"{day.day} {_SPELLED_MONTHS[day.month - 1]} {day.year}"

    if first == last:
        return spelled(first)
    whole_month = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_month and (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return f"{_SPELLED_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\u2013{spelled(last)}"
    return f"{spelled(first)} \u2013 {spelled(last)}"
