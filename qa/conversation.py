"""Follow-up questions made to stand alone, by rules: the names, years and subject of the turns before are carried over.

A question that needs nothing from before is left exactly as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer import Turn
from qa.question import content_words
from qa.refuse import names

_PERSON = re.compile(r"\b(he|she|him|his|her|hers)\b", re.I)
_THING = re.compile(r"\b(it|its|they|them|their|theirs)\b", re.I)
_POINTER = re.compile(
    r"\b(that|this|there|then|those|these|the (?:other|first|second|same|latter|former)(?: one)?)\b", re.I
)
_INSTEAD = re.compile(r"^(?:and|but|so)?\s*(?:(?:what|how) about|and)\s+(?P<rest>.+?)\s*\??$", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MARK = re.compile(r"\[\d+\]")
# "That" and "there" often only join clauses ("said that", "is there"); alone they say nothing of what came before.
_JOINING = re.compile(
    r"\b(?:\w+(?:ed|es|s|id|y)\s+that\s+\w|(?:is|are|was|were)\s+there\b|in that\b"
    r"|\w+\s+that\s+(?:is|are|was|were|has|have|had|will)\b)",
    re.I,
)
_PREPOSITION = r"(?:of|in|for|at|by|on|with|from|to|against|about)"
_RUN = rf"(?:(?!{_PREPOSITION}\b)[\w’'$%.-]+\s*)+"
_PHRASE = re.compile(rf"(?P<word>{_PREPOSITION})\s+{_RUN}$", re.I)
_MOST_ANSWER_WORDS = 12


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question with what it leaves out filled in from the turns before.

    Args:
        question: as typed.
        history: earlier turns, oldest first.

    Returns:
        The question itself when it stands alone.
    """
    earlier = [turn for turn in history if turn.content.strip()]
    asked = [i for i, turn in enumerate(earlier) if turn.role == "user"]
    if not asked:
        return question
    last = asked[-1]
    before = standalone(earlier[last].content.strip(), earlier[:last])
    replies = [
        " ".join(_MARK.sub("", turn.content).split()) for turn in earlier[last + 1 :] if turn.role == "assistant"
    ]
    answer = replies[-1] if replies else ""
    return _resolve(question, before, answer if len(answer.split()) <= 60 else "")


def _resolve(question: str, before: str, answer: str) -> str:
    instead = _INSTEAD.match(question)
    if instead:
        return _substitute(instead["rest"], before)
    own = names(question)
    people = [name for name in names(before) + names(answer) if not _YEAR.fullmatch(name)]
    if _PERSON.search(question) and not own:
        person = next((name for name in reversed(people) if " " in name), people[-1] if people else "")
        if person:
            return _name_person(question, person)
    leans = bool(_THING.search(question) or (_POINTER.search(question) and not _JOINING.search(question)))
    if (leans and not own) or (len(content_words(question)) <= 1 and not own):
        return _join(question, before, answer)
    return question


def _substitute(rest: str, before: str) -> str:
    """Answer "what about 2019?": the question before, with its year or its last name exchanged."""
    year = _YEAR.fullmatch(rest.removeprefix("in ").strip())
    if year:
        if _YEAR.search(before):
            return _YEAR.sub(year.group(), before)
        return f"{before.rstrip('? ')} in {year.group()}?"
    phrase = _PHRASE.match(rest)
    if phrase:
        same_role = re.compile(rf"\b{phrase['word']}\s+{_RUN}", re.I)
        if same_role.search(before):
            return same_role.sub(phrase.group().rstrip() + " ", before, count=1).replace(" ?", "?").strip()
    known = names(before)
    fresh = names(f"x {rest}")
    if fresh and known:
        return before.replace(known[-1], fresh[-1])
    if len(content_words(rest)) > 3 or re.match(r"(?:who|when|where|why|how|which|what)\b", rest, re.I):
        return _join(f"{rest}?", before, "")
    return f"{before.rstrip('? ')}, {rest}?"


def _name_person(question: str, person: str) -> str:
    """Put the name where the first pronoun stood."""

    def name(match: re.Match[str]) -> str:
        return f"{person}’s" if match.group().lower() in ("his", "hers") or _possessive(question, match) else person

    return _PERSON.sub(name, question, count=1)


def _possessive(question: str, match: re.Match[str]) -> bool:
    return match.group().lower() == "her" and bool(re.match(r"\s+\w", question[match.end() :]))


def _join(question: str, before: str, answer: str) -> str:
    """The question with the one before it, and its short answer, as what it is about."""
    about = before.rstrip("? ")
    if answer and len(answer.split()) <= _MOST_ANSWER_WORDS:
        about += f" – {answer.rstrip('. ')}"
    return f"{question.rstrip('? ')} ({about})?"
