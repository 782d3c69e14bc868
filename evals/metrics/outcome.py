"""Outcomes of proceedings in short answers: a closed vocabulary with polarity, bound to the charge it is about.

"not guilty" and "guilty" share most of their words and mean the opposite; nothing here is decided by shared words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_AUXILIARY = r"(?:was|were|is|are|has|have|had|been|did|do|does)"
_NOT = rf"(?:(?:{_AUXILIARY}\s+)*(?:not|never|no longer)|{_AUXILIARY}n't)\s+(?:\w+ly\s+)?(?:(?:been|be)\s+)?"
_PLEADED = r"(?:plead(?:s|ed|ing)?|pled|plea(?: of)?|entered (?:a )?pleas? of)"
_VOCABULARY: tuple[tuple[str, str], ...] = (
    ("pleaded not guilty", rf"{_PLEADED}\s+not[ -]guilty|not[ -]guilty pleas?|denie[sd] (?:the|all) charges?"),
    ("pleaded no contest", rf"{_PLEADED}\s+no contest|nolo contendere"),
    ("pleaded guilty", rf"{_PLEADED}\s+guilty|guilty pleas?"),
    ("not liable", r"not (?:held |found )?liable"),
    ("liable", r"liable"),
    ("mistrial", r"mis-?trials?|hung jur(?:y|ies)|(?:jur(?:y|ors)\s+(?:was |were )?)?deadlock(?:ed)?"),
    ("retrial", r"re-?trials?|retried|new trial|tried again"),
    (
        "acquitted",
        r"acquit(?:s|ted|tals?|ting)?|(?:found |verdicts? of )?not[ -]guilty|found innocent|exonerat(?:ed|es)",
    ),
    ("convicted", r"convict(?:s|ed|ions?|ing)|(?:found |verdicts? of )?guilty"),
    ("overturned", r"overturn(?:s|ed|ing)?|vacat(?:es|ed|ing)|quash(?:es|ed|ing)?|set aside"),
    ("upheld", r"upheld|uph(?:olds|olding)|affirm(?:s|ed|ing)?"),
    ("dismissed", r"dismiss(?:es|ed|al|ing)?|nolle prosequi"),
    ("indicted", r"indict(?:s|ed|ments?|ing)?"),
    ("charged", r"charged|arraign(?:ed|ment)?"),
    ("sentenced", r"sentenc(?:ed|es|ing)|jailed|imprisoned"),
    ("settled", r"out-of-court settlement"),
    ("appealed", r"appeal(?:s|ed|ing)?"),
    ("arrested", r"arrest(?:s|ed)?"),
    ("alleged", r"alleged(?:ly)?|accused"),
    ("extradited", r"extradit(?:ed|ion)"),
)
_IN_COURT: tuple[tuple[str, str], ...] = (
    ("acquitted", r"cleared"),
    ("dismissed", r"dropped|thrown out|tossed"),
    ("overturned", r"reversed|struck down"),
    ("settled", r"settled|settlement"),
)
"""Everyday words that name an outcome only where the answer or the question speaks of a court."""
_COURT = re.compile(
    r"\b(?:charges?|counts?|cases?|suit|lawsuit|verdict|conviction|court|judge|jury|trial|sued)\b", re.I
)
_PLEA = re.compile(r"\b(?:plea|pleas|plead|pleaded|pled)\b", re.IGNORECASE)
_FINAL = frozenset(
    ["acquitted", "convicted", "mistrial", "dismissed", "overturned", "upheld", "liable", "not liable", "settled"]
)
_HOW_REACHED = {
    "overturned": {"convicted"},
    "upheld": {"convicted"},
    "retrial": {"mistrial", "overturned", "convicted"},
}
"""Outcomes that a later one presupposes: "the conviction was overturned" names both and means the later."""
_FILLER_WORDS = """
    a an the of on in for to and or but was were is are be been has have had he she they it his her their all both one
    two three four five six count counts charge charges not by jury judge court after which that found while with as
    verdict case ended declared
"""
_FILLER = frozenset(_FILLER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Outcome:
    """A word of the vocabulary, whether it is denied, what it is about, and its place in the text."""

    name: str
    denied: bool
    about: frozenset[str]
    start: int
    end: int

    @property
    def key(self) -> str:
        """Name with polarity; a denied conviction is not an acquittal."""
        return f"not {self.name}" if self.denied else self.name


def outcomes(text: str, question: str = "") -> list[Outcome]:
    """The outcomes of a text, in its order.

    Args:
        text: a short answer.
        question: says whether a bare "not guilty" is a plea, and whether "dropped" is about charges.

    >>> [outcome.key for outcome in outcomes("acquitted of bribery, convicted of fraud")]
    ['acquitted', 'convicted']
    """
    spans = _spans(text.replace("’", "'"), question)
    found: list[Outcome] = []
    for number, (start, end, name, denied) in enumerate(spans):
        until = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        after = _content(text[end:until])
        before = _content(text[spans[number - 1][1] if number else 0 : start])
        found.append(Outcome(name, denied, after or before, start, end))
    return found


def _spans(text: str, question: str) -> list[tuple[int, int, str, bool]]:
    """Start, end, name and denial of each outcome; where two readings overlap, the earlier in the vocabulary wins."""
    in_court = bool(_COURT.search(text) or _COURT.search(question))
    plea = bool(_PLEA.search(question))
    spans: list[tuple[int, int, str, bool]] = []
    for name, words in _VOCABULARY + (_IN_COURT if in_court else ()):
        for match in re.finditer(rf"(?P<denied>\b{_NOT})?\b(?:{words})\b", text, re.IGNORECASE):
            if any(match.start() < other[1] and other[0] < match.end() for other in spans):
                continue
            bare = re.fullmatch(r"(?:not[ -])?guilty", match.group(), re.IGNORECASE)
            meant = {"acquitted": "pleaded not guilty", "convicted": "pleaded guilty"}[name] if plea and bare else name
            spans.append((match.start(), match.end(), meant, bool(match["denied"])))
    return sorted(spans)


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", text.lower()) if word not in _FILLER)


def score(prediction: str, gold: str, question: str = "") -> float | None:
    """1.0 when the prediction states the outcomes of the gold answer, about the same charges, and no other final one.

    Steps on the way ("charged", "arrested") may be added; None when the gold answer names no outcome.
    """
    wanted = outcomes(gold, question)
    if not wanted:
        return None
    found = outcomes(prediction, question)
    if not all(any(_same(other, outcome) for other in found) for outcome in wanted):
        return 0.0
    keys = {outcome.key for outcome in wanted}
    allowed = keys.union(*(_HOW_REACHED.get(outcome.name, set()) for outcome in wanted))
    return float(all(outcome.key in allowed or outcome.name not in _FINAL for outcome in found))


def _same(found: Outcome, wanted: Outcome) -> bool:
    about = not found.about or not wanted.about or bool(found.about & wanted.about)
    return found.key == wanted.key and about
