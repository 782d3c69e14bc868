"""Questions about outcomes answered from the docket: the charge, the person or the outcome, in the article's words.

Only a plain match answers: every word of the question that tells who or which charge is met by one entry's person,
charge or article. Where the archive states another outcome of that very charge, the premise is corrected instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from index import Hit
from qa.answer import Citation
from qa.answers.compose import Composed, Correction, flat
from qa.asked.question import Understood
from qa.asked.wanted import TOLD, Asked, taken_apart
from qa.checks import presuppositions
from qa.disagreement.developments import history
from qa.facts.docket import Docket, Entry, charges_of
from qa.facts.kept import Facts
from qa.language import outcomes
from qa.language.words import content_words, stem

_OPEN = frozenset({"charged", "on trial", "pleaded not guilty"})
"""Nothing is decided yet, which also speaks against a conviction that is taken for granted."""
_MOST_ARTICLES = 12
MOST_BEFORE = 3
"""Earlier states that are told beside the latest."""
_COURT = re.compile(
    r"guilty|acquit|convict|mistrial|deadlock|verdict|charge|indict|plea|overturn|dismiss|sentenc|clear", re.I
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """An entry of the docket of a hit's article that matches a question."""

    hit: Hit
    entry: Entry
    order: int

    @property
    def when(self) -> tuple[int, date, int]:
        """Sorts by when it came to be: the year told, else the day of the article; what is told as past comes first."""
        day = self.hit.article.published_day or date.min
        year = self.entry.year or day.year
        early = year < day.year or self.entry.past
        return (
            0 if early else 1,
            date(year, 1, 1) if self.entry.year and year < day.year else day,
            self.entry.place[0],
        )

    @property
    def day(self) -> date | None:
        """The day of the report; None where it only recalls what was before."""
        return self.hit.article.published_day if self.when[0] else None


def answer(question: Understood, hits: Sequence[Hit], facts: Facts) -> Composed | Correction | None:
    """The answer, or the correction of what the question presumes; None when no entry plainly matches.

    Args:
        question: the question.
        hits: what was found for it, best first.
        facts: of the articles.
    """
    asked = taken_apart(question)
    if asked is None:
        return None
    matched = _matching(asked, hits, facts)
    if not matched:
        return None
    if asked.wants == "yes_no":
        return _yes_no(asked, matched)
    if asked.wants == "status":
        return _status(asked, matched)
    if asked.wants == "premise" and any(m.entry.charge for m in matched):
        matched = [m for m in matched if not m.entry.every]
    hold = [m for m in matched if m.entry.status in asked.statuses]
    if not hold:
        return _correction(asked, matched)
    if asked.wants == "charge":
        return _charges(hold)
    return _people(hold) if asked.wants == "person" else None


def _matching(asked: Asked, hits: Sequence[Hit], facts: Facts) -> list[Ruling]:
    pages: dict[str, tuple[int, Hit]] = {}
    ahead = "on trial" in asked.statuses  # of a trial that is yet to come, earlier reports tell too
    for order, hit in enumerate(hits):
        headline, body = hit.article.headline, hit.article.body
        if (
            len(pages) < _MOST_ARTICLES
            and _COURT.search(body)
            and (ahead or presuppositions.staged(asked.text, headline, body))
        ):
            pages.setdefault(hit.article.version, (order, hit))
    # An article without a word of the question can neither match nor tell that one of its words names a charge;
    # one that lacks some of them may still tell that: "arson" is a charge in what another only alludes to.
    shares = {version: _share(asked, hit) for version, (_, hit) in pages.items()}
    whole = [
        (order, hit, facts.docket(hit.article)) for order, hit in pages.values() if shares[hit.article.version] == 1
    ]
    if not whole:
        return []
    others = [hit for version, (_, hit) in pages.items() if 0 < shares[version] < 1]
    names = [found.charges for _, _, found in whole] + [charges_of(hit.article.body) for hit in others]
    named = _stems(name for charges in names for name in charges)
    return [Ruling(hit, entry, order) for order, hit, found in whole for entry in matching(asked, found, named, hit)]


