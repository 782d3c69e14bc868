"""Whether a date in a sentence lies ahead: told by the verb or preposition that governs it."""

from __future__ import annotations

import re

_AHEAD = re.compile(
    r"\b(?:will|won['\u2019]t|shall|would|scheduled|expected|slated|due|upcoming|coming|plans?\s+to|planned|planning|hopes?|intends?|aims?"
    r"|set\s+(?:for|to)|going\s+to|(?:is|are)\s+to|to\s+be|(?:is|are)\s+\w+ing\s+to|begins?|starts?|resumes?|opens?|meets?|returns?|arrives?|faces?"
    r"|takes\s+place|goes\s+on|kicks?\s+off|runs?\s+(?:until|through)|(?:is|are)\s+(?:due|set|holding|meeting|voting|starting)"
    r"|deadline|postponed\s+(?:to|until)|delayed\s+(?:to|until)|moved\s+to|adjourned\s+(?:to|until)|until|till|by)\b"
    r"|['\u2019]ll\b",
    re.I,
)
_BEHIND = re.compile(
    r"(?<!\bbe\s)(?<!\bget\s)\b(?:said|says|told|was|were|had|did|has|have|came|went|took|made|began|met|won|lost|gave|found|held|fell|rose|shot|died|struck|hit"
    r"|broke|got|saw|left|led|sent|sold|bought|brought|caught|fought|flew|drove|ran|spoke|stood|swore|wrote|heard|became|quit|drew|grew"
    r"|threw|knew|kept|felt|fled|paid|put|read|sat|sank|burnt|built|cut|dealt|since|after|on\s+\w+['\u2019]s|[a-z]{2,}ed)\b",
    re.I,
)
_GOVERNING = re.compile(r"\b(until|till|by|through|before)\s+(?:(?:late|early|noon|midnight|next)\s+)?\Z", re.I)
_SINCE = re.compile(r"\b(since|after)\s+\Z", re.I)
_CLAUSE = re.compile(r"[;\u2014]|,\s+(?:and|but|while|which|who|when|after|before)\b|\b(?:but|while|whereas)\b")


def looks_ahead(text: str, start: int, end: int, at: int, after: int) -> bool:
    """Tell whether the date at ``text[at:after]`` lies after the day of writing.

    Args:
        text: The text.
        start: Where the sentence begins.
        end: Where it ends.
        at: Where the date begins.
        after: Where it ends.

    Returns:
        True when the nearest verb before it in the sentence (or, when there is none, after it) speaks of the future.
    """
    if _GOVERNING.search(text, start, at):
        return True
    if _SINCE.search(text, start, at):
        return False
    before = _last(_AHEAD, text, start, at), _last(_BEHIND, text, start, at)
    clause = max((m.end() for m in _CLAUSE.finditer(text, start, at)), default=start)
    if max(before) >= clause and max(before) >= 0:
        return before[0] >= before[1]
    stop = next((m.start() for m in _CLAUSE.finditer(text, after, end)), end)
    later = _first(_AHEAD, text, after, stop), _first(_BEHIND, text, after, stop)
    if min(later) < stop:
        return later[0] <= later[1]
    return before[0] >= before[1] and before[0] >= 0


def looks_back(text: str, start: int, end: int) -> bool:
    """Tell whether any verb of a sentence is in the past."""
    return _BEHIND.search(text, start, end) is not None


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last match ends, or -1: of two cues at one place the longer one ("scheduled") is meant by both."""
    return max((m.end() for m in pattern.finditer(text, start, end)), default=-1)


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.search(text, start, end)
    return found.start() if found else end
