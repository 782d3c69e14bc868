"""How things are said: as a fact, denied, left open, meant for later, or as somebody's word, and whether it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from qa.asked.question import MONTHS_OR_DAYS, STOP_WORDS, stem
from qa.court import outcomes
from qa.gate.wording import root
from qa.text import values

if TYPE_CHECKING:
    from qa.gate.evidence import Said

Kind = Literal["fact", "denied", "open", "meant", "told"]
_REACH = 2
"""A word bears upon so many content words after it, within its clause."""
_FUNCTION = frozenset("not never no without neither nor cannot nobody nothing none hardly barely".split())
_DENYING = frozenset(
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
_SHORT = 25
"""So few characters after "police said" are no statement."""
_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_PARTY = (
    r"(?:prosecutors?|police|investigators|detectives|officers|authorities|plaintiffs?|lawyers?|attorneys?|lawsuit|"
    r"complaint|indictment|witness(?:es)?|critics|analysts|activists|campaigners|the defen[cs]e)"
)
_ATTRIBUTED = re.compile(
    r"\b(?:alleg\w+|accus(?:es|ed)|suspected of|on suspicion of|according to"
    r"|(?:argu|contend|claim|insist|maintain|believ|blam|suspect|caution|suggest)(?:e?d|e?s|e)\b"
    r"|told (?:the )?(?:police|court|jur\w+|investigators|detectives|judge)"
    rf"|{_PARTY}\s+(?:had\s+|have\s+)?(?:said|says|say|told|testified))\b",
    re.I,
)
_KEEPS = re.compile(
    r"\b(?:alleg\w+|accus\w+|suspect\w*|suspicion|claim\w*|according|reportedly|said|says|say|told|argu\w+|contend\w*"
    r"|believ\w+|charg\w+|indict\w*|testif\w+|insist\w*|maintain\w*|blam\w+|caution\w*|suggest\w*|wrote|added|stated)\b",
    re.I,
)


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


def changed(sentence: Said, window: Sequence[Said], core: Said | None) -> str | None:
    """Something denied that the evidence states, stated that it denies, or told as a fact that it only supposes.

    Args:
        sentence: the sentence.
        window: the sentences that it is taken to rest on.
        core: the one among them that says most of it; what that one says goes before what the others say.
    """
    heard: dict[str, set[Mood]] = {}
    for said in window:
        for word, own in said.moods.items():
            heard.setdefault(word, set()).update(own)
    heard |= core.moods if core else {}
    compared = _Compared(sentence, window)
    for word, own in sentence.moods.items():
        if word in heard and (how := compared.differs(own, heard[word])):
            return f'"{word}…" is {how}'
    if denies(sentence.text) and not any(denies(said.text) for said in window):
        return "it denies something that the cited passage does not deny"
    return None


def attribution(sentence: Said, core: Said | None) -> str | None:
    """An allegation told in the sentence's own voice."""
    if core is None or _KEEPS.search(sentence.text) or core.statuses:
        return None
    match = _ATTRIBUTED.search(core.text)
    if match is None:
        return None
    wanted = set(sentence.plain)
    before, after = (wanted & roots(part) for part in (core.text[: match.start()], core.text[match.end() :]))
    # "The road is safe, police said": what is told comes first where nothing follows.
    if len(after) >= len(before) or len(core.text) - match.end() < _SHORT:
        return "the cited passage says who alleges it, and the sentence does not"
    return None


class _Compared:
    """A sentence and its evidence, ready to say what is wrong with how a word is said."""

    def __init__(self, sentence: Said, window: Sequence[Said]) -> None:
        self._kinds = {mood.kind for own in sentence.moods.values() for mood in own}
        self._told = bool(_KEEPS.search(sentence.text))
        self._spoken = set(sentence.tokens)
        self._heard = {mood.cause for said in window for own in said.moods.values() for mood in own}
        self._own = {mood.cause for own in sentence.moods.values() for mood in own}

    def differs(self, own: set[Mood], heard: set[Mood]) -> str | None:
        mine, theirs = {mood.kind for mood in own}, {mood.kind for mood in heard}
        if "denied" not in theirs and any(mood.kind == "denied" and mood.first for mood in own):
            return None if _turned(own, self._heard) else "denied, and the cited passage does not deny it"
        if theirs == {"denied"} and "denied" not in mine:
            return None if _turned(heard, self._own) else "stated, and the cited passage denies it"
        if "fact" in theirs or "denied" in mine or not mine <= {"fact", "meant"}:
            return None
        if "open" in theirs and "open" not in self._kinds:
            return "stated, and the cited passage leaves it open"
        if mine == {"fact"} and ((theirs == {"told"} and not self._told) or self._done(heard, theirs)):
            return "stated as a fact, and the cited passage does not"
        return None

    def _done(self, heard: set[Mood], theirs: set[Kind]) -> bool:
        """Whether what is only meant to happen is told as done."""
        kept = self._kinds & {"meant", "open"} or all(mood.cause in self._spoken for mood in heard)
        return "meant" in theirs and not kept


def _turned(moods: set[Mood], causes: set[str]) -> bool:
    """Whether the word that denies is there, on another side: "the plan was rejected" for "rejected the plan"."""
    return all(mood.cause in _DENYING and mood.cause in causes for mood in moods if mood.kind == "denied")


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
    return word in _FUNCTION or word in _DENYING or word.endswith(("n't", "n’t"))


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
