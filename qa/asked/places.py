"""Questions that ask for a country or a state of the US: which words name one, and which one stands in an answer.

Countries are those of the Unicode CLDR, in English, as Babel carries them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from qa.language.words import words

Asked = Literal["country", "state", ""]

_ASKS = r"\b(?:what|which) (?:(?!(?:in|of|to|on|at|by|the)\b)[\w.’'-]+ ){0,3}?"
_COUNTRY = re.compile(_ASKS + r"(?:country|nation)\b", re.I)
_STATE = re.compile(_ASKS + r"states?\b(?! of\b)", re.I)
_STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois"
    "|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri"
    "|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma"
    "|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington"
    "|west virginia|wisconsin|wyoming"
).split("|")
_ALSO_COUNTRIES = (
    "us|u.s.|usa|u.s.a.|united states of america|america|uk|u.k.|great britain|britain|england|scotland|wales"
    "|northern ireland|uae|south korea|north korea|ivory coast|burma|myanmar|czech republic|turkey|holland|palestine"
    "|democratic republic of congo|democratic republic of the congo|republic of congo|congo|hong kong|macau|vatican"
    "|bosnia|east timor|cape verde|micronesia|trinidad"
).split("|")
_NO_COUNTRIES = {"eurozone", "european union", "united nations", "unknown region", "pseudo-accents", "pseudo-bidi"}
"""What the CLDR lists among territories: unions of them, and places that exist in programs alone."""


def asked_for(question: str) -> Asked:
    """Whether a question asks for a country, or for a state."""
    return "country" if _COUNTRY.search(question) else "state" if _STATE.search(question) else ""


def is_one(asked: Asked, text: str) -> bool:
    """Whether some words are the name of such a place, and no more than that."""
    return _bare(text) in _names(asked)


def narrow(asked: Asked, text: str) -> tuple[int, int]:
    """The range of the one such place that some words name: all of them where they name none, or several."""
    if not asked or is_one(asked, text):
        return 0, len(text)
    inside = {match.group().lower(): match.span() for match in _pattern(asked).finditer(text)}
    return next(iter(inside.values())) if len(inside) == 1 else (0, len(text))


def repeats(text: str, question: str) -> bool:
    """Whether a place only says again what a question names: "Sri Lanka" for "the Sri Lankan president"."""
    asked, own = words(question), words(_bare(text))
    return bool(own) and all(any(a == word or (len(word) > 3 and a.startswith(word)) for a in asked) for word in own)


@cache
def _names(asked: Asked) -> frozenset[str]:
    if asked == "state":
        return frozenset(_STATES)
    from babel import Locale  # only few questions need it

    codes = Locale("en").territories.items()
    known = {name.lower() for code, name in codes if len(code) == 2 and code.isalpha()} - _NO_COUNTRIES
    # "Myanmar (Burma)", "Hong Kong SAR China"
    return frozenset({re.sub(r" \(.*\)| sar china", "", name) for name in known} | known | set(_ALSO_COUNTRIES))


@cache
def _pattern(asked: Asked) -> re.Pattern[str]:
    longest = "|".join(re.escape(name) for name in sorted(_names(asked), key=len, reverse=True))
    # Names begin with a capital: "us" and "turkey" are words.
    return re.compile(rf"(?<![\w’'-])(?=[A-Z])(?i:{longest})(?![\w-])")


def _bare(text: str) -> str:
    """A name as it stands in the list: lower case, without an article, a possessive ending and marks around it."""
    plain = " ".join(text.lower().split()).strip(" ,;:'\"“”’")
    return re.sub(r"^the (?=\w)|['’]s\Z", "", plain)
