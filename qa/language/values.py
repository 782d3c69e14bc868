"""Equal answers in different words: "2" and "two", "Feb. 3" and "February 3", "the Senate" and "Senate"."""

from __future__ import annotations

import re

from qa.language.words import words

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred".split()
NUMBERS = {word: float(value) for value, word in enumerate(_SMALL)} | dict(
    zip(_TENS, (30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0), strict=True)
)
ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<sign>[$€£¥])?\s?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<suffix>st|nd|rd|th)?\s?-?"
    r"(?P<scale>hundred|thousand|million|billion|trillion|bn|[mk])?\b",
    re.I,
)
_WORD_AMOUNT = re.compile(
    r"\b(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"[- ](?P<ones>one|two|three|four|five|six|seven|eight|nine)\b"
    r"|\b(?P<word>" + "|".join(sorted({*NUMBERS, *ORDINALS}, key=len, reverse=True)) + r")\b",
    re.I,
)
_MONTH_DAY = re.compile(r"\b(?P<month>[A-Za-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{4})\b)?")
_DAY_MONTH = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[A-Za-z]+)\b\.?(?:,?\s+(?P<year>\d{4})\b)?"
)
_MONTH_YEAR = re.compile(r"\b(?P<month>[A-Za-z]+)\.?,?\s+(?P<year>\d{4})\b")
_PARTICLES = frozenset("the a an of de da di del la le van von der al bin and".split())
HONORIFICS = frozenset(
    "mr mrs ms miss dr sir dame lord lady president judge justice senator sen rep gov governor prof".split()
)


def amounts(text: str) -> list[tuple[float, str]]:
    """The numbers of a text as (value, unit); the unit is "$", "%" and so on, or the empty string."""
    found = []
    for match in _AMOUNT.finditer(text):
        value = float(match["digits"].replace(",", ""))
        scale = SCALES.get((match["scale"] or "").lower(), 1.0)
        after = text[match.end() : match.end() + 9].lower().lstrip()
        unit = match["sign"] or ("%" if after.startswith(("%", "percent", "per cent")) else "")
        found.append((value * scale, unit))
    if found:
        return found
    for match in _WORD_AMOUNT.finditer(text):
        if match["tens"]:
            value = NUMBERS[match["tens"].lower()] + NUMBERS[match["ones"].lower()]
        else:
            word = match["word"].lower()
            value = NUMBERS.get(word, ORDINALS.get(word, 0.0))
        following = words(text[match.end() :])[:1]
        if following and following[0] in SCALES:
            value *= SCALES[following[0]]
        found.append((value, ""))
    return found


def day_of(text: str) -> tuple[int | None, int | None, int | None] | None:
    """The (year, month, day) that a text states, parts unknown as None; None when it states no calendar date."""
    for pattern in (_MONTH_DAY, _DAY_MONTH, _MONTH_YEAR):
        for match in pattern.finditer(text):
            month = MONTHS.get(match["month"].lower())
            if month is None:
                continue
            parts = match.groupdict()
            year, day = parts.get("year"), parts.get("day")
            if day is None or 1 <= int(day) <= 31:
                return (int(year) if year else None, month, int(day) if day else None)
    return None


def key(text: str) -> str:
    """A key that is equal for answers which say the same: dates, numbers with units, then bare words."""
    bare = [word for word in words(text) if word not in ("a", "an", "the") and word not in HONORIFICS]
    when = day_of(text)
    if when is not None and len(bare) <= 4:
        return "date:" + "-".join("?" if part is None else str(part) for part in when)
    numbers = amounts(text)
    if len(numbers) == 1 and len(bare) <= 4:
        value, unit = numbers[0]
        rest = [
            w for w in bare if not re.search(r"\d", w) and w not in NUMBERS and w not in SCALES and w not in ORDINALS
        ]
        return f"number:{value:g}{unit}:{' '.join(rest[:2])}"
    proper = all(word[0].isupper() for word in re.findall(r"\w[\w’'-]*", text) if word not in _PARTICLES)
    return f"{'name' if proper else 'words'}:{' '.join(bare)}"


def same(left: str, right: str) -> bool:
    """Whether two keys stand for one answer.

    They are equal, agree as far as both go ("June 12" and "12 June 2025"), or one name is a part of the other
    ("Weinstein" and "Harvey Weinstein").
    """
    if left == right:
        return True
    kind, _, first = left.partition(":")
    other_kind, _, second = right.partition(":")
    if first == second and {kind, other_kind} == {"name", "words"}:
        return True
    if kind != other_kind or kind == "words":
        return False
    if kind == "date":
        pairs = list(zip(first.split("-"), second.split("-"), strict=True))
        return all("?" in pair or pair[0] == pair[1] for pair in pairs) and any("?" not in pair for pair in pairs)
    if kind == "number":
        value, _, noun = first.partition(":")
        other_value, _, other_noun = second.partition(":")
        return value == other_value and (
            not noun or not other_noun or bool(set(noun.split()) & set(other_noun.split()))
        )
    shorter, longer = sorted((first.split(), second.split()), key=len)
    return bool(shorter) and len(shorter[-1]) > 2 and longer[-len(shorter) :] == shorter