def matching(asked: Asked, found: Docket, named: set[str], hit: Hit) -> list[Entry]:
    """The entries of one article, which holds all words of the question, that are about whom and what it asks of.

    Args:
        asked: the question.
        found: the article's docket.
        named: stems of all words that name charges in the articles found.
        hit: for the article's text and day.
    """
    if not asked.words and asked.wants in ("yes_no", "premise", "status"):
        return []
    people = {person: _stems([person]) for person in found.people}
    everybody = {word for own in people.values() for word in own}
    officials = _stems(found.officials) if asked.officials else set()
    charge = {word for word in asked.words if word not in everybody and _in(word, named)}
    accused = _stems(found.accused)
    # Whom a charge concerns is often told apart from it, so where the charge is named it is enough that another is not.
    beside = {word for word in everybody if word not in accused} if charge and asked.wants == "premise" else set()
    chosen = []
    for entry in found.entries:
        own = people.get(entry.person, set()) | _stems([entry.about])
        others = officials if entry.about else officials | beside
        if any(word in everybody and word not in own and word not in others for word in asked.words):
            continue
        of_charge = entry.stems | _stems([entry.about])
        if charge and not entry.every and not (entry.charge and all(_in(word, of_charge) for word in charge)):
            continue
        if asked.years and not asked.years & {entry.year or (hit.article.published_day or date.min).year}:
            continue
        if asked.trial == "second" and not (found.retrial and not entry.past):
            continue
        if asked.trial == "first" and found.retrial and not entry.past:
            continue
        chosen.append(entry)
    about = {word for entry in chosen for word in _stems([entry.about])}
    if asked.wants == "premise" and not charge and not about & asked.words:
        # Without a charge in the question, only what is said of all of them can speak against it.
        chosen = [entry for entry in chosen if entry.every or entry.status in asked.statuses]
    return _exact(chosen, charge)


def _exact(entries: list[Entry], charge: set[str]) -> list[Entry]:
    """Of "fraud" and "wire fraud", those that are named just as asked, where any is."""
    exact = [e for e in entries if charge and e.charge and len(e.stems) <= len(charge)]
    return exact or entries


def _yes_no(asked: Asked, matched: Sequence[Ruling]) -> Composed | None:
    told = sorted((m for m in matched if m.entry.status in TOLD | {"charged"}), key=lambda m: m.when)
    bearing = [m for m in told if m.entry.status in asked.statuses or _excluded(m.entry.status, asked.statuses)]
    decided = [m for m in bearing if m.entry.status not in _OPEN] or bearing
    if not decided or (decided[-1].entry.status in _OPEN and "convicted" in asked.statuses):
        return None
    last = _first_report(decided)
    rivals = {m.entry.status for m in decided if m.when[:2] == last.when[:2]}
    if len(rivals & asked.statuses) and rivals - asked.statuses and len({_of(m) for m in decided}) > 1:
        return None
    word = "Yes" if last.entry.status in asked.statuses else "No"
    later = [m for m in told if m.when > last.when and m.entry.status in ("overturned", "dismissed")]
    return _composed(word, f"{word}: ", last, told, later[-1] if later else None)


def _status(asked: Asked, matched: Sequence[Ruling]) -> Composed | None:
    told = sorted((m for m in matched if m.entry.status in asked.statuses), key=lambda m: m.when)
    if not told:
        return None
    last = _first_report(told)
    article = [m for m in told if m.hit.article.id == last.hit.article.id and not m.entry.past]
    if len({_of(m) for m in article}) > 1 and len({m.entry.status for m in article}) > 1:
        # Several charges with several outcomes, and the question names none: only one sentence that tells all will do.
        if len({m.entry.sentence for m in article}) > 1:
            return None
        quote = last.hit.article.body[slice(*last.entry.sentence)]
        return _composed(flat(quote), "", last, [], None)
    return _composed(_words(last), "", last, told, None)


def _first_report(told: Sequence[Ruling]) -> Ruling:
    """Of the latest state, the report that first told of it; later ones often only recall it."""
    last = len(told) - 1
    while last and told[last - 1].entry.status == told[-1].entry.status and not told[last - 1].entry.past:
        last -= 1
    return told[last]


def _charges(hold: Sequence[Ruling]) -> Composed | None:
    """The charges of the newest article that tells of that outcome, as written there."""
    named = [m for m in hold if m.entry.charge and m.entry.span] or [m for m in hold if m.entry.charge]
    if not named:
        return None
    first = min(named, key=lambda m: m.order)
    own = [m for m in named if m.hit.article.id == first.hit.article.id]
    kept: dict[frozenset[str], Ruling] = {}
    for m in own:
        if not any(m.entry.stems <= known and m.entry.about in ("", r.entry.about) for known, r in kept.items()):
            kept[m.entry.stems] = m
    sentences = {m.entry.sentence: m for m in reversed(kept.values())}
    citations = [
        Citation.of(m.hit.article, *s, n) for n, (s, m) in enumerate(sorted(sentences.items(), key=lambda i: i[0]), 1)
    ]
    text = " ".join(f"{flat(c.quote)} [{c.n}]" for c in citations)
    return Composed(_joined([flat(m.entry.charge) for m in kept.values()]), text, citations)


