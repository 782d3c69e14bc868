"""News that goes on: which reports of one matter follow each other, and which of two values is the later state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ingest import sentences
from qa.facts.told import Told

_MOVED = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|rais(?:ed|es|ing) (?:the|its|their|to|from|that)|climb(?:ed|s|ing)|gr[eo]w(?:n|s|ing)?"
    r"|increas(?:ed?|es|ing)|jumped|expand(?:ed|s|ing)|widen(?:ed|s|ing)|revis(?:ed|es|ing)|correct(?:ed|ing|s)"
    r"|updat(?:ed|es|ing)|lower(?:ed|ing|s)|reduc(?:ed|es|ing)|(?:fell|fallen|dropped|cut) (?:to|from|back)"
    r"|swell\w*|surged"
    r"|mount(?:ed|s|ing)|recount\w*|final (?:count|figure|tally|total|result|toll|report)|latest (?:count|figure|tally)"
    r"|no longer|in the end|turned out|(?:has|have|is|are) now|now (?:stands?|at|number\w*|puts?|says?|covers?|known)"
    r"|new (?:count|figure|total|tally|estimate)|died (?:overnight|of (?:his|her|their) injuries)|more bodies"
    r"|another body|bodies were found|up from|down from|moved|postponed|delayed|rescheduled|pushed back"
    r"|brought forward|overturn\w*|revers(?:ed|es|ing)|replac(?:ed|es|ing)|succeed\w*|block(?:ed|s)|abandon\w*"
    r"|called off"
    r"|withdr[ae]w\w*|scrapped|than (?:was|had been|were) (?:known|thought|reported|feared|planned)|extended|upgraded"
    r"|downgraded|resign\w*|instead of)\b",
    re.I,
)
_PUT_OFF = re.compile(
    r"\b(?:moved|postponed|delayed|rescheduled|pushed back|put off|brought forward|new (?:date|time)|instead of)\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:so far|at least|still (?:searching|missing|counting|looking|trapped|being|open)|first (?:count"
    r"|reports?|estimates?)"
    r"|preliminary|provisional|early (?:count|reports?|estimates?|results?|returns?)|initial(?:ly)?|at first"
    r"|(?:was|is|were) (?:leading|ahead)|feared|(?:could|may|might) (?:rise|grow|change)|expected to (?:rise|grow"
    r"|climb)"
    r"|not (?:yet|been) (?:final|certified|counted)|unaccounted for|(?:others?|more) (?:are|were|was) missing)\b",
    re.I,
)


GOES_ON = timedelta(days=366)
"""A figure that was reported longer ago is of another time; an office may well change hands later."""


def moves_on(earlier: Told, later: Told) -> bool:
    """Whether the later of two reports tells a newer state: days and wording show it.

    It says that something rose, was revised, recounted, called off; or the earlier one called its value a first one.
    """
    kind = later.mention.kind if later.mention else "name"
    if kind == "age" or not _after(earlier, later):
        return False
    if kind in ("date", "time"):  # when something was does not change, when it will be may
        return bool(_PUT_OFF.search(_around(later)))
    if kind != "name" and earlier.day and later.day and later.day - earlier.day > GOES_ON:
        return False
    if kind in ("count", "name"):
        return bool(_MOVED.search(_around(later)) or _OPEN.search(_around(earlier)))
    return bool(_MOVED.search(later.quote) or _OPEN.search(earlier.quote))


def _after(earlier: Told, later: Told) -> bool:
    one, other = earlier.article.published_at or "", later.article.published_at or ""
    if not one or not other or earlier.article.id == later.article.id:
        return False
    return one[:10] < other[:10] or (one[:10] == other[:10] and len(one) == len(other) and one < other)


def order(told: Told) -> tuple[date, str]:
    """Sorts values by when they were reported."""
    return told.day or date.min, told.article.published_at or ""


def _around(told: Told) -> str:
    """The headline, the sentence, and the one after it."""
    body = told.article.body
    later = next(((s, e) for s, e in sentences(body, told.sentence[1])), None)
    following = body[slice(*later)] if later else ""
    return f"{told.article.headline}. {told.quote} {following}"


def history(latest: str, day: date | None, n: int, before: Sequence[tuple[str, date | None, int]]) -> str:
    """A sentence that tells the latest state and those before it, newest first, each with its day and citation.

    >>> history("six", date(2019, 10, 16), 1, [("five", date(2019, 10, 9), 2)])
    'As of October 16, 2019: six [1]; before that, five (October 9, 2019) [2].'
    """
    told = ", and ".join(
        f"{value}{f' ({_spelled(when)})' if when else ''} [{number}]" for value, when, number in before
    )
    return f"{f'As of {_spelled(day)}' if day else 'Now'}: {latest} [{n}]; before that, {told}."


def _spelled(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
