"""What a question about outcomes wants: the charge, the person or the outcome, and whom or what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.asked.question import Understood
from qa.language import outcomes
from qa.language.words import content_words, stem

TOLD = frozenset(
    {"acquitted", "convicted", "mistrial", "dismissed", "overturned", "pleaded guilty", "pleaded not guilty", "upheld"}
)
_STATUS = re.compile(
    r"\bwhat (?:was|were|is|are) (?:the |a )?(?:\w+ )?(?:verdicts?|outcomes?|results?|findings?|rulings?"
    r"|decisions?|status|fate)\b"
    r"|\bwhat (?:has )?(?:happened|became|become|was decided|did the \w+ decide)\b|\bwhat (?:has )?become of\b"
    r"|\b(?:what|how) did (?:the |a )?(?:\w+ ){0,3}(?:jury|jurors|judge|court|panel)\b.*\b(?:decide|rule"
    r"|find|conclude|vote)\b"
    r"|\bhow did [\w’'. -]+ plead\b|\bguilty or (?:not guilty|innocent)\b|\b(?:convicted"
    r"|found guilty) or (?:acquitted|cleared)\b"
    r"|\bhow did .*\b(?:charge|count|trial|case)\b.*\bend\b|\bwhere does .*\b(?:charge|case)\b.*\bstand\b",
    re.I,
)
_CHARGE = re.compile(
    r"^(?:and |but |so )?(?:(?:of|on|to|with|for|in) )?(?:which|what) (?:\w+ ){0,2}?(?:charges?|counts?"
    r"|crimes?|offen[cs]es?|allegations?)\b"
    r"|^(?:and )?(?:of|on|to|with) what (?:was|were|is|did|has)\b"
    r"|^(?:and )?what (?:was|were|is|did|has|had|does) .*\b(?:convicted|acquitted|cleared|guilty|accused"
    r"|charged|indicted|plead)"
    r"(?: guilty)?(?: \w+)? (?:of|on|to|with)\b",
    re.I,
)
_PERSON = re.compile(
    r"^(?:and )?who (?:else )?(?:was|were|is|has been|had been|pleaded|walked|got|stands?)\b"
    r"|^(?:and )?whose\b",
    re.I,
)
_PENALTY = re.compile(
    r"\b(?:sentence|years|months|prison|jail|term|punishment|penalty)\b.*\b(?:get|got|given|receive[ds]?"
    r"|serve[ds]?|impose[ds]?|for)\b"
    r"|\bsentenced\b|\bgo to (?:prison|jail)\b|\bgot? .*\bfor\b",
    re.I,
)
_AHEAD = re.compile(
    r"^(?:and |but |so )?(?:when|where|(?:on|in) (?:what|which) \w+|who) (?:is|are|will|does|do)\b"
    r".*\b(?:trial|retrial)\b",
    re.I,
)
"""A trial that is yet to come is taken for granted."""
_SECOND = re.compile(r"\b(?:retrial|retried|second (?:trial|jury|time)|new trial)\b", re.I)
_FIRST = re.compile(r"\b(?:first|original|initial|earlier) (?:trial|jury|verdict|time)\b", re.I)
_GENERAL = frozenset(
    stem(word)
    for word in (
        "charge count case trial retrial jury juror judge court verdict outcome decide decision rule ruling find "
        "found finding happen happened happens become became panel end ended guilty innocent first second third fourth "
        "legal fail agree allegation crime offense offence accused defendant concerning involving regarding "
        "related connection plead pleaded plea sentence sentenced prison term years get got given give receive "
        "received impose imposed serve long time jail original initial new result state status stand fate finally "
        "still indicted charged tried say reach convicted conviction acquitted acquittal cleared mistrial "
        "dismissed dropped overturned deadlock deadlocked many punishment penalty prosecutor return returned "
        "against whether now currently latest"
    ).split()
)
"""Words of such a question that tell neither who nor which charge."""


Wants = Literal["charge", "person", "status", "yes_no", "premise"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about outcomes, taken apart: what it wants, the outcomes it presumes, and who or what it is about."""

    text: str
    """What is asked, without what a follow-up was completed with."""
    wants: Wants
    statuses: frozenset[str]
    words: frozenset[str]
    years: frozenset[int]
    trial: Literal["first", "second", ""]
    officials: bool
    """Whether it names a judge, lawyer or prosecutor as such."""


def taken_apart(question: Understood) -> Asked | None:
    """What a question about outcomes wants; None for any other question."""
    text = question.text
    statuses = set(outcomes.asked(text))
    open_ = outcomes.outcomes(text) & {"charged", "pleaded not guilty"}
    wants: Wants
    if _STATUS.search(text):
        wants, statuses = "status", set()
        if not re.search(
            r"\b(?:charges?|counts?|trial|retrial|jury|jurors|case|verdict|conviction|plead|guilty)\b", text, re.I
        ):
            return None
    elif question.form == "yes_no" and statuses:
        wants = "yes_no"
    elif _CHARGE.search(text) and (statuses or open_):
        wants, statuses = "charge", statuses or open_
    elif _PERSON.search(text) and (statuses or open_):
        wants, statuses = "person", statuses or open_
    elif statuses:
        wants = "premise"
    elif _PENALTY.search(text):
        wants, statuses = "premise", {"convicted", "pleaded guilty"}
    elif _AHEAD.search(text):
        wants, statuses = "premise", {"on trial"}
    else:
        return None
    if statuses & {"overturned", "upheld"}:
        statuses -= {"convicted", "acquitted"}
    if wants == "status" and re.search(r"\bconvictions?\b", text, re.I):
        wants, statuses = "status", {"overturned", "upheld", "dismissed"}
    elif wants == "status":
        statuses = {"pleaded guilty", "pleaded not guilty"} if re.search(r"\bplea\w*\b", text, re.I) else set(TOLD)
    years = frozenset(int(year) for year in re.findall(r"\b(?:19|20)\d{2}\b", text))
    words = frozenset(
        own for word in content_words(text) if (own := stem(word)) not in _GENERAL and not re.fullmatch(r"\d{4}", word)
    )
    trial: Literal["first", "second", ""] = ""
    if "on trial" not in statuses:
        trial = "second" if _SECOND.search(text) else "first" if _FIRST.search(text) else ""
    if wants == "status" and "overturned" in statuses and "convicted" not in statuses:
        years = frozenset()
    officials = bool(re.search(r"\b(?:judge|justice|magistrate|prosecutor|attorney|lawyer)\b", text, re.I))
    return Asked(question.core, wants, frozenset(statuses), words - _spoken(text), years, trial, officials)


def _spoken(text: str) -> frozenset[str]:
    return frozenset(stem(word) for phrase in outcomes.words_of(text) for word in content_words(phrase))
