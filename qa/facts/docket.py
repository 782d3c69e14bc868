"""The docket of an article: who, which charge, what became of it, and in which sentence.

Every entry is a range of the article's text. Statuses are those of :mod:`qa.language.outcomes`; none ever stands for
another, and what is only hoped, asked for, threatened, quoted or denied is no entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import sentences
from qa.facts import charges
from qa.facts.accused import DESCRIBED, NAME_ENDS, accused_of, is_subject
from qa.facts.charges import Charge
from qa.facts.linked import linked
from qa.facts.people import Mention, Roster
from qa.facts.reviewed import reviewed_charge, undone
from qa.language import outcomes

_OF_RULINGS = frozenset({"dismissed", "overturned", "upheld"})
_RULED_ON = re.compile(
    r"\b(?:charges?|counts?|case|indictment|convict\w*|verdicts?|sentence\w*|ruling|law ?suit|appeal\w*"
    r"|allegations?|it)\b"
)
"""A nurse may be dismissed and a truck overturned; neither is an outcome."""
_ALL = re.compile(
    r"\b(?:all|both|each|every|any|either)(?: of)?(?: the| his| her)?(?: \w+)? ?(?:charges?|counts?"
    r"|of them)\b|\bof everything\b",
    re.I,
)
_THAT_AFTER = re.compile(
    r"^(?: [\w’'-]+){0,4}? (?:of|on|over) (?:it|(?:that|this|the)(?: \w+)? (?:charge|count|one))\b|^ (?:it"
    r"|(?:that|the)(?: \w+)? (?:charge|count))\b"
)
_THAT_BEFORE = re.compile(
    r"\b(?:it|(?:that|this|the)(?: (?:one|other|remaining|same|final|last))? (?:charge|count)),? (?:was"
    r"|ended|has been|had been|is)(?: \w+){0,3} $",
    re.I,
)
_REST = re.compile(r"\bthe (?:other|remaining)(?: (?:two|three|four|five))?(?: charges?| counts?)?\b", re.I)
_SAME = re.compile(
    r"\bthe same (?:charge|count|offen[cs]e)\b(?: (?:in the (?:case|death) of|involving|concerning"
    r"|against) (?P<about>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+)*))?"
)
_YEAR = re.compile(r"\b(?:in|of|her|his|the|’s|'s) ?((?:19|20)\d{2})\b")
_PAST = re.compile(
    r"\b(?:had (?:earlier |previously |already )?been|previously|years? (?:ago|earlier|before)|last year"
    r"|earlier trial|first trial)\b",
    re.I,
)
_IN_RELATIVE = re.compile(r"\b(?:on|over|of|for) which [^,;]{0,60}$|\bwhose (?:\d{4} )?$")
_BESIDE = re.compile(
    r"(?:\b(?:death|killing|murder|case|shooting|involving|concerning|assault|robbery|disappearance"
    r"|behalf)(?: of)? |\bfrom |\bwith |\bby )$"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a sentence says became of a charge; all ranges are in characters of the body."""

    status: str
    person: str
    """Full name of the accused; empty when the article does not tell."""
    charge: str
    """The charge as written; empty where the sentence speaks of the whole case."""
    about: str
    span: tuple[int, int] | None
    """Where the charge stands; None when another sentence names it."""
    place: tuple[int, int]
    """Where the words of the status stand."""
    sentence: tuple[int, int]
    every: bool = False
    """True where "all charges" are meant."""
    year: int | None = None
    """The year that the sentence gives for it, where it does."""
    past: bool = False
    """True where it is told as what was before."""

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words that name the charge."""
        return Charge(0, 0, self.charge).stems


@dataclass(frozen=True, slots=True)
class Docket:
    """The entries of one article in order, its accused and the charges it names."""

    entries: tuple[Entry, ...]
    accused: frozenset[str]
    charges: tuple[str, ...]
    people: frozenset[str]
    """Everybody whom the article names, the accused among them."""
    officials: frozenset[str]
    """Judges, lawyers, witnesses and the like."""
    retrial: bool
    """Whether the article tells of a second trial."""


def docket(body: str, headline: str = "") -> Docket:
    """Work out the docket of an article.

    Args:
        body: the article's text; entries refer to it.
        headline: read for names only.
    """
    roster = Roster(f"{headline}\n\n{body}")
    borders, texts = _lines(body)
    names = _charge_names(texts)
    stated = [outcomes.statements(text) for text in texts]
    accused = accused_of(texts, stated, roster)
    reading = _Reading(roster, names, accused)
    entries: list[Entry] = []
    for (start, _), text, said in zip(borders, texts, stated, strict=True):
        entries += reading.entries(text, said, start)
    return Docket(
        tuple(entries),
        frozenset(accused),
        names,
        roster.people,
        roster.officials,
        bool(re.search(r"\b(?:retrial|retried|second (?:jury|trial))\b", body)),
    )


def charges_of(body: str) -> tuple[str, ...]:
    """The charges that an article names, as its docket has them; quicker than the whole docket."""
    return _charge_names(_lines(body)[1])


def _lines(body: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The ranges of the sentences, and their texts in one line each."""
    borders = [(start, end) for start, end in sentences(body)]
    return borders, [" ".join(body[start:end].split("\n")) for start, end in borders]


