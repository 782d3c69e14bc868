"""Typed comparison: numbers, dates and outcomes of a sentence against the sentences it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ingest import DateMention
from qa.faithfulness.evidence import Evidence
from qa.language import outcomes
from qa.language.sentence import Number, Said
from qa.language.words import content_words, stem

_DECIDES = frozenset(
    {"convicted", "acquitted", "mistrial", "dismissed", "overturned", "pleaded guilty", "liable", "upheld"}
)
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
        if not equal and not _year(number, window):
            return f"the number {number.value:g}{number.unit} is not in the cited passage"
        if equal and (_another(number, equal, elsewhere, "after") or _another(number, equal, elsewhere, "before")):
            return f"the number {number.value:g}{number.unit} is said of something else in the cited passage"
    return None


def dates(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """A date that neither the evidence states nor the passage was published on."""
    stated = [one for said in window for one in said.dates]
    written = [one.passage.day for one in evidence if one.passage.day]
    for told in sentence.dates:
        if any(told.first <= day <= told.last for day in written) or any(_meets(told, one) for one in stated):
            continue
        return f"the date {told.first:%d %B %Y} is not in the cited passage"
    return None


def status(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """An outcome that the evidence does not state of that charge and person, or states more weakly."""
    judged = [said for said in window if said.statuses]
    everywhere = [said for one in evidence for said in one.sentences if said.statuses]
    stated = {one.status for said in judged for one in said.statuses}
    for one in _told(sentence):
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


def _meets(told: DateMention, stated: DateMention) -> bool:
    """Whether two dates have a day in common; where neither gives the year, both mean the same one."""
    if told.first <= stated.last and stated.first <= told.last:
        return True
    if told.in_full or stated.in_full or told.first != told.last or stated.first != stated.last:
        return False
    return (told.first.month, told.first.day) == (stated.first.month, stated.first.day)


def _same(number: Number, other: Number) -> bool:
    return number.value == other.value and (not number.unit or other.unit == number.unit)


def _year(number: Number, window: Sequence[Said]) -> bool:
    """Whether a number is the year of a date: "the 2023 election"."""
    years = {one.first.year for said in window for one in said.dates if one.in_full}
    return not number.unit and number.value in years


def _beside(number: Number, other: Number) -> bool:
    return bool({*number.after, *number.before} & {*other.after, *other.before})


def _another(
    number: Number, equal: Sequence[Number], stated: Sequence[Number], side: Literal["after", "before"]
) -> bool:
    """Whether the word beside a number stands, on that side, beside another number of the evidence, not this one."""
    word = number.next_to(side)
    return (
        word not in (None, "old", "aged", "age")
        and not any(word in getattr(n, side) for n in equal)
        and any(word == n.next_to(side) for n in stated if not _same(number, n))
    )


def _told(sentence: Said) -> list[outcomes.Statement]:
    """The outcomes of a sentence without the conviction that was overturned or upheld: that is told of, not stated."""
    undone = any(one.status in ("overturned", "upheld") for one in sentence.statuses)
    return [
        one
        for one in sentence.statuses
        if not (undone and one.status == "convicted" and "convictions".startswith(sentence.text[one.start : one.end]))
    ]


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