def _people(hold: Sequence[Ruling]) -> Composed | None:
    named = [m for m in hold if m.entry.person]
    if not named:
        return None
    people = list(dict.fromkeys(m.entry.person for m in named if m.hit.article.id == named[0].hit.article.id))
    firsts = [next(m for m in named if m.entry.person == person) for person in people]
    citations = [Citation.of(m.hit.article, *m.entry.sentence, n) for n, m in enumerate(firsts, 1)]
    return Composed(_joined(people), " ".join(f"{flat(c.quote)} [{c.n}]" for c in citations), citations)


def _correction(asked: Asked, matched: Sequence[Ruling]) -> Correction | None:
    """What the archive says instead, where one charge of one person is asked about and its outcome is another."""
    plain = [
        m
        for m in matched
        if m.entry.every or any(_in(word, m.entry.stems | _stems([m.entry.about])) for word in asked.words)
    ]
    against = sorted((m for m in plain if _excluded(m.entry.status, asked.statuses)), key=lambda m: m.when)
    others = [m for m in matched if m.entry.status in TOLD and not _excluded(m.entry.status, asked.statuses)]
    if not against or (others and asked.wants != "premise"):
        return None
    decided = [m for m in against if m.entry.status not in _OPEN]
    last = (decided or against)[-1]
    # A trial may follow on another charge, or on what was told since.
    if "on trial" in asked.statuses and (not last.entry.charge or any(m.when > last.when for m in matched)):
        return None
    citation = Citation.of(last.hit.article, *last.entry.sentence, 1)
    return Correction(f"The archive says otherwise: {flat(citation.quote)} [1]", [citation])


def _composed(answer: str, lead: str, last: Ruling, told: Iterable[Ruling], later: Ruling | None) -> Composed:
    """The answer in its sentence; what it was before, and what came later, each with its day and citation."""
    citations = [Citation.of(last.hit.article, *last.entry.sentence, 1)]
    text = f"{lead}{flat(citations[0].quote)} [1]"

    def cited(other: Ruling) -> int:
        citations.append(Citation.of(other.hit.article, *other.entry.sentence, len(citations) + 1))
        return len(citations)

    if later and later.entry.sentence != last.entry.sentence:
        day = later.hit.article.published_day
        told_on = f", {day:%B} {day.day}, {day.year}" if day else ""
        text += f" Later: {later.entry.status}{told_on} [{cited(later)}]."
    before: list[tuple[str, date | None, int]] = []
    for other in sorted((m for m in told if m.when < last.when), key=lambda m: m.when, reverse=True):
        known = last.entry.status if not before else before[-1][0]
        if len(before) == MOST_BEFORE or other.entry.status in (known, *_OPEN):
            continue
        if other.entry.sentence != last.entry.sentence or other.hit.article.id != last.hit.article.id:
            before.append((other.entry.status, other.day, cited(other)))
    if before:
        text += f" {history(last.entry.status, last.day, 1, before)}"
    return Composed(answer, text, citations)


def _words(ruling: Ruling) -> str:
    """The outcome as the sentence words it; where it uses a noun or an infinitive, by its name."""
    own = flat(ruling.hit.article.body[slice(*ruling.entry.place)])
    return (
        own
        if re.search(r"(?:ed|guilty|wn|out|mistrial|agree|jury|verdict|set aside|upheld)$", own)
        else ruling.entry.status
    )


def _of(ruling: Ruling) -> tuple[str, frozenset[str], str]:
    return ruling.entry.person, ruling.entry.stems, ruling.entry.about


def _excluded(status: str, asked: frozenset[str]) -> bool:
    return outcomes.excluded(status, asked) or (status in _OPEN and "convicted" in asked)


def _stems(texts: Iterable[str]) -> set[str]:
    return {stem(word) for text in texts for word in content_words(text)}


def _in(word: str, stems: Iterable[str]) -> bool:
    """Whether a stem is among others, endings aside: "rap" (raping) and "rape"."""
    return (
        word in stems
        or (word.endswith("ing") and stem(word.removesuffix("ing") + "e") in stems)
        or (len(word) >= 5 and any(len(s) >= 5 and (s.startswith(word) or word.startswith(s)) for s in stems))
    )


def _share(asked: Asked, hit: Hit) -> float:
    """The share of the question's words that an article holds; 1 where the question has none."""
    stems = _stems([f"{hit.article.headline}\n{hit.article.body}"])
    return sum(_in(word, stems) for word in asked.words) / len(asked.words) if asked.words else 1


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
