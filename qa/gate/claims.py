"""Typed comparison: numbers, dates, names, outcomes and negations of a sentence against the sentences it rests on."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Literal

from qa import outcomes
from qa.gate.evidence import Evidence, Number, Said
from qa.question import MONTHS_OR_DAYS, STOP_WORDS, content_words, stem

_ATTRIBUTED = re.compile(
    r"\b(?:alleg\w+|accus(?:es|ed)|suspected of"
    r"|(?:prosecutors?|police|investigators|plaintiffs?|lawsuit|complaint|indictment)"
    r"\s+(?:said|says|say|told|argued?s?|contend\w*|believe\w*))\b",
    re.I,
)
_KEEPS = re.compile(
    r"\b(?:alleg\w+|accus\w+|suspect\w*|claim\w*|according|reportedly|said|says|say|told|argu\w+|contend\w*|believ\w+"
    r"|charg\w+|indict\w*|testif\w+)\b",
    re.I,
)
_DECIDES = frozenset(
    {"convicted", "acquitted", "mistrial", "dismissed", "overturned", "pleaded guilty", "liable", "upheld"}
)


_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|who|it|its|we|i)\b", re.I)
_GENERAL = frozenset(
    stem(word)
    for word in "charge count case trial jury juror judge court verdict former declare find found return reach guilty "
    "innocent former panel federal state tuesday monday wednesday thursday friday saturday sunday later also".split()
)
"""Words around an outcome that do not tell which charge is meant."""


def numbers(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """A number that the evidence does not state, or states of something else.

    Elsewhere in the passage it counts only beside a word that it stands beside in the sentence ("Pat, 69, ...").
    """
    stated = [number for said in window for number in said.numbers]
    elsewhere = [number for one in evidence for said in one.sentences for number in said.numbers]
    for number in sentence.numbers:
        equal = [n for n in stated if _same(number, n)] or [
            n for n in elsewhere if _same(number, n) and _beside(number, n)
        ]
        if not equal:
            return f"the number {number.value:g}{number.unit} is not in the cited passage"
        if _another(number, equal, elsewhere, "after") or _another(number, equal, elsewhere, "before"):
            return f"the number {number.value:g}{number.unit} is said of something else in the cited passage"
    return None


def dates(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """A date that neither the evidence states nor the passage was published on."""
    stated = [one for said in window for one in said.dates]
    written = [(e.passage.day, e.passage.day) for e in evidence if e.passage.day]
    for first, last in sentence.dates:
        if not any(first <= other and end <= last for other, end in [*stated, *written]):
            return f"the date {first:%d %B %Y} is not in the cited passage"
    return None


def names(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """A name that the evidence does not hold, or two names that were exchanged.

    The name may stand elsewhere in the passage when the evidence says "she" or "they", and in the headline always.
    """
    near = {word for said in window for word in (*said.tokens, *map(stem, said.tokens))}
    meant = any(_PRONOUN.search(said.text) for said in window)
    for name in sentence.names:
        known = any(_holds(e.known if meant else e.around, name) for e in evidence) or _holds(near, name)
        if not known:
            return f"the name {name.title()} is not in the cited passage"
    for first, second in _runs(sentence.text):
        if not any(_together(first, second, said.tokens) for e in evidence for said in (*e.sentences, e.heading)):
            return f"{first.title()} {second.title()} is not so called in the cited passage"
    for said in window:
        if _exchanged(sentence, said):
            return "two names have changed places"
    return None


def status(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """An outcome that the evidence does not state of that charge and person, or states more weakly."""
    judged = [said for said in window if said.statuses]
    everywhere = [said for one in evidence for said in one.sentences if said.statuses]
    stated = {one.status for said in judged for one in said.statuses}
    for one in sentence.statuses:
        if one.status not in stated:
            return f'the outcome "{one.status}" is not what the cited passage says'
        around = [word for word in content_words(f"{one.before} {one.after}") if not _general(word)]
        people = {stem(word) for word in around if word in sentence.capitals}
        charge = {stem(word) for word in around} - people
        held = charge & {word for said in everywhere for word in said.stems}
        if held and not _said_of(one.status, held, people, everywhere):
            return f'the cited passage does not say "{one.status}" of this charge'
        told = [said for said in judged if one.status in {other.status for other in said.statuses}]
        if people and not any(people & set(said.stems) or not said.names for said in told):
            return f'the cited passage does not say "{one.status}" of this person'
        if not held and len(stated & _DECIDES) > 1 and one.status in _DECIDES:
            return f'the cited passage states other outcomes beside "{one.status}"'
    return None


def polarity(sentence: Said, window: Sequence[Said]) -> str | None:
    """Something denied that the evidence states, stated that it denies, or stated as a fact that it only supposes."""
    found: dict[str, set[str]] = {}
    for said in window:
        for word, moods in said.polarity.items():
            found.setdefault(word, set()).update(moods)
    for word, moods in sentence.polarity.items():
        if word not in found:
            continue
        if "negated" in moods and "negated" not in found[word]:
            return f'"{word}…" is denied, and the cited passage does not deny it'
        if moods == {"plain"} and found[word] == {"negated"}:
            return f'"{word}…" is stated, and the cited passage denies it'
        if moods == {"plain"} and found[word] == {"hedged"}:
            return f'"{word}…" is stated as a fact, and the cited passage does not'
    if sentence.negated and not any(said.negated for said in window):
        return "it denies something that the cited passage does not deny"
    return None


def attribution(sentence: Said, window: Sequence[Said]) -> str | None:
    """An allegation told in the sentence's own voice."""
    if _KEEPS.search(sentence.text):
        return None
    wanted = set(sentence.plain)
    best = max(window, key=lambda said: len(wanted & set(said.plain)), default=None)
    if best is not None and _ATTRIBUTED.search(best.text) and not best.statuses:
        return "the cited passage says who alleges it, and the sentence does not"
    return None


