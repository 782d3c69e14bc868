"""Twins: the same question with a passage that answers it and one that does not, the same claim supported and not.

Where a question's wording alone tells whether it is answered, a network learns the wording. Questions of data sets that
nearly always have an answer therefore get a passage without it: their own, the answering sentence taken out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest import sentences
from training.examples import Claim, Example

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(
    r"\$?\d[\d,.:]*(?:\s(?:million|billion|percent|per cent|years?|months?|days?|people))?"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)\b"
)
_NAME = re.compile(r"[A-Z][\w'’.-]*[a-z](?:\s(?:of|de|van|the|al)?\s?[A-Z][\w'’.-]*[a-z])*")
_PHRASE = re.compile(r"\b(?:an?|the|his|her|their|its)\s(?:[a-z]+\s){0,2}[a-z]{4,}\b")


def without_answer(example: Example) -> str | None:
    """The example's passage without the sentence that answers; None when little is left or the answer stands again."""
    start, end = example.answers[0]
    parts = sentences(example.context)
    rest = " ".join(example.context[a:b].strip() for a, b in parts if b <= start or a >= end)
    answer = example.context[start:end].lower()
    return rest if len(parts) > 2 and len(rest) > 80 and answer not in rest.lower() else None


def with_twins(examples: Iterable[Example], share: float, chance: random.Random) -> Iterator[Example]:
    """The examples, a share of those that lack a negative passage with one made by :func:`without_answer`."""
    for example in examples:
        if example.answers and not example.negatives and chance.random() < share:
            rest = without_answer(example)
            yield replace(example, negatives=(rest,)) if rest else example
        else:
            yield example


def without_support(text: str, context: str) -> str | None:
    """A passage without the sentence that shares most words with a claim; None when none shares enough."""
    wanted = _words(text)
    parts = sentences(context)
    if len(parts) < 3 or not wanted:
        return None
    shares = [len(wanted & _words(context[a:b])) / len(wanted) for a, b in parts]
    best = max(range(len(parts)), key=shares.__getitem__)
    if shares[best] < 0.4:
        return None
    return " ".join(context[a:b].strip() for place, (a, b) in enumerate(parts) if place != best)


def answers_to_check(example: Example, chance: random.Random) -> list[Claim]:
    """A question with its answer and with a wrong one of the same kind from the passage, and as told by its twin.

    Readers err by pointing at another person, another count, another day of the same passage; the wrong answers are
    such. In the twin passage, which does not answer, both are wrong.
    """
    start, end = example.answers[0]
    answer = example.context[start:end]
    wrong = of_same_kind(example.context, start, end, example.question, chance)
    found = [Claim(as_claim(example.question, answer), example.context, True, example.headline)]
    if wrong:
        found.append(Claim(as_claim(example.question, wrong), example.context, False, example.headline))
    if example.negatives:
        twin = example.negatives[0]
        bait = answer if answer in twin or not wrong or chance.random() < 0.4 else wrong
        if bait in twin:
            found.append(Claim(as_claim(example.question, bait), twin, False, example.headline))
    return found


def as_claim(question: str, answer: str) -> str:
    """How a question and an answer to it are put to the support head."""
    return f"{question} {answer}"


def of_same_kind(text: str, start: int, end: int, question: str, chance: random.Random) -> str | None:
    """Another number, name or phrase of a text than the one at a range, of the same kind; None when there is none."""
    answer = text[start:end]
    for kind in (_NUMBER, _NAME, _PHRASE):
        if kind is _PHRASE or kind.search(answer):
            taken = _words(f"{answer} {question}")
            others = [
                match.group()
                for match in kind.finditer(text)
                if (match.end() <= start or match.start() >= end) and not _words(match.group()) & taken
            ]
            return chance.choice(others) if others else None
    return None


def claim_twins(claims: Sequence[Claim], share: float, chance: random.Random) -> Iterator[list[Claim]]:
    """Claims in groups: of one passage together, and a share of the supported ones with a passage that lacks them."""
    by_passage: dict[str, list[Claim]] = {}
    for claim in claims:
        by_passage.setdefault(claim.context, []).append(claim)
    for together in by_passage.values():
        yield together
        for claim in together:
            if claim.supported and chance.random() < share:
                rest = without_support(claim.text, claim.context)
                if rest:
                    yield [claim, replace(claim, context=rest, supported=False)]


def _words(text: str) -> set[str]:
    return {word[:6] for word in _WORD.findall(text.lower()) if len(word) > 2 or word.isdigit()}
