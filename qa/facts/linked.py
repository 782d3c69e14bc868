"""Which outcome a sentence says of which charge: told by what stands between the two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.facts.charges import Charge
from qa.language import outcomes

CONCERNS_CHARGE = frozenset({"dismissed", "mistrial", "overturned", "upheld", "retrial"})
"""What happens to charges and verdicts, and whose subject is a judge or jury: the name before it is not the accused."""
_LINK = re.compile(
    r"^(?:[’']s)?(?: (?:charges?|counts?|allegations?|case|accusations?))?"
    r"(?:,? (?:against|involving|concerning|in the (?:case|death|killing) of|over|from|brought) [^,;:]{2,60}?)?"
    r"(?:, [^,;:]{2,60},|,)?"
    r"(?: (?:was|were|is|are|has|have|had|been|ended|ending|closed|finished|concluded|resulted|brought"
    r"|produced|drew|led|got|came"
    r"|also|then|likewise|instead|later|formally|finally|in|with|to|an?|the|its?|on|over|which|that|where"
    r"|as|by|another|second|hung"
    r"|mon|tues|wednes|thurs|fri|satur|sun|day|jurors?|jury|panel|they|court|judge|declared|found|him|her"
    r"|them|verdict|verdicts|of|it"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|returned|guilty|finding|back|up"
    r"|not|all|both|has))*[ :]+$"
)
_LINK_VERB = re.compile(
    r"\b(?:was|were|is|are|been|ended|closed|finished|concluded|resulted|brought|produced|drew|led|got|came"
    r"|which)\b|: $|^(?: (?:charge|count))? in an? $|, a $"
)
_FRONT = re.compile(
    r"(?:^|[;:,.—–-] |\b(?:and|but|while|whereas) )(?:[Oo]n|[Aa]s (?:to|for)|[Rr]egarding|[Oo]ver"
    r"|[Oo]f) (?:the |an? |one )?(?:(?:\w+ )?(?:charges?|counts?) of )?$"
)
_ON = re.compile(r"\b[Oo]n (?:the |an? |one )?(?:(?:\w+ )?(?:charges?|counts?) of )?$")
_JOIN = re.compile(
    r"^(?: (?:charges?|counts?))?(?:,| and| or|, and|, or| as well as) "
    r"(?:(?:an?|the|one|two|three|four|five|\d+|several) )*(?:(?:charges?|counts?) of )?$"
)
_RELATIVE = re.compile(r"^(?: (?:charges?|counts?))?,? (?:on|over|of|for|in) which ")
_GOVERNS = re.compile(
    r"(?:^|[^;]*?)(?:\b(?:of|on|to|with|over|for|including)|:) (?:(?!charges?\b|counts?\b)[\w’'-]+ ){0,4}"
    r"(?:(?:charges?|counts?|allegations?)(?: of|,|:| —| –|, that of| involving [^,]*,)? )?"
)
_OTHER_CLAUSE = re.compile(r";|\b(?:and|but|while|said|says|who|which|that|although|though|after|before|because)\b")
_DIRECT = re.compile(r" (?:the|a|an|that|one|his|her|their|its)(?: \w+)? ")
"""Between what is done to a charge and the charge: "dismissed THE fraud count", "overturned HIS bribery conviction"."""


def linked(text: str, found: Sequence[outcomes.Statement], here: Sequence[Charge]) -> list[set[int]]:
    """For each charge of a sentence the numbers of the statuses that are said of it."""
    later = [_subject_of(text, charge, found) for charge in here]
    linked: list[set[int]] = [set() if to is None else {to} for to in later]
    for i, charge in enumerate(here):
        before = [n for n, s in enumerate(found) if s.end <= charge.start]
        relative = later[i] is not None and _RELATIVE.match(text[charge.end :])
        if later[i] is not None and not relative:
            continue
        joined = i and _JOIN.match(text[here[i - 1].end : charge.start])
        if joined and linked[i - 1] - {later[i - 1]}:
            linked[i] |= linked[i - 1] - {later[i - 1]}
        elif before and _governed(text, found[before[-1]], charge):
            linked[i].add(before[-1])
    for i in range(len(here) - 2, -1, -1):
        # "The fraud and theft counts were dismissed": what is said of the last is said of the list.
        after = later[i + 1]
        if after is not None and not linked[i] and _JOIN.match(text[here[i].end : here[i + 1].start]):
            linked[i], later[i] = {after}, after
    return linked


def _subject_of(text: str, charge: Charge, found: Sequence[outcomes.Statement]) -> int | None:
    """The status that follows a charge as what became of it: "the fraud count was dismissed"."""
    after = next((n for n, s in enumerate(found) if s.start >= charge.end), None)
    if after is None:
        return None
    gap = text[charge.end : found[after].start]
    if _LINK.match(gap) and _LINK_VERB.search(gap):
        return after
    # Before the first outcome "on fraud," can only belong to what follows, wherever it stands.
    front = _FRONT if after else _ON
    fronted = front.search(text[max(0, charge.start - 48) : charge.start])
    return (
        after
        if fronted and re.match(r"^(?: charges?| counts?)?(?: (?:involving|concerning|against) [^,;]+)?,[^;]*$", gap)
        else None
    )


def _governed(text: str, said: outcomes.Statement, charge: Charge) -> bool:
    """Whether a charge hangs on the status before it by a preposition: "guilty OF fraud"."""
    taken = re.search(r" (?:of|on|with|over|in)$", text[said.start : said.end])
    gap = text[said.end - (len(taken.group()) if taken else 0) : charge.start]
    if said.status in CONCERNS_CHARGE and _DIRECT.fullmatch(gap):
        return True
    if not _GOVERNS.fullmatch(gap) or _OTHER_CLAUSE.search(gap):
        return False
    return len(gap.split()) <= 16
