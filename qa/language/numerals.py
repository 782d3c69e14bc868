"""Numbers in words and figures: "twenty-one", "two dozen", "half a million", "1.5 million", "140,000"."""

from __future__ import annotations

import re

from qa.language.values import NUMBERS, SCALES

_LARGE = {name: SCALES[name] for name in ("hundred", "thousand", "million", "billion", "trillion")}
_DOZENS = {"dozen": 12.0, "score": 20.0}
_SMALL = {word: value for word, value in NUMBERS.items() if word not in _LARGE}
_UNIT = "|".join(sorted(_SMALL, key=len, reverse=True))
_SCALE = "|".join(_LARGE)
_WORDS = (
    rf"(?:half an? (?:{_SCALE}|dozen)|(?:an? )?(?:dozen)\b"
    rf"|(?:an?|{_UNIT})(?: (?:{_SCALE}|dozen))+(?:(?: and)?[ -](?:{_UNIT})(?:-(?:{_UNIT}))?(?! ?(?:{_SCALE}))\b)?"
    rf"|(?:{_UNIT})(?:-(?:{_UNIT}))?(?: (?:{_SCALE}))?|half an?)"
)
NUMERAL = rf"(?:(?<![\w.,])\d+(?:,\d{{3}})*(?:\.\d+)?(?:[ -](?:{_SCALE}|dozen)\b)?(?![\d])|\b{_WORDS}\b)"
"""What a number looks like in running text; the surrounding expression must ignore case."""


def numeral(text: str) -> float | None:
    """The value of a number as written; None when it is none.

    >>> [numeral(word) for word in ("twenty-one", "two dozen", "half a million", "1.5 million", "one hundred and five")]
    [21.0, 24.0, 500000.0, 1500000.0, 105.0]
    """
    words = [word for word in re.split(r"[\s-]+", text.lower()) if word != "and"]
    total, current, seen = 0.0, 0.0, False
    for word in words:
        digits = word.replace(",", "").rstrip(".")
        if re.fullmatch(r"\d+(?:\.\d+)?", digits):
            current, seen = current + float(digits), True
        elif word in _SMALL:
            current, seen = current + _SMALL[word], True
        elif word in ("a", "an"):
            current = current or 1.0
        elif word == "half":
            current, seen = 0.5, True
        elif word in _DOZENS or word == "hundred":
            current, seen = (current or 1.0) * (_DOZENS.get(word) or 100.0), True
        elif word in _LARGE:
            total, current, seen = total + (current or 1.0) * _LARGE[word], 0.0, True
        else:
            return None
    return total + current if seen else None
