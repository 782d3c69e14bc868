"""Dates as articles carry them: ISO days, or moments in the zone that the publication wrote."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

_MONTH_NAMES = {
    1: "jan january januar janvier enero janeiro gennaio januari jänner",
    2: "feb febr february februar février fevrier febrero fevereiro febbraio februari",
    3: "mar march märz maerz mars marzo março maart",
    4: "apr april avril abril aprile",
    5: "may mai mayo maio maggio mei",
    6: "jun june juni juin junio junho giugno",
    7: "jul july juli juillet julio julho luglio",
    8: "aug august août aout agosto augustus",
    9: "sep sept september septembre septiembre setembro settembre",
    10: "oct october oktober okt octobre octubre outubro ottobre",
    11: "nov november novembre noviembre novembro",
    12: "dec december dezember dez décembre decembre diciembre dezembro dicembre",
}
MONTHS = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
"""Month names and their abbreviations, in lower case without a full stop, to the month's number."""

_NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T "
    r",]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d)|[A-Za-z]{2,4})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\Z")
_MONTH_FIRST = re.compile(rf"\b({_NAME})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}})\b", re.I)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er)?[.\s-]+(?:of\s+|de\s+)?({_NAME})\b\.?,?[\s-]+(?:de\s+)?(\d{{4}})\b", re.I
)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_TIME = re.compile(
    r"\b(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*([ap]\.?\s?m\b\.?)?\s*\(?(Z|UTC[+-]\d{1,2}|GMT[+-]\d{1,2}|[+-]\d{2}:?\d{2}|[A-Z]{2,4})?\b"
    r"|\b(\d{1,2})\s*([ap]\.?m\b\.?)\s*\(?([A-Z]{2,4})?\b",
    re.I,
)
ZONES = {
    **dict.fromkeys(["ET", "EST", "EDT"], "America/New_York"),
    **dict.fromkeys(["CT", "CST", "CDT"], "America/Chicago"),
    **dict.fromkeys(["MT", "MST", "MDT"], "America/Denver"),
    **dict.fromkeys(["PT", "PST", "PDT"], "America/Los_Angeles"),
    **dict.fromkeys(["UTC", "GMT", "Z", "UT"], "UTC"),
    **dict.fromkeys(["BST"], "Europe/London"),
    **dict.fromkeys(["CET", "CEST", "MEZ", "MESZ"], "Europe/Berlin"),
    **dict.fromkeys(["EET", "EEST"], "Europe/Helsinki"),
    **dict.fromkeys(["AEST", "AEDT"], "Australia/Sydney"),
    **dict.fromkeys(["JST"], "Asia/Tokyo"),
    **dict.fromkeys(["NZST", "NZDT"], "Pacific/Auckland"),
    **dict.fromkeys(["MSK"], "Europe/Moscow"),
}
"""Zone abbreviations that mean one place; the ambiguous ones ("IST") are left out."""
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


def parse_moment(value: object, *, day_first: bool = False) -> str | None:
    """Read a date as a file writes it.

    Args:
        value: A string in ISO, RFC 2822, compact or spelled form ("June 12, 2025 10:05 p.m. ET"), seconds or
            milliseconds since 1970, a date or a datetime.
        day_first: How to read "3/4/2024": as 3 April when True.

    Returns:
        An ISO day, or a moment with the zone that was written (none when none was); None when it is not a date.
    """
    if isinstance(value, datetime):
        return _checked(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _from_number(value)
    text = " ".join(str(value).split())
    if not text:
        return None
    if text.replace(".", "", 1).isdigit() and len(text) not in (8, 12, 14):
        return _from_number(float(text)) if len(text) < 25 else None
    try:
        return _from_iso(text) or _from_mail(text) or _from_words(text, day_first)
    except (ValueError, OverflowError):
        return None


def in_zone(moment: str, zone: str | timezone | None) -> str:
    """The same moment on the clocks of ``zone`` (such as "America/New_York"); a day or naive time is unchanged."""
    if zone is None or len(moment) <= 10:
        return moment
    when = datetime.fromisoformat(moment)
    if when.tzinfo is None:
        return moment
    return when.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).isoformat()


def day_of(moment: str) -> date:
    """The day a moment falls on in its own zone."""
    return date.fromisoformat(moment[:10])


