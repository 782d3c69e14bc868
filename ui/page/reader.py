"""The reading pane: an article with the quoted range marked by its offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.answers import words
from ui.page.html import Content, Markup, article_path, dotted, moment, outside, tag

if TYPE_CHECKING:
    from index import VersionEntry
    from ingest import Article, DateMention

_CORRECTION = re.compile(r"^\s*correction\s*[:.]\s*", re.IGNORECASE)
"""How a note of correction begins; the page says that it is one."""
_BLANK = re.compile(r"\n\s*\n")


def reading(
    article: Article,
    *,
    start: int | None = None,
    end: int | None = None,
    copies: Sequence[Article] = (),
    versions: Sequence[VersionEntry] = (),
) -> Markup:
    """The article as the archive holds it.

    Args:
        article: the version to show.
        start: where the quote begins in its body, in characters; None for no quote.
        end: where it ends.
        copies: other articles of the same story.
        versions: the item's history, oldest first.
    """
    byline = ", ".join(article.authors)
    dates: list[Content] = [moment(article.published_at)]
    if article.modified_at and article.modified_at[:10] != (article.published_at or "")[:10]:
        dates.append([" updated ", moment(article.modified_at)])
    address = outside(article.url)
    return tag(
        "article",
        tag("p", dotted([article.source, article.section]), class_="kicker"),
        tag("h1", article.headline or "(no headline)", class_="reading-headline"),
        tag("p", dotted([f"By {byline}" if byline else None, *dates]), class_="byline"),
        _banners(article, versions),
        _body(article, start, end),
        _copies(copies),
        tag(
            "footer",
            tag("a", "Original page", href=address, rel="noopener noreferrer", target="_blank") if address else None,
            tag("p", dotted([f"Article {article.id}", f"version {article.version}", _place(versions, article)])),
            class_="reading-foot",
        ),
        class_="reading",
        lang=article.language or None,
    )


def _banners(article: Article, versions: Sequence[VersionEntry]) -> list[Content]:
    notes = dict.fromkeys(_CORRECTION.sub("", note) for note in article.corrections)
    shown: list[Content] = [
        tag("p", tag("strong", "Correction. "), note, class_="banner warn", role="note") for note in notes
    ]
    newest = next((one for one in versions if one.state == "live"), None)
    if newest is not None and newest.version != article.version:
        newer = tag("a", "Read the newest version", href=article_path(article.id), class_="opens-newest")
        shown.append(tag("p", "This is an earlier version of the article. ", newer, class_="banner", role="note"))
    if not article.complete:
        shown.append(tag("p", "The archive holds only a part of this article.", class_="banner", role="note"))
    return shown


def _body(article: Article, start: int | None, end: int | None) -> Markup:
    """Paragraphs of the body, in which exactly ``body[start:end]`` is marked, across paragraphs if need be."""
    body, days = article.body, _days(article)
    first, last = (start, end) if start is not None and end is not None else (0, 0)
    paragraphs: list[Markup] = []
    at, marked = 0, False
    for stop, following in [*((gap.start(), gap.end()) for gap in _BLANK.finditer(body)), (len(body), len(body))]:
        low, high = max(at, first), min(stop, last)
        if low < high:
            spot = tag(
                "mark",
                _dated(body, low, high, days),
                id=None if marked else "evidence",
                tabindex=None if marked else "-1",
            )
            marked = True
            paragraphs.append(tag("p", _dated(body, at, low, days), spot, _dated(body, high, stop, days)))
        elif body[at:stop].strip():
            paragraphs.append(tag("p", _dated(body, at, stop, days)))
        at = following
    return tag("div", paragraphs, class_="reading-body")


def _days(article: Article) -> list[DateMention]:
    """The days that the text leaves to the reader: "Thursday", "last month"."""
    from ingest import anchor_of, date_mentions

    try:
        anchor = anchor_of(article)
    except ValueError:  # a day that cannot be read dates no other
        return []
    return [one for one in date_mentions(article.body, anchor) if not one.in_full] if anchor else []


def _dated(body: str, start: int, end: int, days: Sequence[DateMention]) -> list[Content]:
    """``body[start:end]`` to the letter; the style sheet adds the days it means in brackets, which are never copied."""
    parts: list[Content] = []
    for one in days:
        if start <= one.start and one.end <= end:
            shown = f"{one.label}{'' if one.certain else '?'}"
            day = one.first.isoformat() if one.first == one.last else None
            parts += [body[start : one.start], tag("time", body[one.start : one.end], datetime=day, data_day=shown)]
            start = one.end
    return [*parts, body[start:end]]


def _copies(copies: Sequence[Article]) -> Content:
    if not copies:
        return None
    items = [
        tag(
            "li",
            tag("a", one.headline or "(no headline)", href=article_path(one.id), class_="opens"),
            tag("span", dotted([one.source, moment(one.published_at)]), class_="byline"),
        )
        for one in copies
    ]
    title = f"{words.count(len(copies), 'copy', 'copies')} of this story"
    return tag("section", tag("h2", title), tag("ul", items), class_="copies")


def _place(versions: Sequence[VersionEntry], article: Article) -> Content:
    if len(versions) < 2:
        return None
    place = next((at for at, one in enumerate(versions, 1) if one.version == article.version), None)
    return f"{place} of {len(versions)}" if place else None
