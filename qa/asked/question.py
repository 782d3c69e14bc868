"""What a question asks for: which form of answer fits it, and which kind of words the answer should be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest import InputError
from qa.language.words import WORD, content_words

Form = Literal["span", "yes_no", "verdict", "explain"]
Kind = Literal["person", "number", "date", "place", "any"]

_AUXILIARY = (
    r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|"
    r"isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|won't"
)
_YES_NO = re.compile(rf"^(?:and |but |so )?(?:{_AUXILIARY})\s+\S", re.I)
_CHOICE = re.compile(r"\bor\b", re.I)
_EXPLAIN = re.compile(
    r"^(?:and |but |so )?(?:why\b|how come\b|what (?:has )?happened\b"
    r"|how (?:did|do|does|was|were|has|have|is|are|can)\b"
    r"|what (?:caused|led|explains)\b|explain\b|describe\b|summari[sz]e\b|tell me (?:about|what)\b)",
    re.I,
)
_VERDICT = re.compile(
    r"\bwhat (?:was|were|is|are) (?:the |a )?(?:\w+ )?(?:verdicts?|outcomes?|findings?|rulings?|decisions?)\b.*"
    r"\b(?:charge|count|case|trial|jury|on|for|of|in)\b"
    r"|\b(?:what|how) did (?:the |a )?(?:\w+ ){0,2}(?:jury|jurors|judge|court|panel)\b.*"
    r"\b(?:decide|rule|find|conclude)\b"
    r"|\bwhat (?:happened to|became of|was done with|has become of)\b.*"
    r"\b(?:charges?|counts?|case|conviction|indictment|trial|lawsuit|suit)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|far|tall|big|large|fast|often|high|deep|heavy|wide)\b"
    r"|\b(?:what|which) (?:was the |is the )?"
    r"(?:number|percentage|percent|share|age|total|amount|price|cost|score|size|margin|toll|sum|rate)\b",
    re.I,
)
_DATE = re.compile(
    r"\bwhen\b|\bsince ?[:?]?$|\b(?:what|which) (?:year|day|date|month|time|weekday|decade|century)\b", re.I
)
_PERSON = re.compile(r"\bwho(?:m|se)?\b", re.I)
_PLACE = re.compile(
    r"^(?:\w+,? )?where\b|\bwhere\W*$"
    r"|\b(?:what|which) (?:\w+ )?(?:country|city|state|town|nation|place|county|province|island)\b",
    re.I,
)
_HEAD = re.compile(
    r"\b(?:which|what) (?:[\w'’-]+ ){0,3}?(\w+)"
    r"(?= (?:of|is|are|was|were|did|does|do|has|have|had|ended|will|would|can|to|in|on|for|by|that|who)\b|\?|$)",
    re.I,
)
_QUOTE = re.compile(r"[\"“”]([^\"“”]*\w\s+\w[^\"“”]*)[\"“”]")


_PALE = frozenset("end happen happened happening thing things come came go went get got else anyone".split())
"""Words that say nothing of what a follow-up is about."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question made ready: ``text`` is what is searched; ``head`` the noun after "which", if any."""

    asked: str
    text: str
    form: Form
    kind: Kind
    head: str = ""
    quotes: tuple[str, ...] = ()
    """Words that the question puts in quotation marks, two or more together."""
    before: str = ""
    """The question before, standing alone, that this one was completed from."""

    @property
    def core(self) -> str:
        """What is asked, without what a follow-up was completed with: "When was that?"."""
        return _core(self.text) if self.before else self.text

    @property
    def read_as(self) -> str:
        """What passages are read for: the core alone where it tells enough, as questions of this kind were learned."""
        return self.core if any(word not in _PALE for word in content_words(self.core)) else self.text


def check(question: str, longest: int) -> str:
    """The question without surrounding white space.

    Raises:
        InputError: when it is empty, has no word in it, or is longer than ``longest`` characters.
    """
    text = " ".join(question.split())
    if not text:
        raise InputError("The question is empty; ask something, for example: which charge ended in mistrial?")
    if len(text) > longest:
        raise InputError(
            f"The question has {len(text):,} characters and at most {longest:,} are read; shorten it, or raise "
            "max_question_chars in [answer]."
        )
    if not WORD.search(text):
        raise InputError("The question has no word in it, only punctuation; ask it in words.")
    return text


def understand(asked: str, standalone: str, before: str = "") -> Understood:
    """Decide the form and kind of answer that a (standalone) question wants.

    Args:
        asked: the question as typed.
        standalone: the same standing alone.
        before: the question that it was completed from, if any.
    """
    context = standalone
    if before:  # what is asked decides, not what it is about: "When was that? (How many ferries sank)?"
        standalone = _core(standalone)
    form: Form = "span"
    if _VERDICT.search(standalone):
        form = "verdict"
    elif _EXPLAIN.search(standalone):
        form = "explain"
    elif _YES_NO.search(standalone) and not _CHOICE.search(standalone):
        form = "yes_no"
    head = _HEAD.search(standalone)
    quotes = tuple(match.group(1).strip(" .,!?") for match in _QUOTE.finditer(standalone))
    noun = head.group(1).lower() if head else ""
    return Understood(asked, context, form, kind_of(standalone), noun, quotes, before)


def _core(standalone: str) -> str:
    return standalone.partition(" (")[0]


def kind_of(question: str) -> Kind:
    """The kind of words that answer a question; "any" when its wording does not tell."""
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("number", _NUMBER), ("date", _DATE), ("place", _PLACE), ("person", _PERSON),
    )  # fmt: skip
    for kind, pattern in kinds:
        if pattern.search(question):
            return kind
    return "any"
