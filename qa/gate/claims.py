"""Typed comparison: numbers, dates, names, outcomes and negations of a sentence against the sentences it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa import outcomes
from qa.gate.evidence import Evidence, Number, Said
from qa.question import content_words, stem

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


def numbers(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """A number that the evidence does not state, or states of something else.

    Elsewhere in the passage it counts only beside a word that it stands beside in the sentence ("Pat, 69, ...").
    """
    stated = [number for said in window for number in said.numbers]
    elsewhere = [number for one in evidence for said in one.sentences for number in said.numbers]
    everywhere = {one for said in window for one in said.stems}
    for number in sentence.numbers:
        equal = [n for n in stated if _same(number, n)]
        if not equal and not any(_same(number, n) and _beside(number, n) for n in elsewhere):
            return f"the number {number.value:g}{number.unit} is not in the cited passage"
        counted = _counted(number, everywhere)
        if (
            equal
            and counted
            and not any(counted in (*n.after, *n.before) for n in equal)
            and any(counted in n.after for n in stated)
        ):
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
    """A name that the passage and its headline do not hold, or two names whose parts in the sentence were exchanged."""
    for name in sentence.names:
        parts = re.split(r"[-’']", name)
        if not any(name in e.known or stem(name) in e.known or all(p in e.known for p in parts) for e in evidence):
            return f"the name {name.title()} is not in the cited passage"
    for said in window:
        if _exchanged(sentence, said):
            return "two names have changed places"
    return None


def status(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """An outcome that the evidence does not state of that charge and person, or states more weakly."""
    stated = {one.status for said in window for one in said.statuses}
    for one in sentence.statuses:
        if one.status not in stated:
            return f'the outcome "{one.status}" is not what the cited passage says'
        around = [word for word in content_words(f"{one.before} {one.after}") if not _outcome_word(word)]
        people = {stem(w) for w in around if w in sentence.names}
        charge = {stem(w) for w in around} - people
        judged = [said for said in window if said.statuses]
        held = charge & {one for said in judged for one in said.stems}
        told = [found for said in judged if (found := outcomes.said_of(said.text, held, people)) is not None]
        mixed = len(stated & _DECIDES) > 1
        if mixed and one.status in _DECIDES and not any(found.status == one.status for found in told):
            return f'the cited passage does not say "{one.status}" of this charge or person'
        if mixed and one.status in _DECIDES and not held and not people:
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


def _counted(number: Number, known: set[str]) -> str | None:
    """What a number counts, when the evidence speaks of it at all."""
    return next((word for word in number.after[:2] if word in known), None)


def _outcome_word(word: str) -> bool:
    return any(pattern.fullmatch(word) for pattern in outcomes.PATTERNS.values()) or word in ("guilty", "verdict")


def _exchanged(sentence: Said, said: Said) -> bool:
    """Whether two names stand in another order than in the evidence although both are active, or both passive."""
    places = {name: at for at, name in reversed(list(enumerate(said.names)))}
    order = list(dict.fromkeys(name for name in sentence.names if name in places))
    if len(order) < 2 or len(said.names) < 2:
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
