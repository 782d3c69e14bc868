"""Legal outcomes: what a sentence says became of a charge, and whether that is what a question asks about.

A closed vocabulary with no overlap: "charged" never stands for "convicted", nor "mistrial" for "acquitted".
"""

from __future__ import annotations

import re

_SAYINGS: dict[str, str] = {
    "acquitted": r"acquit\w*|cleared of|cleared by (?:a|the) jury|(?:found|find|finds|finding|was|were|verdicts? of)"
    r"(?: \w+)? not guilty|not guilty (?:verdicts?|on|of)",
    "convicted": r"(?<!not )convict(?:ed|s|ing|ion|ions)|found guilty|finding \w+ guilty"
    r"|(?<!not )guilty (?:verdicts?|of|on)|verdicts? of guilty",
    "mistrial": r"mistrials?|hung jury|deadlock\w*|could not (?:reach|agree)|unable to (?:reach|agree)",
    "dismissed": r"dismiss(?:ed|es|al|als|ing)|dropped|withdrew the charges?|thrown out|threw out",
    "overturned": r"overturn\w*|vacat(?:ed|es|ing)|revers(?:ed|es|al)|quash\w*|set aside",
    "pleaded guilty": r"(?:plead(?:ed|s|ing)?|pled) guilty|(?<!not )guilty pleas?",
    "pleaded not guilty": r"(?:plead(?:ed|s|ing)?|pled) not guilty|not guilty pleas?",
    "sentenced": r"sentenc(?:ed|es|e|ing)|prison terms?",
    "charged": r"charged with|indict\w*|accused of|arraign\w*|faces? (?:\w+ )?charges?",
    "settled": r"settl(?:ed|es|ement|ements|ing)",
    "liable": r"liable|liability",
    "retrial": r"retrials?|retried|new trial|second trial",
    "upheld": r"upheld|uphold\w*|affirm(?:ed|s)",
}
PATTERNS: dict[str, re.Pattern[str]] = {
    status: re.compile(rf"(?:(?<=\W)|^)(?:{saying})\b", re.I) for status, saying in _SAYINGS.items()
}
DECIDED = frozenset(
    {"acquitted", "convicted", "mistrial", "dismissed", "overturned", "pleaded guilty", "settled", "liable"}
)
_PLEA = re.compile(r"\b(?:plead(?:ed|s|ing)?|pled)\s+(?:not\s+)?guilty\b|\b(?:not )?guilty pleas?\b", re.I)
_NEGATED = re.compile(r"\b(?:not|never|n['’]t|without|no)\s+(?:\w+\s+){0,2}$", re.I)


def outcomes(text: str) -> set[str]:
    """The statuses that a text states; a negated mention ("was not convicted") does not count."""
    found = set()
    for status, pattern in PATTERNS.items():
        bare = text if status.startswith("pleaded") else _PLEA.sub(" ", text)
        for match in pattern.finditer(bare):
            if not _NEGATED.search(bare[: match.start()]):
                found.add(status)
                break
    return found


def asked(question: str) -> set[str]:
    """The decided outcomes that a question takes for granted ("who was convicted of ...?")."""
    return outcomes(question) & DECIDED


def words_of(text: str) -> list[str]:
    """The words of a text that name outcomes, as they stand there."""
    return [match.group() for pattern in PATTERNS.values() for match in pattern.finditer(text)]


def supports(question: str, evidence: str) -> bool:
    """False when the question presumes an outcome that the evidence nowhere states."""
    presumed = asked(question)
    return not presumed or bool(presumed & outcomes(evidence))
