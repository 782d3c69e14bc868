"""Words in quotation marks must stand in the passage that is cited for them, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from qa.language.sentence import QUOTED

Found = Literal["found", "misattributed", "stitched", "absent"]
_FLATTENED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})
_PIECE = 2
"""A part of a stitched quotation has at least this many words."""


def quotations(text: str) -> list[str]:
    """The words between quotation marks, without the comma or full stop that only closes the sentence."""
    return [next(filter(None, match.groups())).strip().rstrip(".,;!?") for match in QUOTED.finditer(text)]


def classify(quotation: str, cited: Iterable[str], others: Iterable[str] = ()) -> Found:
    """Where the words of a quotation stand.

    Args:
        quotation: the words between the quotation marks.
        cited: texts of the passages that the sentence cites.
        others: texts of all other passages.

    Returns:
        "found" in a cited passage; "misattributed" when only in another; "stitched" when all of its words come from the
        passages, in pieces of two words or more, but never in one run; "absent" otherwise. Only quotation marks,
        dashes and white space may differ.
    """
    wanted = flattened(quotation)
    here, elsewhere = [flattened(text) for text in cited], [flattened(text) for text in others]
    if not wanted:
        return "absent"
    if any(_within(wanted, text) for text in here):
        return "found"
    if any(_within(wanted, text) for text in elsewhere):
        return "misattributed"
    return "stitched" if _stitched(wanted.split(), here + elsewhere) else "absent"


def flattened(text: str) -> str:
    """The text with plain quotation marks and dashes and single spaces."""
    return " ".join(text.translate(_FLATTENED).split())


def _within(wanted: str, text: str) -> bool:
    """Whether words stand in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None


def _stitched(words: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether words can be cut into pieces that each stand in some text."""
    done = {0}
    for end in range(_PIECE, len(words) + 1):
        if any(
            start in done and any(_within(" ".join(words[start:end]), text) for text in texts)
            for start in range(end - _PIECE, -1, -1)
        ):
            done.add(end)
    return len(words) in done
