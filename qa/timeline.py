"""A timeline: the dated events of a matter, each in the words of the sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index import Hit
from ingest import Article, DateMention, anchor_of, date_mentions, sentences
from qa.answer import Citation
from qa.asked.question import Understood
from qa.language import outcomes
from qa.language.names import names
from qa.language.words import content_words, coverage, stem

MOST_EVENTS = 60
_A_DAY = 3
"""Days: a date no longer than this is that of an event;"""
_A_MONTH = 31
"""a longer one, up to this, only when the sentence tells an outcome."""
_LEAD = 400
"""Characters in which an article names whom it is about: "The man who ..." is named in the second sentence."""
_SAME = 0.5
"""From this share of common words on, two sentences about one day tell one event."""
_MOSTLY = 0.75
"""An article about a matter that has a name and other words holds this share of the others."""
_GENERAL = frozenset(
    stem(word)
    for word in "timeline chronology history happened happen events event case story developments course tell".split()
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened from ``first`` to ``last``, told by the sentence of ``citations[0]``, and by others that agree.

    ``stated`` is False where no date is in the sentence, so that the day of publication stands for it; ``ahead`` is
    True where the day still lay ahead when the article was published.
    """

    first: date
    last: date
    stated: bool
    ahead: bool
    citations: tuple[Citation, ...]

    @property
    def text(self) -> str:
        """The sentence, on one line."""
        return " ".join(self.citations[0].quote.split())


@dataclass(frozen=True, slots=True)
class _Told:
    """One dated sentence of an article."""

    first: date
    last: date
    stated: bool
    article: Article
    start: int
    end: int
    worth: float
    words: frozenset[str]


def timeline(question: Understood, hits: Sequence[Hit], most: int = MOST_EVENTS) -> list[Event]:
    """The events that the articles found tell of a matter, oldest first; equal ones of several articles are one.

    Args:
        question: the matter, as a question or some words; an article counts when it has all of its names, or half of
            its words when it names nobody.
        hits: what was found for it.
        most: events to give; those that say least about the matter are left out.
    """
    articles = {hit.article.id: hit.article for hit in hits if _about(question, hit.article)}
    told = [one for article in articles.values() for one in _told(question, article)]
    groups: list[list[_Told]] = []
    for one in sorted(told, key=lambda t: (-t.worth, t.article.published_at or "", t.start)):
        home = next((group for group in groups if _same(group[0], one)), None)
        if home is None:
            groups.append([one])
        elif all(one.article.id != other.article.id for other in home):
            home.append(one)
    events = _came([_event(group) for group in groups[:most]])
    return sorted(events, key=lambda e: (e.first, e.last, e.citations[0].published_at or "", e.citations[0].start))


def _about(question: Understood, article: Article) -> bool:
    text = f"{article.headline} {article.body}"
    people = names(question.text)
    wanted = [word for word in content_words(question.text) if stem(word) not in _GENERAL]
    if not people:
        return coverage(" ".join(wanted), text) >= 0.5
    held = {stem(word) for word in content_words(text)}
    named = [{stem(word) for word in content_words(name)} for name in people]
    # A town's name is in the dateline of all that happens there, so the other words count as well.
    rest = [own for word in wanted if not any((own := stem(word)) in name for name in named)]
    told = [own for own in rest if any(word.startswith(own) for word in held)]
    return all(name <= held for name in named) and len(told) >= _MOSTLY * len(rest)


def _told(question: Understood, article: Article) -> Iterator[_Told]:
    """The dated sentences of an article that tell of the matter; without any, its first by the day of publication."""
    published, anchor = article.published_day, anchor_of(article)
    wanted = {stem(word) for word in content_words(question.text)} - _GENERAL
    borders = [(start, end) for start, end in sentences(article.body) if len(article.body[start:end].split()) >= 5]
    people = {stem(word) for name in names(question.text) for word in content_words(name)}
    lead = {stem(word) for word in content_words(f"{article.headline} {article.body[:_LEAD]}")}
    found: list[_Told] = []
    for place, (start, end) in enumerate(borders):
        text = article.body[start:end]
        own = frozenset(stem(word) for word in content_words(text))
        dates = [m for m in date_mentions(article.body, anchor, start, end) if m.certain] if anchor else []
        # "Tuesday's collapse" is what the news is about; the news itself came with "officials said Wednesday".
        dates = [m for m in dates if not article.body.startswith(("'s", "’s"), m.end)] or dates
        days = [m for m in dates if m.last - m.first < timedelta(days=_A_DAY)]
        months = [m for m in dates if m.last - m.first < timedelta(days=_A_MONTH) and outcomes.outcomes(text)]
        share = len(wanted & own) / max(1, len(wanted))
        worth = share + (1.0 if place == 0 else 0.0) + (0.5 if outcomes.outcomes(text) else 0.0)
        if people and not people & (lead if place == 0 else own):
            continue
        if (days or months) and (share or place == 0):
            chosen = _news(days, published) if place == 0 and days else (days or months)[0]
            found.append(_Told(chosen.first, chosen.last, True, article, start, end, worth, own))
        elif place == 0 and published:
            found.append(_Told(published, published, False, article, start, end, worth, own))
    dated = [one for one in found if one.stated]
    yield from dated or found


def _news(days: Sequence[DateMention], published: date | None) -> DateMention:
    """Of the dates of a first sentence the one that makes it news: the latest that was past when it was published."""
    past = [day for day in days if published is None or day.first <= published]
    return max(past or days, key=lambda day: day.first)


def _same(one: _Told, other: _Told) -> bool:
    """Whether two sentences tell one event: about the same day, in half the same words."""
    near = one.first <= other.last + timedelta(days=1) and other.first <= one.last + timedelta(days=1)
    common = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    return near and common >= _SAME


def _came(events: Sequence[Event]) -> list[Event]:
    """The events without those that were announced and are also told of as past: the day came."""
    past = [event for event in events if not event.ahead]
    return [event for event in events if not (event.ahead and any(_same_day(event, other) for other in past))]


def _same_day(one: Event, other: Event) -> bool:
    words = [{stem(word) for word in content_words(event.text)} for event in (one, other)]
    return one.first == other.first and len(words[0] & words[1]) > 1


def _event(group: Sequence[_Told]) -> Event:
    best = min(group, key=lambda t: (not t.stated, t.last - t.first, -t.worth))
    ordered = [best, *(one for one in group if one is not best)]
    citations = tuple(Citation.of(one.article, one.start, one.end, n) for n, one in enumerate(ordered, start=1))
    published = best.article.published_day
    return Event(best.first, best.last, best.stated, bool(published and best.first > published), citations)
