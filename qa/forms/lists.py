"""Counts and lists: the number that a sentence states, else the members, each named once, each cited.

The count of a list is the number of its members, and is called a minimum: what is not in the archive is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index import Hit
from ingest import sentences
from qa.answer import Citation
from qa.answers.compose import Composed, flat
from qa.asked.question import Understood
from qa.facts.docket import Entry
from qa.facts.kept import Facts
from qa.facts.people import Roster, last_name
from qa.language import outcomes
from qa.language.names import names
from qa.language.values import NUMBERS
from qa.language.words import content_words, coverage, stem

LISTED, STATED = "listed", "stated"
"""Members plainly named, of which there may be more; or a number that a sentence states."""
_ABOUT = 0.6
"""An article is about a matter when it has all of its names and this share of its words."""
_MOST = 12
_LEAD = 400
_ROLES = (
    r"judges?|lawyers?|attorneys?|prosecutors?|spokesmen|spokeswomen|spokespeople|mayors?|coach(?:es)?|witness(?:es)?"
    r"|investigators?|directors?|owners?|engineers?|doctors?|candidates?|editors?|captains?|sheriffs?|commissioners?"
    r"|councilm[ae]n|councilwom[ae]n|clerks?|mediators?|goalkeepers?|winners?|founders?|executives?|teachers?|nurses?"
)
_COUNTED = re.compile(r"^(?:and |but |so )?how many (?:different )?(?P<noun>\w+)\b(?P<rest>.*)$", re.I)
_CHARGES = re.compile(r"^(?:and |but |so )?(?:on )?how many (?:\w+ )?(?:charges|counts|crimes|offen[cs]es)\b", re.I)
_NAMED = re.compile(
    rf"^(?:and |but |so )?(?:(?:which|what) (?P<which>{_ROLES})\b"
    rf"|(?:who|what) (?:were|are|have been) (?:all )?(?:the )?(?:\w+ )?(?P<who>{_ROLES})\b"
    rf"|(?:name|list|give) (?:me )?(?:all )?(?:the |of the )?(?:\w+ )?(?P<name>{_ROLES})\b)"
    r"(?P<rest>.*)$",
    re.I,
)
_REPORTS = re.compile(
    r"^(?:and |but |so )?(?:which|what|how many) (?:news )?(?P<noun>outlets|papers|newspapers|sources|articles|stories"
    r"|reports)\b(?P<rest>.*\b(?:report|cover|mention|wr[io]te|tell|told|carr|are|were|have)\w*\b.*)$",
    re.I,
)
_OF_REPORTS = re.compile(
    r"\b(?:report(?:ed|s)?|cover(?:ed|s)?|mention(?:ed|s)?|wrote|writes?|tells?|told|carr(?:y|ied)|about|are|there|were|on"
    r"|have|has|been|do|did)\b",
    re.I,
)
_FACED = re.compile(r"\b(?:fac(?:e|ed|es|ing)|charged|indicted|accused|against|plead(?:ed)?|there)\b", re.I)
_NUMBERED = re.compile(
    r"^[^,;.]*?\b(?:all|on|of|to|with) (?:of )?(?:the )?"
    rf"(?P<number>{'|'.join(w for w in NUMBERS if NUMBERS[w] > 1)}|\d+)"
    r" (?:[a-z-]+ )?(?:charges|counts)\b"
)
_NEAR = 60
"""Characters after an outcome in which the number of its charges stands."""
_SPELLED = [word for word in NUMBERS if NUMBERS[word] <= 10]


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list: its name, and the sentence of an article that shows it to belong."""

    name: str
    hit: Hit
    sentence: tuple[int, int]


