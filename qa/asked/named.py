"""Sources that a question names as witnesses: "according to the Meridian Wire", "what did the Courier report"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SAID = r"(?:report|reports|reported|say|says|said|write|writes|wrote|publish|published|call|called|claim|claimed|put)"
_AUXILIARY = r"(?:did|does|do|has|have|had|is|was)"


def named_sources(question: str, sources: Sequence[str]) -> list[str]:
    """The sources whose word a question asks for, as the archive spells them.

    A source that is itself the subject ("who bought the Courier?") is not meant; nor is one that two sources might be.

    Args:
        question: one that stands alone.
        sources: those of the archive.
    """
    short = [name.split()[-1] for name in sources]
    found: dict[str, int] = {}
    for name, last in zip(sources, short, strict=True):
        spellings = [re.escape(name)]
        if " " in name and short.count(last) == 1 and len(last) > 3:
            spellings.append(rf"(?-i:{re.escape(last)})")
        for spelling in spellings:
            place = _witness(question, spelling)
            if place is not None:
                found.setdefault(name, place)
                break
    return sorted(found, key=found.__getitem__)


def _witness(question: str, spelling: str) -> int | None:
    """Where a question names a source as the one who tells; None when it does not."""
    name = rf"(?<![\w-])(?:the\s+)?{spelling}(?:['’]s)?(?![\w-])"
    other = r"(?:(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*(?:,\s+(?:and\s+)?|\s+and\s+|\s+or\s+))*"
    rest = r"(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s+or\s+)(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)*"
    for pattern in (
        rf"\b(?:according to|(?:as )?reported (?:by|in)|written in|published (?:by|in))\s+(?-i:{other})"
        rf"(?P<at>{name})",
        rf"\b{_AUXILIARY}\s+(?-i:{other})(?P<at>{name})(?-i:{rest})\s+(?:\w+\s+)?{_SAID}\b",
        rf"(?P<at>{name})(?-i:{rest})\s+(?:first\s+|also\s+|both\s+)?(?:reports|reported|says|said|writes|wrote)\b",
        rf"(?P<at>{name})\s+(?:articles?|story|stories|coverage|reports?|account|reporting)\b",
        rf"\b(?:articles?|story|stories|coverage|reports?|account)\s+(?:in|of|by|from)\s+(?-i:{other})(?P<at>{name})",
    ):
        match = re.search(pattern, question, re.I)
        if match:
            return match.start("at")
    return None
