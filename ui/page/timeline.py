"""The evidence by date: a spot for each passage, which opens it. Read aloud, it is a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ui.answers import words
from ui.page.evidence import cited_in, passage_path
from ui.page.html import Markup, tag

if TYPE_CHECKING:
    from qa import Answer, Result

COLUMNS = 40
"""Spots of one column stand on each other."""
LABELS = 8
ROOM = 0.97
"""A label further right than this would stand out of the plot."""
HEIGHT, SPOT = 4.4, 0.72
"""Of the plot at most and of a spot, in rem."""


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day lies, from 0 to 1, with a little room at both ends."""
        return 0.02 + 0.96 * (day - self.first).days / max((self.last - self.first).days, 1)


def timeline(answer: Answer) -> Markup:
    """When the passages that were found were published; nothing when fewer than three have a date."""
    dated = [(day, place, one) for place, one in enumerate(answer.results, 1) if (day := _day(one.published_at))]
    if len(dated) < 3 or len({day for day, _, _ in dated}) < 2:
        return Markup("")
    span = _Span(min(day for day, _, _ in dated), max(day for day, _, _ in dated))
    spots, cited, height = _spots(answer, dated, span)
    what = "Evidence by date" if answer.refusal is None else "The closest passages by date"
    found = f"{words.count(len(dated), 'passage')} from {words.day(span.first)} to {words.day(span.last)}"
    said = f"{found}; cited: {', '.join(map(words.day, sorted(cited)))}." if cited else f"{found}."
    keys = [tag("span", "cited", class_="key cited"), tag("span", "found", class_="key")] if cited else None
    return tag(
        "figure",
        tag("figcaption", tag("span", what), keys),
        tag("p", said, class_="unseen"),
        tag("div", spots, class_="plot", style=f"height:{height:.2f}rem", aria_hidden="true"),
        tag("div", _ticks(span), class_="ticks", aria_hidden="true"),
        class_="timeline",
    )


def _spots(answer: Answer, dated: list[tuple[date, int, Result]], span: _Span) -> tuple[list[Markup], set[date], float]:
    """The spots, cited ones at the bottom of their column; the days of those that are cited; how high they stand."""
    placed = []
    for day, place, one in dated:
        citation = cited_in(one, answer)
        placed.append((citation is None, int(span.share(day) * COLUMNS), day, place, one, passage_path(one, citation)))
    placed.sort(key=lambda spot: spot[:4])
    tallest = max(Counter(spot[1] for spot in placed).values())
    step = min(SPOT + 0.04, (HEIGHT - SPOT) / max(tallest - 1, 1))
    stacked = Counter[int]()
    drawn = []
    for plain, column, day, place, one, path in placed:
        left, bottom = (column + 0.5) / COLUMNS, 0.12 + stacked[column] * step
        stacked[column] += 1
        drawn.append(
            tag(
                "a",
                href=path,
                title=", ".join(part for part in (one.headline, one.source, words.day(day)) if part),
                class_="spot opens" + ("" if plain else " cited"),
                style=f"left:{left:.2%};bottom:{bottom:.2f}rem",
                tabindex=-1,
                data_place=place,
            )
        )
    return drawn, {spot[2] for spot in placed if not spot[0]}, (tallest - 1) * step + SPOT + 0.3


def _ticks(span: _Span) -> list[Markup]:
    """New Year's days; the first of months where there are fewer than two of those; the two ends of a short span."""
    years = [date(year, 1, 1) for year in range(span.first.year + 1, span.last.year + 1)]
    months = [day for at in range(1, 32) if (day := _month_after(span.first, at)) <= span.last]
    for days, form in ((years, "%Y"), (months, "%b %Y")):
        if len(days) >= 2:
            every = -(-len(days) // LABELS)
            shown = [(day, f"{day:{form}}") for day in days[::every] if span.share(day) < ROOM]
            return [tag("span", said, class_="tick", style=f"left:{span.share(day):.2%}") for day, said in shown]
    ends = ((span.first, "first"), (span.last, "last"))
    return [tag("span", words.day(day), class_=f"tick {end}", style=f"left:{span.share(day):.2%}") for day, end in ends]


def _month_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
