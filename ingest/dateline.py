"""The dateline that opens a story: "PORTVALE, Ohio, March 14 (AP) \u2014 "."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from ingest.dates import MONTHS, day_of

_WIRES = (
    "AP|Reuters|REUTERS|AFP|UPI|PA|dpa|DPA|CNN|Xinhua|TASS|EFE|ANSA|Kyodo|Bloomberg"
    "|PTI|ANI|IANS|AAP|CP|ANP|NTB|TT|STT|KNA|epd|SID"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_CREDITS = frozenset(_WIRES.split("|"))
_SPELLED = {"REUTERS": "Reuters", "DPA": "dpa"}
_OPENING_PARAGRAPHS = 3
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATELINE = re.compile(
    rf"""(?:(?P<place>
            (?:[A-Z][\w.'\u2019-]+[ ]?){{1,3}}(?=\s\((?:{_WIRES})\))
            |[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'\u2019/-]{{1,40}}
            (?:,\s(?!{_WEEKDAY}|{_MONTH}\b)(?:[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+)?)(?=[\s,(]))?)
        (?:,?\s(?P<day>{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}\.?|{_WEEKDAY}))?,?)?
        \s*(?:\((?P<wire>{_WIRES}|[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+){{0,3}})\))?
        \s*(?:--?|[\u2014\u2013])\s""",
    re.X,
)

_NAME = r"[A-Z][\w.'\u2019-]*"
_CREDIT = re.compile(
    rf"""(?:(?P<place>(?!(?:The|An?|In|At|On)\b){_NAME}(?:,?[ ]?/?[ ]?{_NAME}){{0,5}}?)[ ])?
        (?:\((?P<marked>AP|AFP|CNN|Reuters|UPI)[ ]?(?:{_NAME})?\)\s*(?:--?|[\u2014\u2013])?
        |(?P<bare>{_WIRES})(?:[ ]?Business)?\s*(?:--|[\u2014\u2013]))\s""",
    re.X,
)
"""A place and an agency without the capitals or the dash of a dateline: "Colombo, Sri Lanka CNN \u2014", "(CNN) "."""


class Dateline(NamedTuple):
    """Where and when a story was written, and the agency it credits; "" or None for what is not said."""

    place: str
    day: str | None
    wire: str
    end: int = 0
    """Where it ends in the body, in characters; 0 when there is none."""


def read_dateline(body: str, published: str | None) -> Dateline:
    """Read the dateline at the beginning of a body, if there is one.

    Args:
        body: The article's text.
        published: When it was published, to find the year of "March 14" and the day of "Monday".
    """
    at = 0
    for _ in range(_OPENING_PARAGRAPHS):
        match = _DATELINE.match(body, at)
        if match is not None and (match["place"] or match["wire"]):
            place = (match["place"] or "").strip(" ,")
            wire = match["wire"] or ""
            if place in _CREDITS:
                place, wire = "", place
            if place == "" or match["wire"] or sum(c.isupper() for c in place.split(",")[0]) >= 2:
                return Dateline(place, _resolve(match["day"] or "", published), _SPELLED.get(wire, wire), match.end())
        credit = _CREDIT.match(body, at)
        if credit is not None:
            wire = credit["marked"] or credit["bare"]
            return Dateline(credit["place"] or "", None, _SPELLED.get(wire, wire), credit.end())
        # A credit line or a caption may stand before the paragraph with the dateline.
        border = body.find("\n\n", at, at + 120)
        if border < 0:
            break
        at = border + 2
    return Dateline("", None, "")


def _resolve(text: str, published: str | None) -> str | None:
    """The day that a dateline names: the latest such day up to the day after publication."""
    if not text or published is None:
        return None
    day = day_of(published)
    if text.lower() in _WEEKDAYS:
        back = (day.weekday() - _WEEKDAYS.index(text.lower())) % 7
        return (day - timedelta(days=back)).isoformat()
    number = int(re.sub(r"\D", "", text))
    month = MONTHS[re.sub(r"[^a-z]", "", text.lower())]
    for year in (day.year, day.year - 1):
        try:
            named = date(year, month, number)
        except ValueError:
            continue
        if named <= day + timedelta(days=1):
            return named.isoformat()
    return None
