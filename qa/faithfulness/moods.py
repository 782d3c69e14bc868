"""Whether how a thing is said is kept: as a fact, denied, left open, meant for later, or as somebody's word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.language.moods import DENYING, Kind, Mood, denies, roots
from qa.language.sentence import Said

_SHORT = 25
"""So few characters after "police said" are no statement."""
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
    return all(mood.cause in DENYING and mood.cause in causes for mood in moods if mood.kind == "denied")
