"""What a passage says, made ready to be compared: its sentences with their words, numbers, dates and polarities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Literal

from ingest import date_mentions, sentences
from qa import outcomes, values
from qa.gate.instructions import addressed_to_machines
from qa.question import MONTHS_OR_DAYS, STOP_WORDS, stem

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_NUMERAL = re.compile(
    r"(?<![\w.])[$€£¥]?\d[\d,]*(?:\.\d+)?"
    r"|\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]"
    r"(?:one|two|three|four|five|six|seven|eight|nine)"
    r"|" + "|".join(sorted({*values.NUMBERS, *values.ORDINALS, "million", "billion"}, key=len, reverse=True)) + r")\b",
    re.I,
)
_NEGATIONS = frozenset(
    "not never no without neither nor cannot denied denies deny refused refuses declined failed fails lacked lacks "
    "nobody nothing none hardly barely unable".split()
)
_HEDGES = frozenset(
    "may might could would if unless whether plans planned plan expects expected proposes proposed considering "
    "considers considered weighing seeks sought seek asked urged wants wanted hopes hoped threatened intends likely "
    "possible possibly perhaps alleged allegedly alleges allege suspected accused accuses claims claimed claim "
    "reportedly rumored rumoured".split()
)
_CLAUSE_ENDS = re.compile(r"[,;:—–()]|\bbut\b|\bwhile\b|\balthough\b|\bwho\b|\bwhich\b", re.I)
_NAME = re.compile(r"[A-Z][^\W_]*(?:['’.\-][^\W_]+)*")
_NEVER_NAMES = frozenset("i mr mrs ms dr judge justice sir yes no".split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered passage: its text, what stands around it (headline, source), and the day it was written."""

    n: int
    text: str
    around: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text with its unit, and the stems that stand just after and just before it."""

    value: float
    unit: str
    after: tuple[str, ...]
    before: tuple[str, ...]

    def next_to(self, side: Literal["after", "before"]) -> str | None:
        """The stem that stands directly after or before it."""
        if side == "after":
            return self.after[0] if self.after else None
        return self.before[-1] if self.before else None


@dataclass(frozen=True)
class Said:
    """What one sentence says."""

    text: str
    day: date | None = None
    start: int = 0
    end: int = 0

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of the content words, in order."""
        return tuple(stem(word) for word, _ in _words(self.text) if word not in STOP_WORDS and len(word) > 1)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Stems of content words that are no number, no part of a date, and no word of an outcome, in order."""
        typed = [match.span() for pattern in outcomes.PATTERNS.values() for match in pattern.finditer(self.text)]
        typed += [match.span() for match in _NUMERAL.finditer(self.text)]
        typed += [match.span() for match in MONTHS_OR_DAYS.finditer(self.text)]
        return tuple(
            stem(word)
            for word, at in _words(self.text)
            if word not in STOP_WORDS and len(word) > 1 and not any(start <= at < end for start, end in typed)
        )

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """All its words in order, in lower case."""
        return tuple(word for word, _ in _words(self.text))

    @cached_property
    def dates(self) -> tuple[tuple[date, date], ...]:
        """The first and last day of every date; empty when the day of writing is not known."""
        if self.day is None:
            return ()
        return tuple((found.first, found.last) for found in date_mentions(self.text, self.day))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers outside dates, in digits and in words; a bare "one" or "first" is none."""
        dated = [(m.start, m.end) for m in date_mentions(self.text, self.day)] if self.day else []
        found = []
        for match in _NUMERAL.finditer(self.text):
            if any(start <= match.start() < end for start, end in dated):
                continue
            rest = self.text[match.start() : match.end() + 18]
            tail = re.split(r"\d", rest[len(match.group()) :])[0]
            amounts = values.amounts(match.group() + tail)
            if not amounts or (amounts[0][0] == 1 and not amounts[0][1] and match.group()[0].isalpha()):
                continue
            value, unit = amounts[0]
            found.append(
                Number(value, unit, _near(self.text[match.end() :])[:3], _near(self.text[: match.start()])[-3:])
            )
        return tuple(found)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Words with a capital, in order, in lower case; the first word counts only inside a longer name."""
        found = []
        for match in _NAME.finditer(self.text):
            word = re.sub(r"['’]s$", "", match.group()).lower()
            first = not re.search(r"\w", self.text[: match.start()])
            if word in _NEVER_NAMES or word in STOP_WORDS or MONTHS_OR_DAYS.fullmatch(word) or word in values.NUMBERS:
                continue
            if first and not re.match(r"\s+[A-Z]", self.text[match.end() :]):
                continue
            found.append(word)
        return tuple(found)

    @cached_property
    def capitals(self) -> tuple[str, ...]:
        """All words with a capital that are no stop words, the first word among them, in lower case."""
        found = (re.sub(r"['’]s$", "", match.group()).lower() for match in _NAME.finditer(self.text))
        return tuple(word for word in found if word not in STOP_WORDS and word not in _NEVER_NAMES)

    @cached_property
    def polarity(self) -> dict[str, set[str]]:
        """For each content stem the ways it is said: "plain", "negated" or "hedged"."""
        found: dict[str, set[str]] = {}
        for clause in _CLAUSE_ENDS.split(self.text):
            mood, left = "plain", 0
            for word, at in _words(clause):
                if _denies(word, clause, at):
                    mood, left = "negated", 2
                elif word in _HEDGES and mood != "negated":
                    mood, left = "hedged", 2
                if word in STOP_WORDS or word in _NEGATIONS or word in _HEDGES or len(word) < 2 or word[0].isdigit():
                    continue
                found.setdefault(stem(word), set()).add(mood if left > 0 else "plain")
                left -= 1
        return found

    @cached_property
    def negated(self) -> bool:
        """Whether the sentence negates anything."""
        return any(_denies(word, self.text, at) for word, at in _words(self.text))

    @cached_property
    def statuses(self) -> tuple[outcomes.Statement, ...]:
        """The legal outcomes that it states."""
        return tuple(outcomes.statements(self.text))


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
        self.pairs = frozenset(pair for said in found for pair in pairwise(said.tokens))
        """All pairs of neighbouring words."""
        self.heading = around = Said(passage.around)
        datelines = re.findall(r"(?<!\w)[A-Z]{3,}(?!\w)", passage.text)
        self.around = frozenset(around.tokens) | {name.lower() for name in datelines}
        """Words that hold for the whole passage: those of its headline and source, and its dateline."""
        self.known = frozenset(word for said in (*found, around) for word, _ in _words(said.text)) | frozenset(
            stem(word) for said in (*found, around) for word, _ in _words(said.text)
        )


def _words(text: str) -> list[tuple[str, int]]:
    return [(re.sub(r"['’]s$", "", m.group().lower()), m.start()) for m in _TOKEN.finditer(text)]


def _denies(word: str, text: str, at: int) -> bool:
    """Whether a word negates; "No. 2" and "no more than" do not."""
    if word == "no" and re.match(r"\.?\s*(?:\d|more\b|fewer\b|less\b|later\b)", text[at + 2 :]):
        return False
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


def _near(text: str) -> tuple[str, ...]:
    return tuple(stem(w) for w, _ in _words(text) if w not in STOP_WORDS and w not in values.SCALES and len(w) > 1)
