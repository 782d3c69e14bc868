"""Who stands accused in an article: whom it calls charged, tried or judged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.facts.people import Roster
from qa.language import outcomes

_AGAINST = re.compile(
    r"\b(?:(?:charges?|counts?|case|indictment|verdicts?|trial|retrial|prosecution|evidence) against"
    r"|(?:trial|retrial|conviction|acquittal|indictment) of|accused) (?:[a-z][\w’'-]+ ){0,4}$"
)
_OF = re.compile(
    r"^[’']s? (?:\d{4} )?(?:[a-z][\w’'-]* ){0,3}"
    r"(?:trial|retrial|convictions?|acquittal|sentence|indictment|defen[cs]e|lawyer|attorney)\b"
)
_OWN_ACT = frozenset({"pleaded guilty", "pleaded not guilty", "on trial"})
_PASSIVE = re.compile(r"\b(?:was|were|is|be|been|stands|stood|faces?|faced|walked|went|found)\b")
_TRANSITIVE = frozenset({"convicted", "acquitted", "charged", "sentenced"})
DESCRIBED = re.compile(r" (?:the|an?|its|their)(?: (?!and\b|but\b|of\b)[a-z][\w’'-]*){1,6},? ")
"""Between an outcome and a name that is described first: "convicted THE FORMER HARBOR MASTER, Elena Marsh"."""
_OBJECT = re.compile(
    r"(?: (?!(?:of|on|and|but|before|by|in|from|at|with|to|as|after|when|for|that|because"
    r"|involving)\b)[\w’'-]+){0,8}? "
)
NAME_ENDS = re.compile(
    r"(?:[’']s\b|[’']|)(?:[,.;:?!”\")]|$| \(| (?:of|on|in|and|for|to|with|at|by|was|after|but|not|guilty"
    r"|over|as|mon|tues|wednes|thurs|fri|is|were|has|had|have|who|from|before|when|while|pleaded|walked"
    r"|faces?|faced|could|will|would|never|also|again|said|says|stood|stands|testified|remains?|gets?|got"
    r"|received|guilty|innocent|because|since|during|until|because|without|into|did|does|may|must)\b)",
    re.I,
)
_SUBJECT = re.compile(
    r"(?:,? (?:Jr|Sr)\.?)?(?:, \d+)?(?:, [^;]{0,160}?, | \([^)]*\) |,? | who )?(?:who )?(?:\d+, )?"
    r"(?:was|were|is|has been|had been|stands|stood|faces?|faced|now|again|later|also|then|never|formally"
    r"|found|walked|went|will be"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|on| )*(?: an?| to)? ?",
    re.I,
)


def is_subject(between: str) -> bool:
    """Whether a name and an outcome, with these words between them, are subject and verb: "Lee, 54, was" convicted."""
    return bool(_SUBJECT.fullmatch(between) and _PASSIVE.search(between))


def accused_of(texts: Sequence[str], stated: Sequence[Sequence[outcomes.Statement]], roster: Roster) -> list[str]:
    """The people whom the article calls charged, tried or judged, in order of first mention."""
    found: dict[str, int] = {}
    for text, own in zip(texts, stated, strict=True):
        said = [s for s in own if s.status not in ("settled", "upheld", "liable")]
        for m in roster.mentions(text):
            left, right = text[max(0, m.start - 60) : m.start], text[m.end : m.end + 110]
            votes = bool(_AGAINST.search(left)) + bool(_OF.match(right))
            for s in said:
                between = (
                    text[s.end : m.start] if s.end <= m.start else text[m.end : s.start] if m.end <= s.start else ""
                )
                if (
                    (
                        s.status in _TRANSITIVE
                        and s.end <= m.start
                        and (_OBJECT.fullmatch(between) or DESCRIBED.fullmatch(between))
                        and NAME_ENDS.match(right)
                    )
                    or (
                        m.end <= s.start
                        and _SUBJECT.fullmatch(between)
                        and (s.status in _OWN_ACT or _PASSIVE.search(between))
                    )
                    or (
                        m.end <= s.start
                        and re.search(r"\b(?:found|finds?|finding|declared) (?:[\w’'-]+ ){0,4}$", left)
                        and len(between) < 3
                    )
                ):
                    votes += 2
            if votes and (not m.official or votes > 1):
                found[m.full] = found.get(m.full, 0) + votes
    return list(found) or _with_age(texts, roster)


def _with_age(texts: Sequence[str], roster: Roster) -> list[str]:
    """Where nobody is plainly the accused: the first person told with an age, who is no judge, lawyer or witness."""
    for text in texts:
        for m in roster.mentions(text):
            if not m.official and re.match(r", \d\d,", text[m.end :]):
                return [m.full]
    return []
