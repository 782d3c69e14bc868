"""Values where they stand: ages, sums, counts, measures, dates and times of day, as ranges of the text and as numbers.

Every value is an interval in one unit of its kind (years of age, metres, seconds, days), so that "two" and "2", "half a
mile" and "800 metres", "Feb. 3" and "February 3" are equal, and "at least 14" leaves room for 15.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest import date_mentions
from qa.language.numerals import NUMERAL, numeral
from qa.language.senses import sense, senses
from qa.language.words import STOP_WORDS

Kind = Literal["age", "money", "percent", "measure", "count", "date", "time"]

_CURRENCY = {"$": "$", "us$": "$", "dollar": "$", "£": "£", "pound": "£", "€": "€", "euro": "€", "¥": "¥", "yen": "¥"}
_HINTS = {
    "money": re.compile("|".join(re.escape(name) for name in _CURRENCY), re.I),
    "percent": re.compile("%|per", re.I),
}
"""What a sentence holds that states such a value."""
_SIZES: dict[str, dict[str, float]] = {
    "m": {
        "mile": 1609.344, "kilometer": 1000, "kilometre": 1000, "km": 1000, "meter": 1, "metre": 1, "yard": 0.9144,
        "foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "inch": 0.0254, "inche": 0.0254, "centimeter": 0.01,
        "centimetre": 0.01, "cm": 0.01, "millimeter": 0.001, "millimetre": 0.001, "mm": 0.001,
    },
    "s": {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800,
          "year": 31557600},
    "kg": {
        "kilogram": 1, "kilogramme": 1, "kg": 1, "kilo": 1, "gram": 0.001, "ton": 907.2, "tonne": 1000,
        "ounce": 0.02835, "lb": 0.4536, "pound": 0.4536,
    },
    "m2": {"acre": 4046.9, "hectare": 10000},
    "l": {"gallon": 3.785, "litre": 1, "liter": 1, "barrel": 159},
    "deg": {"degree": 1},
    "mps": {"mph": 0.44704, "kph": 0.27778},
}  # fmt: skip
"""The size of each unit in the base unit of its dimension."""
_UNITS = {name: (base, size) for base, table in _SIZES.items() for name, size in table.items()}
_NUMBER = re.compile(
    rf"(?P<sign>(?:US|C|A)?\$|[£€¥])?\s?(?P<number>{NUMERAL})(?P<short>(?:bn|mn|m|k)\b)?", re.I
)  # fmt: skip
_AFTER = re.compile(r"(?:[\s-]|\s?(?=%))(?P<unit>%|per cent|percent(?:age points)?|miles per hour|[A-Za-z]+)")
_AGED = re.compile(r"^(?:[\s-]years?[\s-]old\b|\s+years? of age\b)", re.I)
_AGE_BEFORE = re.compile(
    r"(?:\baged|\bage(?: of)?|\bage[sd]? at|\bage .{0,40}(?:given as|put at|listed as)|, then|\b(?:wo)?man of"
    r"|\bturn(?:s|ed|ing)|\b(?:boy|girl) of)\s*$",
    re.I,
)
_APPOSED = re.compile(r"(?:[A-Z][\w’'.-]+|\b(?:Jr|Sr)\.),\s?$|(?:[A-Z][\w’'.-]+)\s\($")
_APPOSED_AFTER = re.compile(r"^\s?(?:,|\)|\.(?:\s|$)|;|$)")
_PREDICATED = re.compile(
    r"\b(?:[Ss]?[Hh]e|[Ww]ho|[A-Z][\w’'-]+)(?: (?:is|was|had been|would be|has been|will be)|['’]s)(?: (?:now"
    r"|then|only|just))? $"
)
_LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|no less than|upwards of|above|exceeding)\s+$", re.I)
_MOST = re.compile(r"\b(?:at most|up to|fewer than|less than|under|below|no more than|as many as)\s+$", re.I)
_UNDER = re.compile(r"\b(?:nearly|almost|close to|just under)\s+(?:an?\s)?$", re.I)
_ABOUT = re.compile(r"\b(?:about|around|roughly|some|approximately|an estimated|estimated|or so)\s+(?:an?\s)?$", re.I)
_PART = re.compile(
    r"(?:\b(?:from|than|another|other|additional|further|including|among them|compared with|compared to|instead of"
    r"|rather than|not|no longer|against|apart from|except|all but|versus|out of|of whom|of them)\s+"
    r"(?:(?:the|an?|just|only|about|its|their|initial|earlier|previous|first|original|estimated)\s+)*)$",
    re.I,
)
_PART_AFTER = re.compile(
    r"^\s(?:(?:more|others?|additional|further|extra)\b|of (?:them|whom|those|these|the (?:\w+ )?(?:\w+s|\d+"
    r"|\w+een)\b|\d|it\b)|(?:over|under|above|below|short of) (?:its|the|their|his|her) "
    r"|(?:[a-z]+ ){0,2}more\b(?! than)"
    r"|(?:years? )?(?:and|or) (?:older|over|up|younger|under|above|below|less|fewer)\b)",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\w$£€:.,])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?\s?m\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?![\d:])(?=\D|$)(?!\s?(?:percent|per cent|%|million"
    r"|miles|inches"
    r"|points|seconds|[a-z]{3,}s\b))"
    r"|(?P<oclock>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o[’']clock"
    r"|(?P<word>(?<!after)(?<!before)\b(?:noon|midday|midnight)\b))"
    r"(?P<day>\s(?:in the (?:morning|afternoon|evening)|at night))?",
    re.I,
)
_YEAR = re.compile(r"(?<![\w$£€,.-])(?P<year>1[5-9]\d\d|20\d\d)(?![\w%,-]*\d|[\s-](?:percent|per cent|million|miles))")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|from|until|by|to|the|early|late|mid|summer|spring|autumn|fall|winter|year|before|after|between"
    r"|and|circa|around|about|dates? (?:to|from)|back to)[\s-]|\()$",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:Route|Highway|Interstate|Flight|No\.|Section|Chapter|Channel|Room|Unit|Platform|Gate|Runway|Building|Area|Boeing"
    r"|Airbus|District|Ward|Precinct|Engine|Ladder|Level|Phase|Grade|Article|Proposition|Line|Pier|Formula|Apollo|Exit"
    r"|Terminal|Division|Group|Type|Category|Class|Lot|Bay|Dock|Covid)[\s-]$"
)
_STOPS = re.compile(r"[^\w\s’'-]|\s[—–-]+\s")
_FUNCTION = (STOP_WORDS - {"other"}) | frozenset("according told while when after although that".split())
_STATES = frozenset("killed died dead hurt injured wounded missing were was been are confirmed".split())
"""What became of those counted is no noun: "14 injured" and "14 students" may count the same."""
_MOST_NOUN_WORDS = 4
_APPROXIMATE = 0.025
"""How far, as a share, a round or estimated figure may lie from another and still be the same."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A value: ``body[start:end]`` states it; it lies between ``low`` and ``high`` in ``unit``.

    ``nouns`` are the senses of the words counted, of a count; ``part`` is True where the sentence tells a share, a
    difference or what was before ("two more", "from 9", "three of the 14"), which no total can disagree with.
    """

    start: int
    end: int
    kind: Kind
    low: float
    high: float
    unit: str = ""
    nouns: frozenset[str] = frozenset()
    exact: bool = True
    part: bool = False
    figure: float = 0.0
    """The number as written, scale included; what the reader is shown is the text itself."""


def mentions(body: str, start: int, end: int, anchor: date | None) -> list[Mention]:
    """The values that ``body[start:end]`` states, in order; none is counted twice.

    Args:
        body: an article's text.
        start: first character of a sentence.
        end: one past its last.
        anchor: the day on which "Tuesday" is said; without it only full dates are dates.
    """
    return _apart(_dates(body, start, end, anchor), _times(body, start, end), _numbers(body, start, end))


def like(model: Mention, body: str, start: int, end: int, anchor: date | None) -> list[Mention]:
    """Those of :func:`mentions` that are :func:`comparable` to a value; what cannot be is not worked out.

    Args:
        model: the value.
        body: as there, like the rest.
        start: likewise.
        end: likewise.
        anchor: likewise.
    """
    hint = _HINTS.get(model.kind)
    if hint is not None and not hint.search(body, start, end):
        return []
    sources = [_dates(body, start, end, anchor)]
    if model.kind != "date":
        sources.append(_times(body, start, end))
    if model.kind not in ("date", "time"):
        sources.append(_numbers(body, start, end))
    return [one for one in _apart(*sources) if comparable(model, one)]


def _apart(*sources: Iterator[Mention]) -> list[Mention]:
    """Mentions in order; of two that overlap, the one of the earlier source."""
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for source in sources:
        for one in source:
            if all(one.end <= first or one.start >= last for first, last in taken):
                found.append(one)
                taken.append((one.start, one.end))
    return sorted(found, key=lambda m: m.start)


def comparable(one: Mention, other: Mention) -> bool:
    """Whether two values are of one kind and unit, and count the same sort of thing as far as both say."""
    if one.kind != other.kind or one.unit != other.unit:
        return False
    if one.kind != "count" or not one.nouns or not other.nouns:
        return True
    return bool(one.nouns & other.nouns) or _people(one, other)


def compatible(one: Mention, other: Mention) -> bool:
    """Whether both values can be right: they overlap, or differ by no more than rounding."""
    if one.low <= other.high and other.low <= one.high:
        return True
    if one.kind == "time":  # three o'clock may be 3 or 15 hours
        return "?" in (one.unit, other.unit) and (one.low - other.low) % 720 == 0
    if one.kind not in ("money", "count", "measure", "percent"):
        return False
    larger = max(abs(one.figure), abs(other.figure))
    converted = one.kind == "measure" and one.figure != other.figure and one.exact and other.exact
    gap = abs(one.low - other.low) / max(abs(one.low), abs(other.low), 1e-9)
    return (larger >= 1000 and gap <= 0.02 and one.kind != "measure") or (converted and _converted(one, other, gap))


def _converted(one: Mention, other: Mention, gap: float) -> bool:
    """Whether two measures in different units are one figure converted and rounded: 5 miles and 8 kilometres."""
    return one.nouns != other.nouns and gap <= 0.04


def _people(one: Mention, other: Mention) -> bool:
    person = sense("people")
    return person in one.nouns | other.nouns and bool((one.nouns | other.nouns) & PERSONS)


PERSONS = frozenset(
    sense(word)
    for word in (
        "people person student passenger worker resident employee soldier officer firefighter child pupil patient "
        "tourist visitor guest miner sailor prisoner inmate customer driver woman man protester dockworker "
        "villager hiker victim"
    ).split()
)


def _numbers(body: str, start: int, end: int) -> Iterator[Mention]:
    for match in _NUMBER.finditer(body, start, end):
        value = numeral(match["number"])
        if value is None or body[max(start, match.start() - 1) : match.start()] in ("-", "/"):
            continue
        first, last = match.start("sign" if match["sign"] else "number"), match.end()
        before = body[start:first]
        unit = _AFTER.match(body, last, end)
        word = unit["unit"].lower() if unit else ""
        scale = {"bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1e3}.get((match["short"] or "").lower(), 1.0)
        singular = word.removesuffix("s") if word not in ("feet",) else word
        money = match["sign"] or (singular if singular in _CURRENCY and not _weight(before, body[last:end]) else "")
        if match["short"] and match["short"].lower() == "m" and not money:  # 5m is five metres
            scale, word, singular, unit = 1.0, "metre", "metre", None
        value *= scale
        part = bool(_PART.search(before) or _PART_AFTER.match(body[last:end]))
        low, high, exact = _bounds(value, before)
        if _is_age(before, body[last:end], value):
            yield Mention(first, last, "age", value, value, "age", exact=exact, part=part, figure=value)
        elif money:
            last = unit.end("unit") if unit and not match["sign"] else last
            sign = _CURRENCY.get(money.lower().replace("c$", "$").replace("a$", "$"), money[-1])
            yield Mention(first, last, "money", low, high, sign, exact=exact, part=part, figure=value)
        elif word.startswith(("%", "per")) and unit:
            yield Mention(first, unit.end("unit"), "percent", low, high, "%", exact=exact, part=part, figure=value)
        elif singular in _UNITS or word == "miles per hour":
            base, size = _UNITS.get(singular, ("m", 1.0)) if word != "miles per hour" else ("mps", 0.44704)
            last = unit.end("unit") if unit else last
            name = frozenset({singular})
            yield Mention(first, last, "measure", low * size, high * size, base, name, exact, part, value)
        elif value >= 1 and not _is_name(body, first, last, before):
            yield Mention(first, last, "count", low, high, "", _nouns(body[last:end]), exact, part, value)


def _bounds(value: float, before: str) -> tuple[float, float, bool]:
    """What a number leaves open: "at least 14" goes on up to half as much again, "about 1,900" a little both ways."""
    if _LEAST.search(before):
        return value, value * 1.5, False
    if _MOST.search(before):
        return value * 0.67, value, False
    if _UNDER.search(before):
        return value * 0.93, value, False
    if _ABOUT.search(before):
        return value * (1 - _APPROXIMATE), value * (1 + _APPROXIMATE), False
    return value, value, True


def _is_age(before: str, after: str, value: float) -> bool:
    if not 0 < value < 125 or value != int(value):
        return False
    if _AGED.match(after) or _AGE_BEFORE.search(before):
        return True
    if re.search(r"(?:^|[“\"])At $", before) and after.startswith(",") and value > 14:
        return True
    if _APPOSED.search(before) and _APPOSED_AFTER.match(after):
        return True
    return bool(_PREDICATED.search(before) and re.match(r"\s?(?:[,.;]|$| when| and)", after))


def _weight(before: str, after: str) -> bool:
    return bool(re.search(r"weigh|heav", before, re.I) or re.match(r"[\s-]pounds?\s(?:of\b|heav|lighter)", after))


def _is_name(body: str, start: int, end: int, before: str) -> bool:
    """Whether a number is a part of a name or label: "Route 9", "Flight 120", "No. 4", "2nd", "one of the"."""
    if re.match(r"(?:st|nd|rd|th)\b|-[a-z]+|[:/]\d", body[end : end + 12], re.I):
        return True
    if re.fullmatch(r"one", body[start:end].strip(), re.I) and not re.match(
        r"\s(?:person|man|woman|child|student|worker|death|passenger|people)\b", body[end : end + 14]
    ):
        return True
    return bool(_LABEL.search(before))


def _nouns(after: str) -> frozenset[str]:
    """The senses of the words counted: of "14 injured students from Elm Hill", injured and students."""
    cut = _STOPS.search(after)
    kept: list[str] = []
    for word in (after[: cut.start()] if cut else after).split()[: _MOST_NOUN_WORDS + 2]:
        if word.lower() in _STATES:
            continue
        if word.lower() in _FUNCTION or len(kept) == _MOST_NOUN_WORDS:
            break
        kept.append(word)
    return frozenset(senses(" ".join(kept)))


def _dates(body: str, start: int, end: int, anchor: date | None) -> Iterator[Mention]:
    spans = []
    if anchor is not None:
        for found in date_mentions(body, anchor, start, end):
            if found.certain:
                spans.append((found.start, found.end))
                low, high = found.first.toordinal(), found.last.toordinal()
                yield Mention(found.start, found.end, "date", low, high, "day", figure=low)
    for match in _YEAR.finditer(body, start, end):
        inside = any(first <= match.start() < last for first, last in spans)
        if not inside and _YEAR_BEFORE.search(body[start : match.start()]):
            year = int(match["year"])
            low, high = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            yield Mention(match.start(), match.end(), "date", low, high, "day", figure=low)


def _times(body: str, start: int, end: int) -> Iterator[Mention]:
    for match in _CLOCK.finditer(body, start, end):
        half = (match["half"] or "").lower()[:1]
        unit = "clock"
        if match["word"]:
            minutes = 0 if match["word"].lower() == "midnight" else 720
        elif match["oclock"]:
            minutes = int(numeral(match["oclock"]) or 0) % 12 * 60
            half, unit = ("p" if re.search("afternoon|evening|night", match["day"] or "") else half), "clock"
        else:
            hour = int(match["hour"] or match["hour24"])
            minutes = hour * 60 + int(match["minute"] or match["minute24"] or 0)
        if half and match["hour"]:
            minutes %= 720
        minutes += 720 if half == "p" and minutes < 720 else 0
        yield Mention(match.start(), match.end(), "time", minutes, minutes, unit, figure=minutes)
