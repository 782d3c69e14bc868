"""Different values for the same thing: conflicts, corrections and developments told apart, by offsets, not by votes.

Values are read from the sentences of the articles found (:mod:`qa.language.mentions`) and compared as numbers and
days, so that a spelling is no conflict. Names and places, which no pattern tells, are taken from the reader's spans.
What the whole archive says of a matter is never weighed up: every value that stands is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from index import Hit
from ingest import Article, anchor_of, sentences
from qa.asked.question import Understood
from qa.disagreement.developments import moves_on, order
from qa.disagreement.matter import Matter, of_another_time, one_person, owner, same_event
from qa.disagreement.names import one_name, rival_names
from qa.facts.corrections import TakenBack, taken_back
from qa.facts.told import Told
from qa.language.mentions import Mention, comparable, compatible, like, mentions
from qa.language.senses import senses
from qa.spans.rank import Candidate, Group

MOST_ARTICLES = 12
"""Articles whose sentences are looked through."""
LEAST_WORDS = 2
"""Content words that must stand beside a value to say what it is of."""
MOST_VALUES = 3
"""Rival values shown."""
_VALUE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million|dozen|half|one|noon|midnight|midday|\w+day|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:said|says|told \w+|announced|reported|confirmed|wrote|added|according to [\w’' -]+"
    r"|statement)\s(?:late |early )?(?:on )?$",
    re.I,
)
_REPORTED_FAR = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|wrote)(?: (?!that\b|would\b|will\b|to\b)[\w’'.-]+){1,8} $", re.I
)
"""Further words may stand before the day: "told reporters in the capital Sunday"."""
_NEAR_DAYS = 366
_YEAR = timedelta(days=365, hours=6)


MOST_RIVALS = 2
"""More other values than this are told of other things: sources that disagree on one seldom do so in many ways."""
APART, GROWN = 4.0, 10.0
"""How many times larger one report of an amount may be than another: at one time, and where it has since moved."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One value, and all the independent stories that state it, first the one that is quoted."""

    voices: tuple[Told, ...]

    @property
    def told(self) -> Told:
        """The one that is quoted."""
        return self.voices[0]


@dataclass(frozen=True, slots=True)
class Dispute:
    """The value that answers, and the others of the same matter: rivals, earlier states, and what was taken back."""

    first: Claim
    rivals: tuple[Claim, ...] = ()
    earlier: tuple[Claim, ...] = ()
    wrong: tuple[Claim, ...] = ()
    correction: TakenBack | None = field(default=None)
    moved: bool = False
    """Whether ``first`` is another value than the reader's first."""


def examine(
    question: Understood, groups: Sequence[Group], hits: Sequence[Hit], copies: Sequence[Article] = ()
) -> Dispute | None:
    """What else the articles found say of what the first group answers; None when nothing disagrees.

    Args:
        question: the question.
        groups: the answers, best first.
        hits: the passages that were read.
        copies: other versions of the stories found; one that says the same adds no voice.
    """
    if not groups:
        return None
    best = groups[0].best
    first = _told_of(best, hits)
    if (first.mention and first.mention.part) or len(senses(first.quote) - senses(first.text)) < LEAST_WORDS:
        return None  # a share of something, or a table's figure that stands alone
    matter = Matter(question)
    agreeing = [_told_of(member, hits) for member in groups[0].members[1:]]
    own = [
        first,
        *(told for told in agreeing if matter.covers(told.article) and not (told.mention and told.mention.part)),
    ]
    if first.mention is None:
        rivals = list(rival_names(question, matter, own, groups, hits, copies))
    else:
        rivals = [told for told in _values(matter, first, groups, hits, copies) if _disagrees(first, told)]
    if not _corrected(_merged([first], rivals))[1]:
        rivals = [told for told in rivals if _of_one_size(first, told)]
        if len(_merged([first], rivals)) - 1 > MOST_RIVALS:
            return None
    if not rivals:
        return None
    # "Moss, who replaces Lee" speaks for Moss, though it names Lee.
    apart = [told for told in own if told.mention or not any(rival.text in told.quote for rival in rivals)]
    return _sorted_out(apart or own, rivals)


