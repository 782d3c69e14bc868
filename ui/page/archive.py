"""The page that says what the archive holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui import words
from ui.page.html import Content, Markup, tag, text

if TYPE_CHECKING:
    from index import Status

SHOWN_SOURCES = 30


@dataclass(frozen=True, slots=True)
class Overview:
    """What the archive page is made from."""

    status: Status
    months: Sequence[tuple[str, int]]
    """Articles by month, ("2025-06", 12), oldest first."""
    sources: Sequence[tuple[str, int]]
    storage: Sequence[tuple[str, int]]
    """Bytes by part."""
    problems: Sequence[tuple[str, str]]
    """What was set aside last, as (where, why)."""


def overview(of: Overview) -> Markup:
    """Articles by month and source, copies, undated share, problems, storage."""
    state = of.status
    undated = f"{state.undated / state.articles:.0%} undated" if state.articles else "none yet"
    figures = [
        (f"{state.articles:,}", "articles"),
        (f"{state.passages:,}", "passages"),
        (f"{state.stories:,}", "stories"),
        (f"{state.articles - state.stories:,}", "copies"),
        (f"{state.sources:,}", "sources"),
        (undated.split()[0], "undated" if state.articles else "yet"),
    ]
    span = (
        f"{words.day(state.first_day)} to {words.day(state.last_day)}" if state.first_day else "No article has a date."
    )
    return text(
        [
            tag("h1", "The archive", class_="page-title"),
            tag("p", span, class_="standfirst"),
            tag("dl", [tag("div", tag("dt", name), tag("dd", value)) for value, name in figures], class_="figures"),
            _months(of.months),
            _bars("By source", of.sources[:SHOWN_SOURCES], len(of.sources)),
            _problems(of.problems, state.problems),
            _storage(of),
        ]
    )


def _months(months: Sequence[tuple[str, int]]) -> Content:
    if len(months) < 2:
        return None
    most = max(number for _, number in months)
    if len(months) > 48:
        months = _by_year(months)
        most = max(number for _, number in months)
    columns = [
        tag(
            "li",
            tag("span", class_="month", style=f"height:{max(2, round(100 * number / most))}%"),
            tag("span", f"{month}: {words.count(number, 'article')}", class_="unseen"),
            title=f"{month}: {words.count(number, 'article')}",
        )
        for month, number in months
    ]
    ends = tag("p", tag("span", months[0][0]), tag("span", months[-1][0]), class_="timeline-ends")
    title = "By month" if len(months[0][0]) > 4 else "By year"
    return tag("section", tag("h2", title), tag("ol", columns, class_="months"), ends)


def _by_year(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    years: dict[str, int] = {}
    for month, number in months:
        years[month[:4]] = years.get(month[:4], 0) + number
    return sorted(years.items())


def _bars(title: str, rows: Sequence[tuple[str, int]], of: int) -> Content:
    if not rows:
        return None
    most = max(number for _, number in rows)
    items = [
        tag(
            "li",
            tag("span", name or "(no source)", class_="bar-name"),
            tag("span", class_="bar", style=f"width:{max(1, round(100 * number / most))}%"),
            tag("span", f"{number:,}", class_="bar-number"),
        )
        for name, number in rows
    ]
    more = tag("p", f"and {of - len(rows):,} more", class_="panel-note") if of > len(rows) else None
    return tag("section", tag("h2", title), tag("ul", items, class_="bars"), more)


def _problems(problems: Sequence[tuple[str, str]], number: int) -> Content:
    if not number:
        return tag("section", tag("h2", "Set aside"), tag("p", "Everything that was given could be read."))
    items = [tag("li", tag("code", where), " ", why) for where, why in problems]
    return tag(
        "section",
        tag("h2", "Set aside"),
        tag("p", f"{words.count(number, 'problem')} in all; the latest:"),
        tag("ul", items, class_="problems"),
    )


def _storage(of: Overview) -> Markup:
    rows = [tag("tr", tag("th", name, scope="row"), tag("td", words.size(octets))) for name, octets in of.storage]
    embedder = of.status.embedder or "none yet"
    return tag(
        "section", tag("h2", "Storage"), tag("table", rows), tag("p", f"Embedder: {embedder}", class_="panel-note")
    )
