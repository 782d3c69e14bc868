"""What sets two sentences apart though they use the same words: another time, another thing, a forecast, a denial.

Each is looked for in the clause of the value, and counts where it stands in one of the two sentences only: of two
reports that both look back, or both foretell, either may be wrong about the other.
"""

from __future__ import annotations

import re

from qa.facts.told import Told

_BACK = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|ten|several|\d+) (?:year|month|decade|week)s? (?:earlier|before|ago)"
    r"|last (?:year|month|season)|one year|back then|at (?:the|that) time|in those days"
    r"|earlier (?:this|that|in the) (?:year|month|week|season)"
    r"|(?:the )?previous (?:year|month|week|edition|season))\b",
    re.I,
)
"""What a sentence tells beside the news: another year's figures."""
_FORECAST = re.compile(
    r"\b(?:forecast\w*|projected|projections?|predict\w*|anticipat\w*|analysts? (?:expect\w*|estimat\w*)"
    r"|(?:is|are|was|were) expected to|hop(?:es?|ed|ing) (?:to|for)|aim(?:s|ed|ing)? (?:to|for)|target(?:s|ed)?"
    r"|would have)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:another|(?:an?|the) (?:similar|separate|different)|(?:two|three|four|several|\d+|the|many|some) other"
    r"|similar)\s(?!than\b)\w",
    re.I,
)
"""What is told of another thing of the same kind: "a similar bill", "two other polls"."""
_DENIED = re.compile(
    r"\b(?:not(?! only| just| yet)|never|without|(?:do|did|does|was|were|is|are|has|have|had)n[’']t)\b", re.I
)
_IF = re.compile(r"\b(?:if|unless|provided that|depending on|as long as)\b", re.I)
_BORDER = re.compile(r"[;:—–(),]\s|\s[—–-]+\s")
_LEAD = re.compile(
    r"^(?:(?:In|On|At|By|During|Before|After|Since|Last|Earlier|As|For|An?|One|Two|Three)\b[^,;]*|\w+(?: \w+){0,2}),"
)


def set_apart(first: Told, other: Told) -> bool:
    """Whether two values belong to different times or things, or one is foretold or denied, by their sentences."""
    if any(told.quote.rstrip("”\"' ").endswith("?") for told in (first, other)):
        return True  # a question states nothing
    clauses = _clause(first), _clause(other)
    if any(bool(pattern.search(clauses[0])) != bool(pattern.search(clauses[1])) for pattern in (_FORECAST, _DENIED)):
        return True
    if bool(_IF.search(first.quote)) != bool(_IF.search(other.quote)):
        return True
    before = [told.article.body[told.sentence[0] : told.start] for told in (first, other)]
    if bool(_OTHER.search(before[0])) != bool(_OTHER.search(before[1])):
        return True
    return not (first.mention is not None and first.mention.kind == "date") and _another_time(first, other)


def _clause(told: Told) -> str:
    """The part of a sentence around the value, between commas and the like, and what leads the sentence in."""
    start, end = told.start - told.sentence[0], told.end - told.sentence[0]
    text = told.quote
    before = [match.end() for match in _BORDER.finditer(text, 0, start)]
    after = _BORDER.search(text, end)
    begin = before[-1] if before else 0
    lead = _LEAD.match(text)
    return f"{lead.group() if lead and lead.end() <= begin else ''} {text[begin : after.start() if after else None]}"


def _another_time(first: Told, other: Told) -> bool:
    """Whether different years are named, or one is told of an earlier time."""
    years = [set(re.findall(r"\b(?:19|20)\d\d\b", told.quote)) for told in (first, other)]
    if years[0] and years[1] and not years[0] & years[1]:
        return True
    back = [
        bool(_BACK.search(_clause(told))) or any(told.day and int(year) < told.day.year - 1 for year in own)
        for told, own in zip((first, other), years, strict=True)
    ]
    return back[0] != back[1]