def _told_of(candidate: Candidate, hits: Sequence[Hit]) -> Told:
    """A reader's span with the value in it; a span that holds none, or a whole clause, is taken as a name."""
    article = hits[candidate.hit].article
    inside = [
        m
        for m in mentions(article.body, *candidate.sentence, anchor_of(article))
        if m.start < candidate.end and m.end > candidate.start
    ]
    if len(inside) == 1 and len(candidate.text.split()) <= 6:
        one = inside[0]
        start, end = (candidate.start, candidate.end) if one.kind != "date" else (one.start, one.end)
        return Told(article, start, end, candidate.sentence, one)
    return Told(article, candidate.start, candidate.end, candidate.sentence, None)


def _values(
    matter: Matter, first: Told, groups: Sequence[Group], hits: Sequence[Hit], copies: Sequence[Article]
) -> Iterator[Told]:
    """The values of the first one's kind that the articles found state of the same matter."""
    assert first.mention is not None
    backed = {(hits[c.hit].article.version, c.start, c.end) for g in groups for c in g.members if c.margin > 0}
    # Other versions of the stories that answer come before stories that were found further down.
    pages = {article.version: article for article in (*copies, *(hit.article for hit in hits))}
    own = first.article.version
    for version in [own, *(other for other in pages if other != own)][:MOST_ARTICLES]:
        article = pages[version]
        if version != own and not matter.covers(article):
            continue
        all_told = list(_comparable(matter, article, first))
        for told in all_told:
            mention = told.mention
            assert mention is not None
            supported = any(v == version and s < told.end and told.start < e for v, s, e in backed)
            beside = [o for o in all_told if o is not told and o.sentence == told.sentence]
            if first.mention.kind == "age":
                if _same_person(matter, first, told, all_told):
                    yield told
            elif (
                (not beside or supported or _nearest(matter, told, beside))
                and matter.says(first, told, backed=supported)
                and _one_event(first, told)
            ):
                yield told


def _one_event(first: Told, told: Told) -> bool:
    """Whether both tell of one event; a date tells that itself, and a report of a change refers to the one before."""
    dated = first.mention is not None and first.mention.kind == "date"
    return dated or same_event(first, told) or moves_on(first, told) or moves_on(told, first)


def _comparable(matter: Matter, article: Article, first: Told) -> Iterator[Told]:
    """The values of an article that may be set against the first one: of its kind and unit, and no part of another."""
    assert first.mention is not None
    anchor = anchor_of(article)
    for start, end in sentences(article.body):
        if not _VALUE.search(article.body, start, end):
            continue
        for one in like(first.mention, article.body, start, end, anchor):
            if one.part or matter.names_number(article, one):
                continue
            if one.kind == "date" and not _dates_what_happened(article, start, one, first.mention):
                continue
            yield Told(article, one.start, one.end, (start, end), one)


def _dates_what_happened(article: Article, start: int, one: Mention, first: Mention) -> bool:
    """Whether a date may be that of the event: "officials said Tuesday" is not, and a year stands against a year.

    A day that is told from the day of the report ("this week", "Sunday") is no rival of one that is long past or far
    ahead: whoever speaks of it would not name it so.
    """
    before, text = article.body[start : one.start], article.body[one.start : one.end]
    relative = not re.search(r"\d", text)
    if _REPORTED.search(before) or (relative and _REPORTED_FAR.search(before)):
        return False
    near = max(first.high - one.high, one.low - first.low) <= _NEAR_DAYS
    return one.high - one.low <= max(first.high - first.low, 1) * 12 and (near or not relative)


def _nearest(matter: Matter, told: Told, beside: Sequence[Told]) -> bool:
    """Of several values in one sentence: whether this one alone counts the noun, or stands nearest to what is said."""
    mention = told.mention
    if mention is not None and mention.kind == "count" and matter.nouns:
        others = [o.mention for o in beside if o.mention is not None]
        if mention.nouns & matter.nouns:
            return not any(o.nouns & matter.nouns for o in others)
    base = told.sentence[0]
    places = [m.start() + base for m in re.finditer(r"\w+", told.quote) if matter.said & senses(m.group())]
    if not places:
        return False
    reach = {id(one): min(abs(one.start - place) for place in places) for one in (told, *beside)}
    return reach[id(told)] == min(reach.values())


def _same_person(matter: Matter, first: Told, told: Told, ages: list[Told]) -> bool:
    """Whether two ages are told of one person, and of the time of the article."""
    if of_another_time(told) != of_another_time(first):
        return False
    asked = matter.names[0] if matter.names else ""
    whose = owner(first, [first]) or asked
    other = owner(told, ages)
    if not whose or not other:
        # One who is never named: "the driver, 44".
        return not other and not whose and matter.says(first, told, backed=False)
    # "Lee" in the sentence is the "Ada Lee" of the question.
    return one_person(whose, other) and (not asked or not one_person(whose, asked) or one_person(asked, other))


