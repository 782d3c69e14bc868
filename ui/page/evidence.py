"""The ranked passages beside an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import words
from ui.page.html import Content, Markup, article_path, dotted, moment, tag, text, void

if TYPE_CHECKING:
    from qa import Answer, Citation, Result


AROUND = 150
"""Characters of a passage shown on either side of its quote; the reading pane shows the rest."""


def evidence(answer: Answer, key: str) -> Markup:
    """All passages that were found, best first, each opening its article at the passage."""
    items = [_item(place, one, _cited_in(one, answer)) for place, one in enumerate(answer.results, 1)]
    said = words.count(len(answer.results), "passage") if answer.results else "No passage found"
    return tag(
        "section",
        tag("h2", "Evidence", class_="panel-title"),
        tag("p", f"{said}, best first. Tick some to export them.", class_="panel-note") if items else tag("p", said),
        tag("ol", items, class_="results"),
        class_="evidence",
        data_key=key,
        aria_label="Evidence, ranked",
    )


def waiting() -> Markup:
    """What stands in the panel while the archive is searched."""
    rows = [tag("li", tag("span", class_="bone wide"), tag("span", class_="bone"), class_="result ghost")] * 4
    return tag(
        "section",
        tag("h2", "Evidence", class_="panel-title"),
        tag("ol", rows, class_="results", aria_hidden="true"),
        class_="evidence",
        aria_busy="true",
    )


def _item(place: int, one: Result, citation: Citation | None) -> Markup:
    start, end = (citation.start, citation.end) if citation else (one.start, one.end)
    headline = one.headline or "(no headline)"
    more: Content = None
    if one.copies:
        more = tag(
            "span", f"+{words.count(len(one.copies), 'copy', 'copies')}", class_="badge", title="Copies of this story"
        )
    return tag(
        "li",
        tag(
            "label",
            void("input", type="checkbox", class_="pick", value=place),
            tag("span", f"Export passage {place}: {headline}", class_="unseen"),
            class_="pick-label",
        ),
        tag(
            "a",
            headline,
            href=article_path(one.article_id, one.version, start, end) + "#evidence",
            class_="headline opens",
            data_place=place,
        ),
        tag("p", dotted([one.source, moment(one.published_at), more, _mark(citation)]), class_="byline"),
        tag("p", _snippet(one, citation), class_="snippet"),
        class_="result" + (" cited" if citation else ""),
    )


def _mark(citation: Citation | None) -> Content:
    return tag("span", f"cited as {citation.n}", class_="badge accent") if citation else None


def _cited_in(one: Result, answer: Answer) -> Citation | None:
    """The first citation whose quote lies in a passage."""
    same = (cited for cited in answer.citations if (cited.article_id, cited.version) == (one.article_id, one.version))
    return next((cited for cited in same if one.start <= cited.start < cited.end <= one.end), None)


def _snippet(one: Result, citation: Citation | None) -> Content:
    if citation is None:
        return _squeezed(one.snippet)
    first, last = citation.start - one.start, citation.end - one.start
    before, after = one.snippet[:first], one.snippet[last:]
    return [
        _squeezed(before if len(before) <= AROUND else "… " + before[-AROUND:].partition(" ")[2]),
        tag("mark", _squeezed(one.snippet[first:last])),
        _squeezed(after if len(after) <= AROUND else after[:AROUND].rpartition(" ")[0] + " …"),
    ]


def _squeezed(said: str) -> Markup:
    return text(said.replace("\n\n", " "))
