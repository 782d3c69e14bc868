"""A sentence made ready to be compared: its words, numbers, dates, names and polarities, each read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from ingest import DateMention, date_mentions
from qa.language import outcomes, values
from qa.language.moods import Mood, moods
from qa.language.roots import carries, root
from qa.language.words import MONTHS_OR_DAYS, STOP_WORDS, stem

QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|‘([^’]+(?:’\w[^’]*)*)’(?!\w)|(?<!\w)'([^']+(?:'\w[^']*)*)'(?!\w)")


_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")


_NUMERAL = re.compile(
    r"(?<![\w.])[$€£¥]?\d[\d,]*(?:\.\d+)?"
    r"|\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]"
    r"(?:one|two|three|four|five|six|seven|eight|nine)"
    r"|" + "|".join(sorted({*values.NUMBERS, *values.ORDINALS, "million", "billion"}, key=len, reverse=True)) + r")\b",
    re.I,
)


_NAME = re.compile(r"[A-Z][^\W_]*(?:['’.\-][^\W_]+)*")


_BREAK = re.compile(r"[,;:()—]")


_NEVER_NAMES = frozenset("i mr mrs ms dr judge justice sir yes no".split())


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
        return tuple(stem(word) for word, _ in words_at(self.text) if word not in STOP_WORDS and len(word) > 1)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Roots of content words in order: no number, no part of a date or quotation, no word of an outcome."""
        typed = [match.span() for pattern in outcomes.PATTERNS.values() for match in pattern.finditer(self.text)]
        typed += [match.span() for match in QUOTED.finditer(self.text)]
        typed += [match.span() for match in _NUMERAL.finditer(self.text)]
        typed += [match.span() for match in MONTHS_OR_DAYS.finditer(self.text)]
        return tuple(
            root(word)
            for word, at in words_at(self.text)
            if carries(word) and not any(start <= at < end for start, end in typed)
        )

    @property
    def quoting(self) -> bool:
        """Whether it holds words in quotation marks."""
        return QUOTED.search(self.text) is not None

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Roots of all words that say something, in order."""
        return tuple(root(word) for word in self.tokens if carries(word))

    @cached_property
    def roots(self) -> frozenset[str]:
        """Roots of all words."""
        return frozenset(root(word) for word in self.tokens)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """All its words in order, in lower case."""
        return tuple(word for word, _ in words_at(self.text))

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Every date; empty when the day of writing is not known."""
        return tuple(date_mentions(self.text, self.day)) if self.day else ()

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers outside dates, in digits and in words; a bare "one" or "first" is none."""
        dated = [(one.start, one.end) for one in self.dates]
        found = []
        for match in _NUMERAL.finditer(self.text):
            if any(start <= match.start() < end for start, end in dated):
                continue
            rest = self.text[match.end() :]
            tail = re.split(r"\d", rest[:18])[0]
            amounts = values.amounts(match.group() + tail) or values.amounts(match.group())
            if not amounts or (amounts[0][0] == 1 and not amounts[0][1] and match.group()[0].isalpha()):
                continue
            value, unit = amounts[0]
            found.append(Number(value, unit, _near(_BREAK.split(rest)[0])[:3], _near(self.text[: match.start()])[-3:]))
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
    def moods(self) -> dict[str, set[Mood]]:
        """For the stem of each content word how it is said."""
        return moods(self.text, frozenset(self.names))

    @cached_property
    def statuses(self) -> tuple[outcomes.Statement, ...]:
        """The legal outcomes that it states."""
        return tuple(outcomes.statements(self.text))


def words_at(text: str) -> list[tuple[str, int]]:
    """The words of a text in lower case, without possessive endings, and where each begins."""
    return [(re.sub(r"['’]s$", "", m.group().lower()), m.start()) for m in _TOKEN.finditer(text)]


def _near(text: str) -> tuple[str, ...]:
    return tuple(stem(w) for w, _ in words_at(text) if w not in STOP_WORDS and w not in values.SCALES and len(w) > 1)
