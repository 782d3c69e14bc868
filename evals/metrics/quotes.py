"""Quotations: whether words inside quotation marks are verbatim."""

from __future__ import annotations

import re

_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
_QUOTED = re.compile(r'"([^"]+)"')
_SPACE = re.compile(r"\s+")


def straight(text: str) -> str:
    """The text with straight quotation marks, one kind of dash and single spaces."""
    return _SPACE.sub(" ", re.sub(r"[‐-―]", "-", text.translate(_MARKS)).replace("…", "...")).strip()


def quoted(text: str, least: int = 3) -> list[str]:
    """What stands inside double quotation marks and has at least ``least`` words; closing punctuation is left out.

    >>> quoted('He said: “I never took a dime.”')
    ['I never took a dime']
    """
    found = (match.strip().rstrip(".,!?;:") for match in _QUOTED.findall(straight(text)))
    return [words for words in found if len(words.split()) >= least]


def verbatim(quote: str, sources: list[str]) -> bool:
    """Whether a quotation stands in one of the sources, letter for letter but for case and typographic marks.

    A quotation with an ellipsis must have its parts in one source, in their order.
    """
    parts = [part.strip(" .,").lower() for part in straight(quote).split("...") if part.strip(" .,")]
    return bool(parts) and any(_in_order(parts, straight(source).lower()) for source in sources)


def _in_order(parts: list[str], source: str) -> bool:
    position = 0
    for part in parts:
        position = source.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True


def score(prediction: str, gold: str) -> float | None:
    """1.0 when the prediction gives the quotation of the gold answer word for word; None when the gold quotes nothing.

    A prediction may stop short or run on, as long as one holds the other and it keeps at least half of the words.
    """
    wanted = quoted(gold, least=2)
    if not wanted:
        return None
    said = straight(prediction).lower().strip("\"' .,")
    return float(all(_holds(said, quote.lower()) for quote in wanted))


def _holds(said: str, quote: str) -> bool:
    return quote in said or (said in quote and 2 * len(said.split()) >= len(quote.split()))
