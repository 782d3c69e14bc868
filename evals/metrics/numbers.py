"""Quantities in short answers: value, unit, currency and magnitude, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL = {word: value for value, word in enumerate(_ONES.split())}
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * value for value, word in enumerate(_DECADES.split(), 2)}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6, "mln": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "dozen": 12,
}  # fmt: skip
_CURRENCY = {
    "$": "usd", "us$": "usd", "dollar": "usd", "dollars": "usd", "usd": "usd", "£": "gbp", "pound": "gbp",
    "pounds": "gbp", "gbp": "gbp", "€": "eur", "euro": "eur", "euros": "eur", "eur": "eur", "¥": "jpy", "yen": "jpy",
    "jpy": "jpy", "₹": "inr", "rupee": "inr", "rupees": "inr", "yuan": "cny", "cny": "cny",
}  # fmt: skip
_UNITS = {
    "%": "percent", "percent": "percent", "pct": "percent", "points": "points", "point": "points", "°c": "celsius",
    "celsius": "celsius", "°f": "fahrenheit", "fahrenheit": "fahrenheit", "mph": "mph", "kph": "kph", "km/h": "kph",
    "kg": "kg", "kilogram": "kg", "kilograms": "kg", "g": "gram", "gram": "gram", "grams": "gram", "lb": "lb",
    "lbs": "lb", "ton": "ton", "tons": "ton", "tonne": "tonne", "tonnes": "tonne", "km": "km", "kilometer": "km",
    "kilometers": "km", "kilometre": "km", "kilometres": "km", "mile": "mile", "miles": "mile", "foot": "foot",
    "feet": "foot", "ft": "foot", "inch": "inch", "inches": "inch", "meter": "metre", "meters": "metre",
    "metre": "metre", "metres": "metre", "acre": "acre", "acres": "acre", "hectare": "hectare",
    "hectares": "hectare", "second": "second", "seconds": "second", "minute": "minute", "minutes": "minute",
    "hour": "hour", "hours": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month",
    "months": "month", "year": "year", "years": "year",
}  # fmt: skip

_WORD = "|".join([*_SMALL, *_TENS, *_ORDINALS, "hundred", "dozen", "half"])
_NUMBER = re.compile(
    r"(?:(?P<symbol>us\$|[$£€¥₹])\s?)?"
    r"(?:(?P<digits>(?<![\w.])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:(?:st|nd|rd|th)\b)?"
    rf"|\b(?P<words>(?:{_WORD})(?:[\s-]+(?:and[\s-]+)?(?:a[\s-]+(?=half))?(?:{_WORD}))*)\b)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|mln|mn|bn|tn|k|m|b)\b)?"
    r"(?P<more>(?:[\s-]+(?:hundred|thousand|million|billion|trillion)\b)*)"
    r"(?:\s?(?P<unit>percentage points?|per cent|°[cf]\b|%|[a-z/]+(?![a-z])))?",
    re.IGNORECASE,
)
_AGE = re.compile(r"[\s-]years?[\s-]old\b", re.IGNORECASE)
_NO_NUMBER = re.compile(r"one(?=\s+(?:of|another)\b)|(?<=no )one\b|(?<=No )one\b|(?:First|Second|Third)(?=\s+[A-Z])")
"""Words that look like numbers: pronouns, and ordinals in a title such as "First Lady"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("" when none was given); ``start`` and ``end`` are its place in the text."""

    value: Decimal
    unit: str
    start: int
    end: int

    def agrees(self, other: Quantity) -> bool:
        """Same value, and no two different units: "15 million" agrees with "$15 million", "$15" not with "15 %"."""
        return self.value == other.value and (not self.unit or not other.unit or self.unit == other.unit)


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text, in its order.

    >>> [(str(q.value), q.unit) for q in quantities("two men took $1.5 million")]
    [('2', ''), ('1500000.0', 'usd')]
    """
    return list(_scan(text.replace("\u00a0", " ").replace("\u2011", "-").replace("\u2013", "-")))


def _scan(text: str) -> Iterator[Quantity]:
    position = 0
    while match := _NUMBER.search(text, position):
        if _NO_NUMBER.match(text, match.start()):
            position = match.end("words")
            continue
        value = _value((match["digits"] or match["words"]).lower())
        for word in [match["scale"] or "", *(match["more"] or "").replace("-", " ").split()]:
            value *= _SCALES.get(word.lower(), 1)
        number_end = len(text[: match.start("unit") if match["unit"] else match.end()].rstrip())
        if age := _AGE.match(text, number_end):
            # An age is a bare number: "72-year-old" and "72" say the same.
            unit, end = "", age.end()
        else:
            unit = _unit(match["symbol"] or "", match["unit"] or "")
            end = match.end() if _unit("", match["unit"] or "") else number_end
        yield Quantity(value, unit, match.start(), end)
        position = max(end, match.start() + 1)


def _unit(symbol: str, word: str) -> str:
    """The unit that a currency sign before the number or the word after it gives."""
    if symbol:
        return _CURRENCY[symbol.lower()]
    word = word.lower()
    if word.startswith("percentage"):
        return "points"
    return "percent" if word == "per cent" else _CURRENCY.get(word) or _UNITS.get(word, "")


def _value(written: str) -> Decimal:
    """The value of digits, or of words such as "two hundred and twelve"."""
    if written[0].isdigit() or written[0] == "-":
        return Decimal(written.replace(",", ""))
    total = Decimal(0)
    for word in re.split(r"[\s-]+", written):
        if word in ("hundred", "dozen"):
            total = max(total, Decimal(1)) * _SCALES[word]
        elif word == "half":
            total += Decimal("0.5")
        elif word not in ("and", "a"):
            total += _SMALL.get(word, _TENS.get(word, _ORDINALS.get(word, 0)))
    return total


def score(prediction: str, gold: str) -> float | None:
    """1.0 when the prediction states every number of the gold answer and no other; None when the gold has none."""
    wanted = quantities(gold)
    if not wanted:
        return None
    left = quantities(prediction)
    for quantity in wanted:
        match = next((other for other in left if other.agrees(quantity)), None)
        if match is None:
            return 0.0
        left.remove(match)
    return float(all(any(other.agrees(quantity) for quantity in wanted) for other in left))
