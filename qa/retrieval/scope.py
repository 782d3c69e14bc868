"""Where an answer is looked for: what the user chose, narrowed by the dates and sources that the question names.

What is inferred never costs an answer: when the narrower part of the archive has none, the wider one is searched, and
the answer says so. Only what was published before a past event of a known date stays out, since it cannot tell of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import index
from index import Archive, Hit
from ingest import Article, anchor_of
from qa.answer import Filters, Question
from qa.asked.moments import moment
from qa.asked.named import named_sources
from qa.asked.when import When, tells_of, when
from qa.language.words import RELATED, coverage

_PAST = re.compile(
    r"\b(?:did|was|were|had|been|won|lost|led|began|broke|sold|said|told|made|took|gave|got|left|held|found|met|paid|bought"
    r"|built|came|went|fell|rose|sank|hit|shot|struck|ran|sent|spoke|wrote|became|beat|caught|fought|\w{2,}ed)\b",
    re.I,
)
_AS_OF = re.compile(r"\bas (?:of|at)\b", re.I)
PREVIOUS = 3
"""How many passages of the previous turn's evidence a follow-up is also read in."""
_CLOSE = 1.0
"""A later article that tells of the period counts when it is this near, in score, to the best one of the period."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the archive to search.

    ``as_of`` is the day to search as; ``time`` the period that was inferred; ``earliest`` the first day that counts
    where no filter says so; ``missed`` says in words where nothing was found before.
    """

    filters: Filters
    as_of: date | None = None
    time: When | None = None
    earliest: date | None = None
    missed: str = ""
    spent: str = ""
    """The words of the question that made the filters; the passages need not hold them."""


def scopes(archive: Archive, asked: Question, question: str, today: date) -> list[Scope]:
    """Where to look, narrowest first; the last is what the user chose.

    Args:
        archive: for its sources, and the dates of events.
        asked: the question as asked, with the filters that are given; they win.
        question: the same standing alone.
        today: the day that "last week" is said on, unless the question is asked as of another.
    """
    given = asked.filters
    plain = Scope(given, asked.as_of)
    if not asked.infer:
        return [plain]
    sources = [] if given.sources else named_sources(question, [name for name, _ in archive.sources()])
    time = None if given.date_from or given.date_to else _time(archive, asked, question, today)
    if not sources and time is None:
        return [plain]
    found: list[Scope] = []
    spent = f"{time.words if time else ''} {' '.join(sources)} report reported according"
    by_source = _marked(given, sources=sources) if sources else given
    if time is not None:
        found.append(_within(by_source, time, asked.as_of))
        if time.role == "event":
            found.append(_within(by_source, time, asked.as_of, opened=True))
    if sources:
        found.append(Scope(by_source, asked.as_of))
    past = time is not None and time.role in ("event", "since") and not time.loose and _PAST.search(question)
    earliest = time.first - time.lead if time and past else None
    missed = " and ".join(part for part in (time.words if time else "", ", ".join(sources)) if part)
    narrow = [replace(scope, spent=spent) for scope in found]
    if time is not None and time.role == "state" and _AS_OF.search(question):
        # Who asks how things stood on a day does not ask what became of them.
        return [*narrow, Scope(given, narrow[0].as_of, None, None, ", ".join(sources), spent)] if sources else narrow
    return [*narrow, Scope(given, asked.as_of, None, earliest, missed)]


def look(archive: Archive, question: str, scope: Scope, limit: int) -> tuple[Scope, list[Hit]]:
    """The passages of a part of the archive, best first, and that part.

    A period is widened to all that came later when a later article that tells of it ranks as high: its date may be
    named long afterwards.
    """
    hits = archive.search(question, limit=limit, filters=stored(scope.filters), as_of=scope.as_of)
    if scope.earliest is not None:
        hits = [hit for hit in hits if (hit.article.published_day or scope.earliest) >= scope.earliest]
    end = scope.filters.date_to
    if scope.time is None or scope.time.role != "event" or end is None:
        return scope, hits
    opened = _reopened(scope.filters, end + timedelta(days=1))
    later = archive.search(question, limit=limit, filters=stored(opened), as_of=scope.as_of)
    floor = hits[0].score - _CLOSE if hits else 0.0
    told = [hit for hit in later if hit.score >= floor and _tells(hit, scope.time)]
    if not told:
        return scope, hits
    merged = sorted([*hits, *told], key=lambda hit: -hit.score)[:limit]
    return replace(scope, filters=_without_end(scope.filters)), merged