def _same(number: Number, other: Number) -> bool:
    return number.value == other.value and (not number.unit or other.unit == number.unit)


def _beside(number: Number, other: Number) -> bool:
    return bool({*number.after, *number.before} & {*other.after, *other.before})


def _another(
    number: Number, equal: Sequence[Number], stated: Sequence[Number], side: Literal["after", "before"]
) -> bool:
    """Whether the word beside a number stands, on that side, beside another number of the evidence, not this one."""
    word = number.next_to(side)
    return (
        word is not None
        and not any(word in getattr(n, side) for n in equal)
        and any(word == n.next_to(side) for n in stated if not _same(number, n))
    )


def _general(word: str) -> bool:
    return stem(word) in _GENERAL or any(pattern.fullmatch(word) for pattern in outcomes.PATTERNS.values())


def _said_of(status: str, charge: set[str], people: set[str], judged: Sequence[Said]) -> bool:
    """Whether the sentence that holds most of a charge's words says this outcome of it."""
    most = max(len(charge & set(said.stems)) for said in judged)
    nearest = [said for said in judged if len(charge & set(said.stems)) == most]
    told = [
        outcomes.said_of(said.text, charge, people) or outcomes.said_of(said.text, charge, set()) for said in nearest
    ]
    return any(found is not None and found.status == status for found in told)


def _runs(text: str) -> list[tuple[str, str]]:
    """Neighbouring words of names and titles: "Mayor Ann Lee" gives (mayor, ann) and (ann, lee)."""
    found = []
    for run in re.findall(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+", text):
        parts = [re.sub(r"['’]s$", "", part).lower() for part in run.split()]
        found += [
            pair for pair in pairwise(parts) if not any(w in STOP_WORDS or MONTHS_OR_DAYS.fullmatch(w) for w in pair)
        ]
    return found


def _together(first: str, second: str, tokens: Sequence[str], most: int = 3) -> bool:
    """Whether one word follows another, with at most two others between them."""
    return any(word == first and second in tokens[at + 1 : at + 1 + most] for at, word in enumerate(tokens))


def _holds(words: Container[str], name: str) -> bool:
    parts = re.split(r"[-’']", name)
    return name in words or stem(name) in words or all(part in words for part in parts)


def _exchanged(sentence: Said, said: Said) -> bool:
    """Whether two names stand in another order than in the evidence although both are active, or both passive."""
    places = {name: at for at, name in reversed(list(enumerate(said.capitals)))}
    order = list(dict.fromkeys(name for name in sentence.capitals if name in places))
    if len(order) < 2:
        return False
    between = _between(sentence.text, order[0], order[-1])
    other = _between(said.text, order[-1], order[0])
    if places[order[0]] < places[order[-1]] or not between or not other:
        return False
    shared = {stem(w) for w in content_words(between)} & {stem(w) for w in content_words(other)}
    return bool(shared) and _passive(between) == _passive(other)


def _between(text: str, first: str, second: str) -> str:
    match = re.search(rf"\b{re.escape(first)}\b(.*?)\b{re.escape(second)}\b", text, re.I | re.S)
    return match.group(1) if match else ""


def _passive(text: str) -> bool:
    return re.search(r"\bby\b", text, re.I) is not None