def writes_day_first(sample: str) -> bool:
    """Tell from the numeric dates in a sample of text whether days are written before months."""
    pairs = [(int(a), int(b)) for a, b, _ in _NUMERIC.findall(sample)]
    dotted = len(re.findall(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b", sample))
    days_before = sum(a > 12 >= b for a, b in pairs)
    days_after = sum(b > 12 >= a for a, b in pairs)
    return days_before > days_after or (days_after == 0 and dotted > 0)


def zone_written(text: str) -> str | None:
    """The zone that a clock time in a text names: "10:05 p.m. ET" gives "America/New_York"."""
    for match in _TIME.finditer(text):
        zone = ZONES.get((match.group(5) or match.group(8) or "").upper())
        if zone:
            return zone
    return None


def _checked(when: datetime) -> str | None:
    return when.isoformat(timespec="seconds") if _FIRST_YEAR <= when.year < _LAST_YEAR else None


def _from_number(number: float) -> str | None:
    """Seconds, milliseconds, microseconds or nanoseconds since 1970, or a day as 20240314."""
    whole = int(number) if number == number and abs(number) < 1e20 else 0  # NaN is not equal to itself
    if 16_000_101 <= whole <= 21_991_231:
        match = _COMPACT.match(str(whole))
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat() if match else None
        except ValueError:
            return None
    for scale in (1.0, 1e3, 1e6, 1e9):
        if 1e8 <= number / scale < 5e9:
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(number / scale))).isoformat()
    return None


def _from_iso(text: str) -> str | None:
    match = _ISO.match(text)
    if match:
        year, month, day, hour, minute, second, half, zone = match.groups()
        return _build(int(year), int(month), int(day), hour, minute, second, half, zone)
    match = _COMPACT.match(text)
    if match:
        year, month, day, hour, minute, second, zone = match.groups()
        return _build(int(year), int(month), int(day), hour, minute, second, None, zone)
    return None


def _from_mail(text: str) -> str | None:
    """RFC 2822, as feeds and mail write it: "Thu, 14 Mar 2024 22:05:00 -0400"."""
    if not re.match(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{2,4}\s+\d{1,2}:\d{2}", text):
        return None
    parts = parsedate_tz(text)
    if parts is None:
        return None
    naive = datetime(*parts[:6])
    named = ZONES.get(text.split()[-1].upper())
    if named and named != "UTC":
        return _checked(naive.replace(tzinfo=ZoneInfo(named)))
    # The parser says 0 both for UTC and for no zone at all.
    offset = parts[9] if re.search(r"(?:[A-Za-z]{1,5}\)?|[+-]\d{2}:?\d{2}(?: \([^()]*\))?)\Z", text) else None
    return _checked(naive if offset is None else naive.replace(tzinfo=timezone(timedelta(seconds=offset))))


def _from_words(text: str, day_first: bool) -> str | None:
    if match := _MONTH_FIRST.search(text):
        month, day, year = MONTHS[match[1].lower()], int(match[2]), int(match[3])
    elif match := _DAY_FIRST.search(text):
        day, month, year = int(match[1]), MONTHS[match[2].lower()], int(match[3])
    elif match := _NUMERIC.search(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        swap = first > 12 or ((day_first or "." in match[0]) and second <= 12)
        day, month = (first, second) if swap else (second, first)
    else:
        return None
    rest = text[match.end() :] + " " + text[: match.start()]
    clock = _TIME.search(rest)
    if clock is None:
        return date(year, month, day).isoformat() if _FIRST_YEAR <= year < _LAST_YEAR else None
    if clock[6]:
        return _build(year, month, day, clock[6], "00", None, clock[7], clock[8])
    return _build(year, month, day, clock[1], clock[2], clock[3], clock[4], clock[5])


def _build(
    year: int, month: int, day: int, hour: str | None, minute: str | None, second: str | None,
    half: str | None, zone: str | None,
) -> str | None:  # fmt: skip
    if not _FIRST_YEAR <= year < _LAST_YEAR:
        return None
    if hour is None or minute is None:
        return date(year, month, day).isoformat()
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    when = datetime(year, month, day, min(hours, 23) if hours < 24 else 0, int(minute), min(int(second or 0), 59))
    return _checked(when.replace(tzinfo=_zone(zone)))


def _zone(name: str | None) -> timezone | ZoneInfo | None:
    if not name:
        return None
    named = ZONES.get(name.upper())
    if named:
        return UTC if named == "UTC" else ZoneInfo(named)
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?\Z", name)
    if offset is None:
        return None
    span = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(-span if offset[1] == "-" else span) if span < timedelta(hours=24) else None