def with_previous(archive: Archive, hits: Sequence[Hit], before: str, cited: Sequence[str], scope: Scope) -> list[Hit]:
    """The hits, and behind them the evidence for the question before, which a follow-up may still be about.

    Args:
        archive: where it was found.
        hits: for the follow-up.
        before: the question before, standing alone.
        cited: articles that its answer cited, where that is known.
        scope: what was searched.
    """
    found = archive.search(before, limit=10, filters=stored(scope.filters), as_of=scope.as_of)
    chosen = [hit for hit in found if hit.article.id in cited] or found
    have = {hit.passage.id for hit in hits}
    floor = min((hit.score for hit in hits), default=0.0)
    return [*hits, *(replace(hit, score=floor) for hit in chosen[:PREVIOUS] if hit.passage.id not in have)]


def copies_of(archive: Archive, hits: Sequence[Hit], scope: Scope | None = None, most: int = 4) -> list[Article]:
    """Copies of the first stories, as far as the scope admits them: one may have another figure than the one found.

    Args:
        archive: where they are.
        hits: what was found, best first; they stand for their copies.
        scope: what was searched.
        most: copies to fetch.
    """
    found = [archive.article(copy) for copy in [copy for hit in hits[:3] for copy in hit.copies][:most]]
    if scope is None:
        return found
    if scope.filters.sections or scope.filters.authors:
        return []
    last = min((day for day in (scope.as_of, scope.filters.date_to) if day), default=date.max)
    first = max((day for day in (scope.earliest, scope.filters.date_from) if day), default=date.min)
    sources = {name.lower() for name in scope.filters.sources}
    bounded = (first, last) != (date.min, date.max)
    return [
        article
        for article in found
        if (not bounded or (article.published_day and first <= article.published_day <= last))
        and (not sources or article.source.lower() in sources)
    ]


def fits(question: str, scope: Scope, hits: Sequence[Hit]) -> bool:
    """Whether any of the first passages is about the question at all, apart from the words that made the filters."""
    for word in scope.spent.split():
        question = question.replace(word, "", 1)
    return any(coverage(question, f"{hit.article.headline} {hit.text}") >= RELATED for hit in hits[:10])


def stored(filters: Filters) -> index.Filters | None:
    """The filters as the archive takes them; None when there are none."""
    made = index.Filters(
        date_from=filters.date_from,
        date_to=filters.date_to,
        sources=tuple(filters.sources),
        sections=tuple(filters.sections),
        authors=tuple(filters.authors),
    )
    return None if made.admits_all else made


def _time(archive: Archive, asked: Question, question: str, today: date) -> When | None:
    """The time that a question speaks of, when the archive reaches as far."""
    newest = archive.newest_day(stored(asked.filters), asked.as_of)
    found = when(question, asked.as_of or today) or moment(archive, question, asked.as_of)
    return found if found and newest and found.first <= newest else None


def _within(filters: Filters, time: When, as_of: date | None, *, opened: bool = False) -> Scope:
    first = None if time.first == date.min or time.role == "state" else time.first
    if first and time.role != "published":
        first -= time.lead
    last = None if opened or time.role == "since" else time.last + time.grace
    if last and as_of and last >= as_of:
        last = None
    narrowed = _marked(filters, date_from=first, date_to=last)
    return Scope(narrowed, last if time.role == "state" and last else as_of, time)


def _marked(filters: Filters, **fields: object) -> Filters:
    """The filters with some more that were inferred."""
    made = {name: value for name, value in fields.items() if value}
    return filters.model_copy(update={**made, "inferred": [*filters.inferred, *made]})


def _without_end(filters: Filters) -> Filters:
    left = [name for name in filters.inferred if name != "date_to"]
    return filters.model_copy(update={"date_to": None, "inferred": left})


def _reopened(filters: Filters, first: date) -> Filters:
    return filters.model_copy(update={"date_from": first, "date_to": None})


def _tells(hit: Hit, time: When) -> bool:
    anchor = anchor_of(hit.article)
    return anchor is not None and tells_of(f"{hit.article.headline}. {hit.text}", time, anchor)