def answer(question: Understood, hits: Sequence[Hit], facts: Facts) -> Composed | None:
    """The count or list that a question asks for; None for any other question, and where no member is plain.

    Args:
        question: the question.
        hits: what was found for it, best first.
        facts: of the articles.
    """
    text = question.text.strip()
    if _CHARGES.search(text):
        return _of_charges(text, hits, facts)
    reports = _REPORTS.search(text)
    if reports:
        return _of_reports(reports, hits)
    counted, named = _COUNTED.search(text), _NAMED.search(text)
    if counted and re.fullmatch(_ROLES, counted["noun"], re.I) and counted["noun"].endswith(("s", "men")):
        return composed(_in_role(counted["noun"], counted["rest"], hits), counting=True)
    if named:
        noun = next(filter(None, named.group("which", "who", "name")))
        plural = noun.lower().endswith(("s", "men", "people")) and not noun.lower().endswith("ss")
        return composed(_in_role(noun, named["rest"], hits), counting=False) if plural else None
    return None


def composed(members: Sequence[Member], *, counting: bool) -> Composed | None:
    """The members in words, each with the mark of its citation; with their number in front when that was asked."""
    members = members[:_MOST]
    if not members:
        return None
    citations = [Citation.of(m.hit.article, *m.sentence, n) for n, m in enumerate(members, start=1)]
    listed = joined([member.name for member in members])
    marked = joined([f"{member.name} [{n}]" for n, member in enumerate(members, start=1)])
    if not counting:
        return Composed(listed, f"The archive names {marked}.", citations, LISTED)
    number = spelled(len(members))
    return Composed(f"at least {number}", f"At least {number}: {marked}.", citations, LISTED)


def spelled(number: int) -> str:
    """A number as news prose writes it: up to ten in words."""
    return _SPELLED[number] if number < len(_SPELLED) else f"{number:,}"


