"""The page that says what the archive holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.answers import words
from ui.page.html import Content, Markup, tag, text

if TYPE_CHECKING:
    from index import Status

SHOWN_SOURCES = 30
SHOWN_YEARS = 40
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PARTS = {
    "answers": "kept answers",
    "catalogue.sqlite3": "catalogue: the articles, their history and the record of what was read",
    "embedded.sqlite3": "vectors by text, so that none is computed twice",
    "lexical": "index of words",
    "vectors": "index of meaning",
    "problems.jsonl": "what was set aside",
    "feedback.jsonl": "feedback",
}
"""What the parts of an archive's folder are."""


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
    """Articles by month, a row for each year; by year alone, as columns, when the years are many."""
    if not months:
        return None
    years: dict[str, dict[str, int]] = {}
    for month, number in months:
        years.setdefault(month[:4], {})[month[5:7]] = number
    if len(years) > SHOWN_YEARS:
        return _years({year: sum(of.values()) for year, of in years.items()})
    most = max(number for _, number in months)
    head = tag("tr", tag("td", ""), [tag("th", name, scope="col") for name in MONTHS], tag("th", "Year", scope="col"))
    rows = [
        tag(
            "tr",
            tag("th", year, scope="row"),
            [_month(of.get(f"{month:02}", 0), most) for month in range(1, 13)],
            tag("td", f"{sum(of.values()):,}", class_="sum"),
        )
        for year, of in sorted(years.items())
    ]
    table = tag("table", tag("thead", head), tag("tbody", rows), class_="months")
    return tag("section", tag("h2", "By month"), table)


def _month(number: int, most: int) -> Markup:
    if not number:
        return tag("td", class_="none")
    return tag("td", f"{number:,}", style=f"--share:{0.25 + 0.75 * number / most:.2f}")


def _years(years: dict[str, int]) -> Markup:
    most = max(years.values())
    columns = [
        tag(
            "li",
            tag("span", class_="year", style=f"height:{max(2, round(100 * number / most))}%"),
            tag("span", f"{year}: {words.count(number, 'article')}", class_="unseen"),
            title=f"{year}: {words.count(number, 'article')}",
        )
        for year, number in sorted(years.items())
    ]
    ends = tag("p", tag("span", min(years)), tag("span", max(years)), class_="year-ends")
    return tag("section", tag("h2", "By year"), tag("ol", columns, class_="years"), ends)


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
    rows = [
        tag("tr", tag("th", name, scope="row"), tag("td", PARTS.get(name)), tag("td", words.size(octets)))
        for name, octets in of.storage
    ]
    total = words.size(sum(octets for _, octets in of.storage))
    embedder = of.status.embedder or "none yet"
    return tag(
        "section",
        tag("h2", f"Storage, {total}"),
        tag("table", rows, class_="storage"),
        tag("p", f"Embedder: {embedder}", class_="panel-note"),
    )
