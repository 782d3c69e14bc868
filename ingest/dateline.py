"""The dateline that opens a story: "PORTVALE, Ohio, March 14 (AP) \u2014 "."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from ingest.dates import MONTHS, day_of

_WIRES = "AP|Reuters|REUTERS|AFP|UPI|PA|dpa|DPA|CNN|Xinhua|TASS|EFE|ANSA|Kyodo|Bloomberg|PTI|ANI|IANS|AAP|CP|ANP|NTB|TT|STT|KNA|epd|SID"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "Jan|January|Feb|February|Mar|March|Apr|April|May|Jun|June|Jul|July|Aug|August|Sep|Sept|September|Oct|October|Nov|November|Dec|December"
_DATELINE = re.compile(
    rf"""(?:(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'\u2019/-]{{1,40}}
        (?:,\s(?:[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+)?)(?=[\s,(]))?)
        (?:,?\s(?P<day>(?:{_MONTH})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{_MONTH})\.?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))?,?)?
        \s*(?:\((?P<wire>{_WIRES})\)|(?P<bare>CNN|AP)(?=\s[\u2014\u2013-]))?
        \s*(?:--?|[\u2014\u2013])\s""",
    re.X,
)


class Dateline(NamedTuple):
    """Where and when a story was written, and the agency it credits; "" or None for what is not said."""

    place: str
    day: str | None
    wire: str


def read_dateline(body: str, published: str | None) -> Dateline:
    """Read the dateline at the beginning of a body, if there is one.

    Args:
        body: The article's text.
        published: When it was published, to find the year of "March 14" and the day of "Monday".
    """
    match = _DATELINE.match(body)
    if match is None or not (match["place"] or match["wire"] or match["bare"]):
        return Dateline("", None, "")
    place = (match["place"] or "").strip(" ,")
    if sum(c.isupper() for c in place.split(",")[0]) < 2 and place:
        return Dateline("", None, "")
    wire = match["wire"] or match["bare"] or ""
    return Dateline(
        place, _resolve(match["day"] or "", published), {"REUTERS": "Reuters", "DPA": "dpa"}.get(wire, wire)
    )


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
