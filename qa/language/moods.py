"""How things are said: as a fact, denied, left open, meant for later, or as somebody's word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from qa.language import outcomes, values
from qa.language.roots import root
from qa.language.words import MONTHS_OR_DAYS, STOP_WORDS, stem

Kind = Literal["fact", "denied", "open", "meant", "told"]


_REACH = 2
"""A word bears upon so many content words after it, within its clause."""


_FUNCTION = frozenset("not never no without neither nor cannot nobody nothing none hardly barely".split())


DENYING = frozenset(
    "denied denies deny denying refused refuses refuse refusing declined declines failed fails lacked lacks unable "
    "rejected rejects rejecting reject".split()
)


_OPEN = frozenset(
    "may might could if unless whether considering considers considered weighing proposes proposed proposing likely "
    "unlikely possible possibly perhaps".split()
)


_MEANT = frozenset(
    "will would plans planned plan planning expects expected expect seeks sought seek seeking asked asks urged urges "
    "wants wanted hopes hoped threatened threatens intends intended".split()
)


_TOLD = frozenset(
    "alleged allegedly alleges allege suspected suspicion accused accuses claims claimed claim reportedly rumored "
    "rumoured believes believed believe".split()
)


_NOUNS = frozenset("plan plans claim claims".split())


_CLAUSE_ENDS = re.compile(r"[,;:—–()]|\bbut\b|\bwhile\b|\balthough\b|\bwho\b|\bwhich\b", re.I)


_MONTH = re.compile(r"May (?:\d|of\b)|May[.,]?$")


_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Mood:
    """How a word is said, and by which word it became so."""

    kind: Kind
    cause: str = ""
    first: bool = False
    """Whether it is the first word that the cause bears upon."""


FACT = Mood("fact")


def moods(text: str, aside: frozenset[str] = frozenset()) -> dict[str, set[Mood]]:
    """For the stem of each content word how it is said; ``aside`` are words left out, as names."""
    found: dict[str, set[Mood]] = {}
    for clause in _CLAUSE_ENDS.split(_without_verdicts(text)):
        mood, left, before = FACT, 0, ""
        for match in _TOKEN.finditer(clause):
            word = re.sub(r"['’]s$", "", match.group().lower())
            heard = _mood_of(word, before, clause, match.start())
            if heard is not None:
                mood, left = _after(mood if left > 0 else FACT, heard)
            elif _bears(word, aside):
                own = replace(mood, first=left == _REACH) if left > 0 else FACT
                found.setdefault(stem(word), set()).add(own)
                left -= 1
            before = word
    return found


def roots(text: str) -> set[str]:
    """Roots of the words of a text."""
    return {root(match.group().lower()) for match in _TOKEN.finditer(text)}


def denies(text: str) -> bool:
    """Whether a text denies anything."""
    bare = _without_verdicts(text)
    return any(_denying(match.group().lower(), bare, match.start()) for match in _TOKEN.finditer(bare))


def _after(mood: Mood, heard: Mood) -> tuple[Mood, int]:
    """How it goes on when one such word follows another, and for how many words."""
    if mood.kind == "denied":
        # Two denials make a statement: "never denied". A hope denied is denied.
        return (FACT, 0) if heard.kind == "denied" else (mood, _REACH)
    return (mood if mood.kind == "open" and heard.kind != "denied" else heard), _REACH


def _mood_of(word: str, before: str, clause: str, at: int) -> Mood | None:
    if word == "may" and _MONTH.match(clause[at:]):
        return None
    if _denying(word, clause, at):
        return Mood("denied", word)
    if word in _NOUNS and before in ("a", "the", "its", "his", "her", "their", "this", "that", "any", "no"):
        return Mood("meant", word) if re.match(r"\s+to\b", clause[at + len(word) :]) else None
    if word == "be" and before == "to":
        return Mood("meant", "be")
    kinds: Mapping[Kind, frozenset[str]] = {"open": _OPEN, "meant": _MEANT, "told": _TOLD}
    return next((Mood(kind, word) for kind, listed in kinds.items() if word in listed), None)


def _denying(word: str, text: str, at: int) -> bool:
    """Whether a word negates; "No. 2" and "no more than" do not."""
    if word == "no" and re.match(r"\.?\s*(?:\d|more\b|fewer\b|less\b|later\b)", text[at + 2 :]):
        return False
    return word in _FUNCTION or word in DENYING or word.endswith(("n't", "n’t"))


def _bears(word: str, aside: frozenset[str]) -> bool:
    if word in STOP_WORDS or word in aside or word in _NOUNS or len(word) < 2:
        return False
    return not (word[0].isdigit() or word in values.NUMBERS or MONTHS_OR_DAYS.fullmatch(word))


def _without_verdicts(text: str) -> str:
    """The text without outcomes that are said with a denying word ("not guilty"): those are compared as outcomes."""
    for one in reversed(outcomes.statements(text)):
        if re.search(r"\b(?:not|no|without|never|cannot)\b|n['’]t|unable|fail", text[one.start : one.end], re.I):
            text = text[: one.start] + " " + text[one.end :]
    return text