def _disagrees(first: Told, told: Told) -> bool:
    """Whether the two values cannot both be right."""
    one, other = first.mention, told.mention
    assert one is not None
    assert other is not None
    if (first.article.version, first.sentence) == (told.article.version, told.sentence):
        return False
    if compatible(one, other) or first.text.lower() == told.text.lower():
        return False
    if _states_too(told, one) or _states_too(first, other):
        return False  # the sentence states both: it speaks of two things
    if one.kind == "age" and first.day and told.day:
        return abs((first.day - told.day) / _YEAR - (one.low - other.low)) >= 1
    return True


def _states_too(told: Told, value: Mention) -> bool:
    """Whether the sentence of a value states another one as well."""
    beside = mentions(told.article.body, *told.sentence, anchor_of(told.article))
    return any(not m.part and m != told.mention and comparable(value, m) and compatible(value, m) for m in beside)


def _of_one_size(first: Told, told: Told) -> bool:
    """Whether two amounts may be meant for one thing: reports of it differ, but not by whole orders of magnitude."""
    one, other = first.mention, told.mention
    if one is None or other is None or one.kind not in ("money", "percent", "measure", "count"):
        return True
    if one.kind == "count" and one.nouns and other.nouns and not one.nouns & other.nouns:
        return False
    low, high = sorted((one.low or one.high, other.low or other.high))
    return high <= (GROWN if moves_on(first, told) or moves_on(told, first) else APART) * low


def _sorted_out(first: Sequence[Told], rivals: Sequence[Told]) -> Dispute:
    """Which of the values is right, latest or only another one."""
    claims = _merged(first, rivals)
    main, others = claims[0], claims[1:]
    correction, wrong = _corrected(claims)
    if wrong:
        standing = [c for c in claims if c not in wrong]
        main = _right(standing, correction) or (main if main in standing else standing[0] if standing else main)
        others = [c for c in claims if c is not main and c not in wrong]
    newest = max([main, *others], key=lambda c: max(order(t) for t in c.voices))
    if newest is not main and any(moves_on(a, b) for a in main.voices for b in newest.voices):
        main, others = newest, [c for c in (main, *others) if c is not newest]
    earlier = [c for c in others if any(moves_on(a, b) for a in c.voices for b in main.voices)]
    rest = [c for c in others if c not in earlier]
    earlier.sort(key=lambda c: order(c.told), reverse=True)
    return Dispute(
        main, tuple(rest[:MOST_VALUES]), tuple(earlier[:MOST_VALUES]), tuple(wrong), correction, main is not claims[0]
    )


def _merged(first: Sequence[Told], rivals: Sequence[Told]) -> list[Claim]:
    """Equal values as one claim each; an article speaks once for a value."""
    groups: list[list[Told]] = [list(first)]
    for told in rivals:
        home = next((g for g in groups[1:] if _equal(g[0], told)), None)
        if home is None:
            groups.append([told])
        elif all(t.article.id != told.article.id for t in home):
            home.append(told)
    return [Claim(tuple(group)) for group in groups]


def _equal(one: Told, other: Told) -> bool:
    if one.mention is None or other.mention is None:
        return one.mention is other.mention and one_name(one.text, other.text)
    return compatible(one.mention, other.mention)


def _corrected(claims: Sequence[Claim]) -> tuple[TakenBack | None, list[Claim]]:
    """The correction that bears on the claims, and those that it calls wrong."""
    articles = {told.article.version: told.article for claim in claims for told in claim.voices}
    for back in (back for article in articles.values() for back in taken_back(article)):
        wrong = [claim for claim in claims if _states(claim, back.wrong)]
        standing = [claim for claim in claims if claim not in wrong]
        own = any(told.article.version == back.article.version for claim in standing for told in claim.voices)
        if wrong and standing and (_right(standing, back) or (own and back.right is None)):
            return back, wrong
    return None, []


def _right(claims: Sequence[Claim], back: TakenBack | None) -> Claim | None:
    """The claim that a correction gives instead."""
    if back is None or back.right is None:
        return None
    right = back.right
    return next((claim for claim in claims if _states(claim, right)), None)


def _states(claim: Claim, value: Mention) -> bool:
    own = claim.told.mention
    return own is not None and comparable(value, own) and compatible(value, own)
