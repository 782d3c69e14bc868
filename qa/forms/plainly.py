"""Whether one sentence plainly says yes or no to a question: all of its words, as a fact, in its order of names."""

from __future__ import annotations

import re

from qa.language.names import names
from qa.language.words import content_words, stem

_NEGATION = re.compile(r"\b(?:not|never|no|neither|nor|without|den(?:y|ies|ied)|refus\w+|declin\w+)\b|n['’]t\b", re.I)
_CLAUSE = re.compile(r"[,;:—–]\s|\s--\s|\s(?:and|but|while|although|though|because|after|before|when)\s")
_NOT_A_FACT = re.compile(
    r"\b(?:to|would|could|can|may|might|should|must|will|let|if|whether|unless|of|from|without|against)\s+"
    r"(?:(?:\w+ly|the|a|an|be|have|been)\s+){0,2}\Z",
    re.I,
)
"""Before a verb: what follows is wished, planned or only possible."""
_ALLEGED = re.compile(r"\b(?:alleg\w+|accus\w+|claim(?:s|ed|ing)?|suspect\w*|reportedly|rumou?r\w*|apparently)\b", re.I)
_ASKS_AHEAD = re.compile(r"^(?:and |but |so )?(?:will|would|could|can|may|might|should|must)\b", re.I)
_ANYONE = re.compile(
    r"\b(?:anyone|anybody|any (?:one|people|person|passengers?|students?|children|injuries|deaths))\b", re.I
)
_NOBODY = re.compile(
    r"\b(?:no one|nobody|none(?: of \w+(?: \w+)?)?)\s+(?:was|were|has been|had been|is)?\s*(?P<verb>\w+)", re.I
)


def plainly(question: str, sentence: str, around: str = "", year: int | None = None) -> bool | None:
    """True for yes, False for no, None where the sentence does not plainly say.

    Args:
        question: a yes-or-no question.
        sentence: one that may answer it.
        around: the headline and beginning of its article, which must be about the matter where the sentence only says
            that nobody was hurt, or the like.
        year: of the article; the sentence need not repeat it.
    """
    wanted = _stems(question) - ({str(year)} if year else set())
    if not wanted or (_ALLEGED.search(sentence) and not _ALLEGED.search(question)):
        return None
    if asks_of_anyone(question):
        return _of_nobody(question, sentence, around)
    own = next((clause for clause in _CLAUSE.split(sentence) if wanted <= _stems(clause)), sentence)
    if not wanted <= _stems(own) or not _same_order(question, own):
        return None
    if not _ASKS_AHEAD.search(question) and any(_only_possible(own, word) for word in wanted - _named(question)):
        return None
    if _ASKS_AHEAD.search(question) and not any(_stated_ahead(own, word) for word in wanted):
        return None
    negated = _NEGATION.search(own)
    if own is sentence and negated and _CLAUSE.search(sentence):
        return None  # whose clause is denied is not plain
    return bool(_NEGATION.search(question)) == bool(negated)


def asks_of_anyone(question: str) -> bool:
    """Whether a question asks if it happened to anyone: "no one died" answers it wherever it stands."""
    return bool(_ANYONE.search(question))


def _of_nobody(question: str, sentence: str, around: str) -> bool | None:
    """False where a sentence says that nobody did what is asked, in an article about the matter."""
    bare = _ANYONE.sub(" ", question)
    found = _NOBODY.search(sentence)
    if found is None or not any(_same_verb(found["verb"].lower(), word) for word in content_words(bare)):
        return None
    rest = {stem(w) for w in content_words(bare) if not _same_verb(found["verb"].lower(), w)}
    held = _stems(around)
    return False if rest and len(rest & held) >= 0.75 * len(rest) else None


def _only_possible(clause: str, word: str) -> bool:
    """Whether a word of the question stands in a clause only as what is wished or possible: "agreed to BUY"."""
    places = [m for m in re.finditer(r"[\w’'-]+", clause) if stem(m.group().lower()) == word]
    return bool(places) and all(_NOT_A_FACT.search(clause[: m.start()]) and _verbal(m.group()) for m in places)


def _verbal(word: str) -> bool:
    """Whether a word after "to" or "of" may be a verb there: "of trees" tells nothing of what is possible."""
    return word.islower() and not word.endswith("s")


def _stated_ahead(clause: str, word: str) -> bool:
    """Whether a clause says itself that something will, may or must be: "cranes may be INSTALLED"."""
    ahead = re.finditer(r"\b(?:will|would|could|can|may|might|should|must)\s+(?:not\s+)?(?:be\s+)?([\w’'-]+)", clause)
    return any(stem(match.group(1).lower()) == word for match in ahead)


def _same_order(question: str, sentence: str) -> bool:
    """Whether the names of a question stand in the same order in the sentence: who beat whom."""
    places = []
    for name in names(question):
        last = re.escape(name.split()[-1])
        found = re.search(rf"\b{last}\b", sentence)
        if found:
            places.append(found.start())
    turned = len(places) > 1 and re.search(r"\b(?:whom|by)\b", sentence[min(places) : max(places)])
    return places == sorted(places) and not turned


def _same_verb(one: str, other: str) -> bool:
    return stem(one) == stem(other) or one in (f"{other}d", f"{other}ed") or other in (f"{one}d", f"{one}ed")


def _named(question: str) -> set[str]:
    return {stem(word) for name in names(question) for word in content_words(name)}


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}
