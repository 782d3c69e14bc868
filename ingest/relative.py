"""Dates in running text: "Thursday", "Dec. 28" and "last month" mean days that only the article's own date tells.

A weekday without a cue of the future is the latest such day up to the article's own (news is written "Thursday" on the
Thursday itself), with one it is the next; a day without a year likewise. What is not a single day is an interval.
The text itself is never rewritten: a mention is a range of it, and the resolved date is shown beside it in brackets.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.article import Article
from ingest.dates import MONTHS, day_of
from ingest.sentences import sentences
from ingest.spans import ago, day_span, label, month_meant, month_span, near_day, period
from ingest.tense import looks_ahead, looks_back

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June|July|Jun\.|Jul\.|Aug(?:ust|\.)|Sept?(?:ember|\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_COUNT = r"(?:\d{1,3}|" + "|".join(_NUMBERS) + ")"
_PATTERN = re.compile(
    rf"""(?<![\w-])(?:
    (?:{_WEEKDAY},?\s+)?(?P<full>{_MONTH}\s+(?P<fd>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-\u2013]\s*(?P<fd2>\d{{1,2}}))?,?\s+(?P<fy>(?:1[5-9]|20)\d\d)
        |(?P<fd3>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\s+(?P<fy2>(?:1[5-9]|20)\d\d))
    |(?:{_WEEKDAY},?\s+)?(?P<monthday>{_MONTH}\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-\u2013]\s*(?P<md2>\d{{1,2}})(?!\d))?
        |(?P<md3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH})(?![\d,]*\d|\s+(?:percent|miles|people|million))
    |(?P<monthyear>{_MONTH}\s+(?P<my>(?:1[5-9]|20)\d\d))
    |(?P<weekday>(?:(?P<wq>(?i:last|next|this|this\s+past|this\s+coming|past))\s+)?(?P<wd>{_WEEKDAY}))(?!s)
    |(?P<today>today|tonight|tomorrow|yesterday|(?:[Ll]ast\s+night|[Tt]his\s+(?:morning|afternoon|evening))
            |(?:Today|Tonight|Tomorrow|Yesterday)(?=,?\s+[a-z]))
    |(?P<period>(?P<pe>(?i:earlier|later)\s+)?(?P<pq>(?i:last|this|next|the\s+previous|the\s+coming))\s+(?P<pu>week|weekend|month|year|summer|winter|spring|fall|autumn))
    |(?P<ago>(?P<an>(?i:{_COUNT}))\s+(?P<au>day|week|month|year)s?\s+ago)
    |(?P<span>(?i:in|over|during|for)\s+the\s+(?:last|past)\s+(?:(?P<sn>(?i:{_COUNT}))\s+)?(?P<su>day|week|month|year)s?)
    |(?P<month>(?P<mp>(?i:in|since|until|during|through|last|next|this|early|late|mid|early\s+in|late\s+in|end\s+of|beginning\s+of)[\s-]+)(?P<mn>{_MONTH}))
        (?!['\u2019]s|\s+\d|\s+[A-Z][a-z])
    |(?P<year>(?i:in|since|until|during|early\s+in|late\s+in|year|of|by|from)\s+(?P<yy>(?:1[5-9]|20)\d\d))(?![\d,.-]*\d|\s+(?:people|votes|percent))
    )(?![\w])""",
    re.X,
)
_NOT_A_DAY = re.compile(
    r"(?:Black|Good|Super|Ash|Easter|Bloody|Cyber|Holy|Maundy|Palm|Fat|Shrove|Giving|Sheffield|Man|Whit|Casual|Throwback)\s+\Z"
)
_NOT_A_DAY_AFTER = re.compile(
    r"\s+(?:Night\s+(?:Live|Football)|Times|Telegraph|Mirror|Herald|Mail|Post|Star|World|Islands?)\b"
)
_NAMED_BEFORE = re.compile(
    r"\b(?:Judge|Justice|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Sir|Lady|Sen\.|Rep\.|Gov\.|Minister|President|Theresa|Officer|Sgt\.|Capt\.)\s+(?:[A-Z][a-z]+\s+)?"
    r"(May|March|April|June|August|July)\b"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A range of a text that means a day, or the days from ``first`` to ``last``."""

    start: int
    end: int
    first: date
    last: date
    certain: bool = True
    """False inside a quotation, whose speaker may have spoken on another day."""
    in_full: bool = False
    """True when the text gives the year itself, so that nothing needs to be shown beside it."""

    @property
    def label(self) -> str:
        """The date in words: "14 March 2024", "11-17 March 2024", "February 2024", "2023"."""
        return label(self.first, self.last)


def anchor_of(article: Article) -> date | None:
    """The day that the words of an article are to be understood from: its dateline's, else its publication's."""
    return day_of(article.dateline_date) if article.dateline_date else article.published_day


def date_mentions(text: str, anchor: date, start: int = 0, end: int | None = None) -> list[DateMention]:
    """Find and resolve the dates in ``text[start:end]``.

    Args:
        text: An article's body.
        anchor: The day the text was written (see :func:`anchor_of`).
        start: Where to begin, in characters.
        end: Where to stop; the end of the text by default.
    """
    stop = len(text) if end is None else end
    return [
        mention
        for sentence_start, sentence_end in sentences(text, start, stop)
        for mention in _in_sentence(text, sentence_start, sentence_end, anchor)
    ]


def with_dates(text: str, mentions: list[DateMention], start: int = 0, end: int | None = None) -> str:
    """``text[start:end]`` for display, each resolved date in brackets behind its words: "Thursday [14 March 2024]"."""
    stop = len(text) if end is None else end
    parts: list[str] = []
    for mention in mentions:
        if start <= mention.start and mention.end <= stop and not mention.in_full:
            mark = "" if mention.certain else "?"
            parts.append(f"{text[start : mention.end]} [{mention.label}{mark}]")
            start = mention.end
    return "".join([*parts, text[start:stop]])


def _in_sentence(text: str, start: int, end: int, anchor: date) -> Iterator[DateMention]:
    for match in _PATTERN.finditer(text, start, end):
        try:
            found = _resolve(match, text, start, end, anchor)
        except (ValueError, OverflowError):
            continue  # 31 February, or a year beyond the calendar
        if found is None:
            continue
        first, last = found
        span = _span(match)
        in_full = match.lastgroup is not None and any(match[name] for name in ("full", "monthyear", "year"))
        yield DateMention(*span, first, last, certain=not _inside_quotes(text, start, match.start()), in_full=in_full)


def _resolve(match: re.Match[str], text: str, start: int, end: int, anchor: date) -> tuple[date, date] | None:
    if match["full"]:
        year, month = int(match["fy"] or match["fy2"]), _month_in(match["full"])
        return day_span(year, month, int(match["fd"] or match["fd3"]), match["fd2"])
    if match["monthyear"]:
        return month_span(int(match["my"]), _month_in(match["monthyear"]))
    if match["year"]:
        year = int(match["yy"])
        return (date(year, 1, 1), date(year, 12, 31)) if year <= anchor.year + 30 else None
    if match["today"]:
        return near_day(match["today"].lower(), anchor)
    if match["ago"]:
        return ago(_number(match["an"]), match["au"], anchor)
    if match["span"]:
        return ago(_number(match["sn"] or "one"), match["su"], anchor)[0], anchor
    if match["period"]:
        return period(match["pq"].lower(), match["pu"], (match["pe"] or "").strip().lower(), anchor)
    ahead = looks_ahead(text, start, end, match.start(), match.end())
    if match["monthday"]:
        return _month_day(match, anchor, ahead)
    if match["weekday"]:
        return _weekday(match, text, start, end, anchor, ahead)
    # The whole text is searched for this one word only: most sentences name no month without a day or year.
    if match["mn"].rstrip(".") in _NAMED_BEFORE.findall(text):
        return None
    return month_meant(_month_in(match["mn"]), match["mp"].strip(" -\n").lower(), anchor, ahead)


def _weekday(
    match: re.Match[str], text: str, start: int, end: int, anchor: date, ahead: bool
) -> tuple[date, date] | None:
    if _NOT_A_DAY.search(text, start, match.start()) or _NOT_A_DAY_AFTER.match(text, match.end()):
        return None
    quality = " ".join((match["wq"] or "").lower().split())
    if quality == "this" and not looks_back(text, start, end):
        ahead = True
    wanted = _WEEKDAYS.index(match["wd"].lower())
    back = (anchor.weekday() - wanted) % 7
    if quality in ("next", "this coming") or (ahead and quality not in ("last", "past", "this past")):
        day = anchor + timedelta(days=7 - back)
    else:
        day = anchor - timedelta(days=back or (7 if quality in ("last", "past", "this past") else 0))
    return day, day


def _month_day(match: re.Match[str], anchor: date, ahead: bool) -> tuple[date, date]:
    month, day = _month_in(match["monthday"]), int(match["md"] or match["md3"])
    # 29 February is in few years; the nearest one on the right side is meant.
    years = range(anchor.year, anchor.year + 9) if ahead else range(anchor.year, anchor.year - 9, -1)
    for year in years:
        if day > monthrange(year, month)[1]:
            continue
        found = date(year, month, day)
        if (found >= anchor) if ahead else (found <= anchor):
            return day_span(year, month, day, match["md2"])
    raise ValueError("no such day")


def _month_in(text: str) -> int:
    for word in re.findall(r"[A-Za-z]+", text):
        if word.lower() in MONTHS:
            return MONTHS[word.lower()]
    raise ValueError("no month")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The words that mean the date, without a preposition before them."""
    for name in ("mn", "yy"):
        if match[name] and not re.match(r"(?i:last|next|this)\b", match[0]):
            return match.span(name)
    return match.start(), match.end()


def _inside_quotes(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return before.count("\u201c") > before.count("\u201d") or before.count('"') % 2 == 1
