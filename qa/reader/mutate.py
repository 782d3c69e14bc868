"""Questions that a passage almost answers: one name, number or opposite exchanged, so that the answer no longer holds.

SQuAD 2.0 showed that a reader trained on answerable questions alone trusts any passage that looks related
(Rajpurkar et al. 2018). In news the same slip answers about the wrong person or the wrong charge.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from qa.reader.examples import Example

_OPPOSITES = [
    ("first", "last"), ("largest", "smallest"), ("biggest", "smallest"), ("highest", "lowest"), ("most", "fewest"),
    ("oldest", "youngest"), ("before", "after"), ("won", "lost"), ("win", "lose"), ("north", "south"),
    ("northern", "southern"), ("east", "west"), ("eastern", "western"), ("increase", "decrease"), ("rise", "fall"),
    ("more", "less"), ("male", "female"), ("men", "women"), ("father", "mother"), ("son", "daughter"),
    ("brother", "sister"), ("husband", "wife"), ("begin", "end"), ("began", "ended"), ("start", "stop"),
    ("born", "buried"), ("convicted", "acquitted"), ("guilty", "innocent"), ("approved", "rejected"),
    ("allowed", "forbidden"), ("alive", "dead"), ("arrested", "released"), ("maximum", "minimum"), ("major", "minor"),
    ("support", "oppose"), ("supported", "opposed"), ("bought", "sold"), ("above", "below"), ("same", "opposite"),
]  # fmt: skip
OPPOSITE = dict(_OPPOSITES) | {b: a for a, b in _OPPOSITES}
_NAME = re.compile(r"(?<=\s)[A-Z][a-z]+(?:\s[A-Z][a-z]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_WORD = re.compile(r"[A-Za-z]+")
_TOKEN = re.compile(r"\w+")


def mutate(examples: Sequence[Example], share: float, seed: int) -> list[Example]:
    """Unanswerable variants of a share of the examples: same passage, a question with one thing exchanged.

    Names and numbers are exchanged for one of the same kind that occurs under the same title but not in the question;
    the answer itself is never put into the question.

    Args:
        examples: answerable examples with titles.
        share: the fraction of examples to vary, 0 to 1; those with nothing to exchange are left out.
        seed: makes the draw repeatable.
    """
    chance = random.Random(seed)
    names: dict[str, list[str]] = defaultdict(list)
    numbers: dict[str, list[str]] = defaultdict(list)
    contexts = {example.context: example.title for example in examples}
    for context, title in contexts.items():
        names[title] += _NAME.findall(context)
        numbers[title] += _NUMBER.findall(context)
    varied = []
    for example in examples:
        if chance.random() >= share:
            continue
        question = _vary(example, names[example.title], numbers[example.title], chance)
        if question:
            varied.append(replace(example, id=f"{example.id}/mutated", question=question, answers=(), negatives=()))
    return varied


def _vary(example: Example, names: list[str], numbers: list[str], chance: random.Random) -> str | None:
    question = example.question
    choices: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(question):
        if match.group().lower() in OPPOSITE:
            choices.append((*match.span(), OPPOSITE[match.group().lower()]))
    for pattern, pool in ((_NAME, names), (_NUMBER, numbers)):
        for match in pattern.finditer(question):
            other = chance.choice(pool) if pool else ""
            answer = example.context[slice(*example.answers[0])]
            # An exchange for a longer or shorter form of the same name would leave the question answerable.
            if other and not set(_TOKEN.findall(other)) & set(_TOKEN.findall(f"{question} {answer}")):
                choices.append((*match.span(), other))
    if not choices:
        return None
    start, end, other = chance.choice(choices)
    return question[:start] + other + question[end:]
