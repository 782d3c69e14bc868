"""Verdicts that a higher court reviews: "reversed the conviction of Lee for perjury" convicts nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.language.outcomes import Statement

_REVIEWS = frozenset({"overturned", "upheld"})
_VERDICT = re.compile(r"convictions?|acquittals?|guilty verdicts?|verdicts?|guilty pleas?|sentences?", re.I)
_TO_OBJECT = re.compile(r"(?: (?!(?:and|but|after|when|who|which|that|before)\b)[\w’'.-]+){0,6} ")
_OF_PERSON = re.compile(r" (?:of [^,;:]{2,40} )?(?:for|on|of) (?:(?:the|one|two|three|\w+ counts? of) )?")
_TO_SUBJECT = re.compile(r"[^;:]{0,90}?\b(?:was|were|is|are|be|been|being|stands?|stood|got)(?: \w+)? ")


def reviewed_charge(text: str, verdict: Statement, start: int, end: int) -> bool:
    """Whether the charge at ``text[start:end]`` is that of a verdict: "his FRAUD conviction", "of Lee for FRAUD"."""
    return text[end : verdict.start] == " " or bool(_OF_PERSON.fullmatch(text[verdict.end : start]))


def undone(text: str, found: Sequence[Statement]) -> dict[int, int]:
    """Of each review of a verdict the verdict that it is of, both by their numbers.

    Args:
        text: the sentence.
        found: its statements, in order.
    """
    pairs = {}
    for number, said in enumerate(found):
        if said.status not in _REVIEWS:
            continue
        for other in (number + 1, number - 1):
            if not 0 <= other < len(found) or not _VERDICT.fullmatch(text[found[other].start : found[other].end]):
                continue
            first, last = (said, found[other]) if other > number else (found[other], said)
            between = f" {text[first.end : last.start].lstrip()}"  # some statements end behind their space
            if (_TO_OBJECT if other > number else _TO_SUBJECT).fullmatch(between):
                pairs[number] = other
                break
    return pairs
