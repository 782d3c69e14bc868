"""What a passage says that may support something: its sentences, save those that speak to machines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest import sentences
from qa.faithfulness.instructions import addressed_to_machines
from qa.language.sentence import Said, words_at
from qa.language.words import stem

NEAR = 6
"""Words are near each other with at most five others that say something between them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered passage: its text, what stands around it (headline, source), and the day it was written."""

    n: int
    text: str
    around: str = ""
    day: date | None = None


class Evidence:
    """The sentences of a passage that may support something: those that speak to machines may not.

    Args:
        passage: the numbered passage.

    A paragraph in which a sentence gives an order to a language model supports nothing at all.
    """

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        found: list[Said] = []
        start = 0
        for paragraph in passage.text.split("\n"):
            ranges = sentences(passage.text, start, start + len(paragraph))
            texts = [(passage.text[a:b], a, b) for a, b in ranges]
            if not any(addressed_to_machines(text) for text, _, _ in texts):
                found += [Said(text, passage.day, a, b) for text, a, b in texts]
            start += len(paragraph) + 1
        self.sentences = tuple(found)
        self.pairs = frozenset(
            (word, other)
            for said in found
            for at, word in enumerate(said.told)
            for other in said.told[at + 1 : at + 1 + NEAR]
        )
        """Pairs of roots that stand near each other in a sentence, in their order."""
        self.heading = around = Said(passage.around)
        self.dateline = frozenset(word.lower() for word in re.findall(r"(?<!\w)[A-Z]{3,}(?!\w)", passage.text))
        """Words in capitals, as those of the place that the report was sent from."""
        self.around = frozenset(around.tokens) | self.dateline
        """Words that hold for the whole passage: those of its headline and source, and its dateline."""
        words = [word for said in (*found, around) for word, _ in words_at(said.text)]
        self.known = frozenset(part for word in words for part in (word, stem(word), *word.split("-")))
        self.small = frozenset(re.findall(r"(?<![\w’'-])[a-z][^\W_]+", passage.text))
        """Words that it writes without a capital."""
