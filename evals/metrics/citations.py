"""Citations: exact to the letter, recall and precision by ALCE's definition, and whether they hold the evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from evals.metrics.squad import normalise
from evals.metrics.support import SupportJudge
from ingest import sentences
from qa import Citation

_MARKS = re.compile(r"(?:\s*\[\d+\])+")


Record = tuple[str, str]
"""The source of an article and its day, spelled as answers spell it; empty where unknown."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer with the numbers of the citations that stand behind it."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """How well citations support an answer, in counts, so that sums over answers can be divided."""

    statements: int
    supported: int
    """Statements whose citations together support them."""
    citations: int
    needed: int
    """Citations that support their statement alone, or without which it would not be supported."""


def statements(text: str) -> list[Statement]:
    """The sentences of an answer's text with their marks; a mark belongs to the sentence it follows.

    >>> statements("It burned. Two died [1][2]. Nobody was charged.")[1]
    Statement(text='Two died', cites=(1, 2))
    """
    found: list[Statement] = []
    position = 0
    for marks in _MARKS.finditer(text):
        parts = _split(text[position : marks.start()])
        cites = tuple(int(number) for number in re.findall(r"\d+", marks.group()))
        found.extend(Statement(part, ()) for part in parts[:-1])
        if parts:
            found.append(Statement(parts[-1], cites))
        position = marks.end()
    found.extend(Statement(part, ()) for part in _split(text[position:]))
    return found


def _split(text: str) -> list[str]:
    parts = (text[start:end].strip() for start, end in sentences(text))
    return [part for part in parts if re.search(r"\w", part)]


def alce(text: str, citations: Sequence[Citation], judge: SupportJudge) -> Support:
    """Count supported statements and needed citations as ALCE does.

    A statement without a citation, or with one that does not exist, is not supported, and its citations are not
    needed. A citation of a supported statement is needed when it alone supports it, or the others do not. Who reported
    it and when, in brackets or as "As of DAY:", is compared with the records of the articles cited, to the letter; the
    judge decides about the rest, and about everything where the records say otherwise.
    """
    quotes = {citation.n: citation.quote for citation in citations}
    records = {citation.n: _record(citation) for citation in citations}
    supported = needed = cited = 0
    found = statements(text)
    for statement in found:
        cites = tuple(dict.fromkeys(statement.cites))
        cited += len(cites)
        if not cites or any(number not in quotes for number in cites):
            continue
        claim = without_record(statement.text, [records[number] for number in cites])
        if not judge.supports(claim, [quotes[number] for number in cites]):
            continue
        supported += 1
        needed += len(cites) if len(cites) == 1 else sum(_needed(claim, n, cites, quotes, judge) for n in cites)
    return Support(len(found), supported, cited, needed)


def without_record(text: str, records: Sequence[Record]) -> str:
    """A statement without what it says of who reported it and when, where that is just what a record says.

    Args:
        text: the statement.
        records: source and day of each article that it cites.

    >>> fire = ("Alder Post", "July 4, 2022")
    >>> without_record("It was 15 (Alder Post, July 4, 2022)", [fire])
    'It was 15'
    >>> without_record("It was 15 (Alder Post, July 5, 2022)", [fire])
    'It was 15 (Alder Post, July 5, 2022)'
    """
    for source, day in records:
        for told in filter(None, (source and day and f"{source}, {day}", source, day)):
            text = text.replace(f" ({told})", "")
        if day:
            text = text.removeprefix(f"As of {day}: ")
    return text


def _record(citation: Citation) -> Record:
    if not citation.published_at:
        return citation.source, ""
    day = date.fromisoformat(citation.published_at[:10])
    return citation.source, f"{day:%B} {day.day}, {day.year}"


def _needed(text: str, number: int, cites: Sequence[int], quotes: dict[int, str], judge: SupportJudge) -> bool:
    others = [quotes[other] for other in cites if other != number]
    return judge.supports(text, [quotes[number]]) or not judge.supports(text, others)


def exact(citations: Sequence[Citation], body: Callable[[str, str], str]) -> int:
    """How many quotes are the text of their article version at their offsets. Fewer than all is a bug.

    Args:
        citations: the citations of an answer.
        body: gives the stored text for an article's id and version.
    """
    return sum(body(item.article_id, item.version)[item.start : item.end] == item.quote for item in citations)


def holds(passage: str, evidence: str, least: float = 0.8) -> bool:
    """Whether a passage holds a piece of evidence: all of it, or at least this share of its words in one stretch."""
    wanted, text = normalise(evidence).split(), normalise(passage).split()
    if not wanted or not text:
        return False
    if f" {' '.join(wanted)} " in f" {' '.join(text)} ":
        return True
    return _longest_shared(wanted, text) >= least * len(wanted)


def _longest_shared(one: Sequence[str], other: Sequence[str]) -> int:
    """The length in words of the longest stretch that both share."""
    best = 0
    row = [0] * (len(other) + 1)
    for word in one:
        above = 0
        for place, match in enumerate(other, start=1):
            above, row[place] = row[place], above + 1 if word == match else 0
            best = max(best, row[place])
    return best