def joined(parts: Sequence[str]) -> str:
    """The parts with commas, and "and" before the last."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _of_charges(text: str, hits: Sequence[Hit], facts: Facts) -> Composed | None:
    """How many charges somebody faced, was convicted of, and so on."""
    people = [stem(word) for name in names(text) for word in content_words(name)]
    if not people:
        return None
    wanted = outcomes.asked(text)
    if not wanted and not _FACED.search(text):
        return None
    year = re.search(r"\b(?:19|20)\d\d\b", text)
    found: dict[frozenset[str], Member] = {}
    for hit in _articles(hits):
        day = hit.article.published_day
        if year and day and str(day.year) != year.group():
            continue
        entries = facts.docket(hit.article).entries
        for entry in entries:
            if not set(people) <= {stem(word) for word in content_words(entry.person)} | _general(people, entry):
                continue
            if not (entry.status in wanted or not wanted):
                continue
            if stated := _stated(hit, entry, wanted):
                return stated
            if entry.charge and not _retold(entry, entries):
                home = next((key for key in found if key <= entry.stems or entry.stems <= key), None)
                if home is None:
                    found[entry.stems] = Member(flat(entry.charge), hit, entry.sentence)
    return composed(list(found.values()), counting=True)


def _general(people: Iterable[str], entry: Entry) -> set[str]:
    """First names that an entry does not have: "Voss" is Leonard Voss when the last names agree."""
    return set(people) if entry.person and stem(last_name(entry.person).lower()) in set(people) else set()


def _retold(entry: Entry, entries: Iterable[Entry]) -> bool:
    """Whether a charge is only another telling of one that is named: "stealing painkillers" of a theft charge."""
    return bool(re.match(r"[a-z]+ing\b", entry.charge)) and any(
        other.charge and not re.match(r"[a-z]+ing\b", other.charge)
        for other in entries
        if (other.person, other.status) == (entry.person, entry.status)
    )


def _stated(hit: Hit, entry: Entry, wanted: set[str]) -> Composed | None:
    """The number of charges that the words of an entry state: "pleaded not guilty to all four counts"."""
    if not wanted and entry.status not in ("charged", "pleaded not guilty", "on trial"):
        return None
    quote = hit.article.body[slice(*entry.sentence)]
    said = _NUMBERED.search(hit.article.body[entry.place[1] : min(entry.place[1] + _NEAR, entry.sentence[1])])
    if said is None:
        return None
    citation = Citation.of(hit.article, *entry.sentence, 1)
    return Composed(said["number"], f"{flat(quote)} [1]", [citation], STATED)


def _of_reports(asked: re.Match[str], hits: Sequence[Hit]) -> Composed | None:
    """The articles about a matter, or the outlets that carry them; copies of one story count once."""
    matter = _OF_REPORTS.sub(" ", asked["rest"])
    about = [hit for hit in _articles(hits) if _is_about(hit, matter)]
    outlets = asked["noun"].lower() in ("outlets", "papers", "newspapers", "sources")
    members: dict[str, Member] = {}
    for hit in about:
        name = hit.article.source if outlets else f"“{flat(hit.article.headline)}” ({hit.article.source})"
        first = next(iter(sentences(hit.article.body)), None)
        if name and first:
            members.setdefault(name, Member(name, hit, first))
    return composed(list(members.values()), counting=asked.group().lower().lstrip("and butso").startswith("how many"))


def _in_role(noun: str, rest: str, hits: Sequence[Hit]) -> list[Member]:
    """The people whom the articles about a matter call by a role, each once."""
    role = _singular(noun)
    found: list[Member] = []
    for hit in _articles(hits):
        if not _is_about(hit, rest):
            continue
        roster = Roster(f"{hit.article.headline}\n\n{hit.article.body}")
        for name, sentence in _bearers(hit, role, roster, names(f"x {rest}")):
            if not any(_same_person(name, member.name) for member in found):
                found.append(Member(name, hit, sentence))
    return found


def _bearers(hit: Hit, role: str, roster: Roster, owners: Sequence[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Everybody whom an article calls by a role, and the sentence that does."""
    body = hit.article.body
    before = re.compile(
        rf"\b(?:(?P<owner>[A-Z][\w-]*)[’']s (?:\w+ )?)?{role}(?: for (?P<party>[^,]{{2,40}}))?,? $", re.I
    )
    after = re.compile(
        rf"^,(?: \d\d,)? (?:an?|the|his|her|its|their|one of the|(?P<owner>[A-Z][\w-]*)[’']s) "
        rf"(?:[\w’'-]+ ){{0,3}}?{role}\b(?: for (?P<party>[^,.]{{2,40}}))?",
        re.I,
    )
    for start, end in sentences(body):
        text = body[start:end]
        for mention in roster.mentions(text):
            match = before.search(text[: mention.start]) or after.match(text[mention.end :])
            if match is None:
                continue
            of = next(filter(None, (match["owner"], match["party"])), "")
            if of and owners and not any(word in of for name in owners for word in name.split()):
                continue
            yield mention.full, (start, end)


def _singular(noun: str) -> str:
    noun = noun.lower()
    for ending, singular in (("women", "woman"), ("men", "man"), ("people", "(?:man|woman|person)")):
        if noun.endswith(ending):
            return noun[: -len(ending)] + singular
    return re.sub(r"(?<=ch|ss)es$|(?<!s)s$", "", noun)


def _same_person(one: str, other: str) -> bool:
    return one == other or (last_name(one) == last_name(other) and (" " not in one or " " not in other))


def _articles(hits: Sequence[Hit]) -> list[Hit]:
    return list({hit.article.version: hit for hit in reversed(hits)}.values())[::-1]


def _is_about(hit: Hit, matter: str) -> bool:
    text = f"{hit.article.headline} {hit.article.body}"
    held = {stem(word) for word in content_words(text)}
    named = {stem(word) for name in names(f"x {matter}") for word in content_words(name)}
    lead = f"{hit.article.headline} {hit.article.body[:_LEAD]}"
    return named <= held and coverage(matter, text) >= _ABOUT and coverage(matter, lead) > 0