class _Reading:
    """Reads sentence after sentence, and remembers who and which charge were spoken of last."""

    def __init__(self, roster: Roster, names: tuple[str, ...], accused: Sequence[str]) -> None:
        self._roster, self._names, self._accused = roster, names, accused
        self._defendants = [person for person in accused if person not in roster.officials] or list(accused)
        self._person = self._defendants[0] if len(self._defendants) == 1 else ""
        self._charge: Charge | None = None

    def entries(self, text: str, stated: Sequence[outcomes.Statement], base: int) -> list[Entry]:
        found = [s for s in stated if s.status not in _OF_RULINGS or _RULED_ON.search(text)]
        if not found and "charge" not in text and "count" not in text and not any(n in text for n in self._names):
            self._remember(text, [])
            return []
        here = charges.known(text, self._names)
        people = self._roster.mentions(text)
        links = linked(text, found, here)
        entries = []
        reviewed = undone(text, found)
        for number, said in enumerate(found):
            verdict = reviewed.get(number)
            own = [
                charge
                for charge, to in zip(here, links, strict=True)
                if number in to
                or (
                    verdict is not None
                    and (verdict in to or reviewed_charge(text, found[verdict], charge.start, charge.end))
                )
            ]
            every = False
            if not own:
                own, every = self._implied(text, said, here, links)
                # A bare plea of not guilty is to all that one is charged with.
                every = every or (said.status == "pleaded not guilty" and not own)
            person = self._whose(text, said, own, people)
            before = text[: said.start]
            past = bool(_PAST.search(before[-60:]) or _IN_RELATIVE.search(before)) or number in reviewed.values()
            place, sentence = (base + said.start, base + said.end), (base, base + len(text))
            whole = Entry(said.status, person, "", "", None, place, sentence, every, _year(text, said), past)
            entries += [
                replace(whole, charge=c.name, about=c.about, span=(base + c.start, base + c.end) if c.end else None)
                for c in own
            ] or [whole]
            if person:
                self._person = person
        self._remember(text, here)
        return entries

    def _remember(self, text: str, here: Sequence[Charge]) -> None:
        spoken = [m.full for m in self._roster.mentions(text) if m.full in self._defendants]
        self._person = spoken[-1] if spoken else self._person
        # "That count" is plain only after a sentence with one charge.
        if here:
            self._charge = here[0] if len(here) == 1 else None

    def _implied(
        self, text: str, said: outcomes.Statement, here: Sequence[Charge], links: Sequence[set[int]]
    ) -> tuple[list[Charge], bool]:
        """The charges that a status without a named charge is said of: "that count", "the same charge", "all three"."""
        around = said.before[-50:] + text[said.start : said.end] + said.after[:60]
        if _ALL.search(around):
            return [], True
        same = _SAME.search(said.after[:90])
        earlier = [c for c in here if c.end <= said.start]
        if same:
            model = earlier[-1] if earlier else self._charge
            return ([Charge(0, 0, model.name, same["about"] or "")] if model else []), False
        if _REST.search(around):
            taken = {c.name for c, to in zip(here, links, strict=True) if to}
            return [Charge(0, 0, name) for name in self._names if name not in taken], False
        if _THAT_AFTER.search(said.after) or _THAT_BEFORE.search(said.before):
            model = earlier[-1] if earlier else self._charge
            return ([Charge(0, 0, model.name, model.about)] if model else []), False
        return [], False

    def _whose(self, text: str, said: outcomes.Statement, own: Sequence[Charge], people: Sequence[Mention]) -> str:
        """The accused that a status is said of."""
        possible = [
            m
            for m in people
            if NAME_ENDS.match(text[m.end :])
            and not _BESIDE.search(text[max(0, m.start - 24) : m.start])
            and not any(c.about and m.full.endswith(c.about.split()[-1]) for c in own)
        ]
        subject = [m for m in possible if m.end <= said.start and is_subject(text[m.end : said.start])]
        if subject:
            return subject[-1].full
        last = max((c.start for c in own if c.start > said.end), default=said.end + 60)
        objects = [
            m
            for m in possible
            if said.end <= m.start < last
            and (DESCRIBED.fullmatch(between := text[said.end : m.start]) or not re.search(r"[;,]|\band\b", between))
        ]
        if objects and (objects[0].full in self._accused or not objects[0].official):
            return objects[0].full
        if re.match(r" (?:him|her|them)\b", text[said.end :]) and self._person:
            return self._spoken_before(said.start, possible) or self._person
        if len(self._defendants) == 1:
            return self._defendants[0]
        return self._spoken_before(said.start, possible) or (
            ""
            if re.match(r"(?:both|they|the (?:two|three|brothers|sisters|men|women))\b", text, re.I)
            else self._person
        )

    def _spoken_before(self, place: int, possible: Sequence[Mention]) -> str:
        before = [m.full for m in possible if m.end <= place and m.full in self._accused]
        return before[-1] if before else ""


def _charge_names(texts: Sequence[str]) -> tuple[str, ...]:
    """The charges that the article names, longest first, without those that are parts of others."""
    names: dict[str, None] = {}
    for text in texts:
        if re.search(
            r"charge|count|guilty|acquit|convict|accus|indict|cleared|verdict|trial|agree|deadlock"
            r"|allegation|dismiss",
            text,
        ):
            names.update((charge.name, None) for charge in charges.named(text))
    return tuple(sorted(names, key=len, reverse=True))


def _year(text: str, said: outcomes.Statement) -> int | None:
    """The year a status is said to be of: "convicted in 2018", "the 2018 conviction"."""
    beside = re.search(r"\b((?:19|20)\d{2}) $", text[: said.start]) or re.match(
        r"(?: \w+){0,6}? in ((?:19|20)\d{2})\b", text[said.end :]
    )
    return int(beside.group(1)) if beside else None
