"""The ranked passages beside an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.answers import words
from ui.page.html import Content, Markup, article_path, dotted, moment, tag, text, void
from ui.page.taking import exports

if TYPE_CHECKING:
    from qa import Answer, Citation, Result


AROUND = 150
"""Characters of a passage shown on either side of its quote; the reading pane shows the rest."""


def evidence(answer: Answer, key: str) -> Markup:
    """All passages that were found, best first, each opening its article at the passage."""
    seen: set[str] = set()
    items = []
    for place, one in enumerate(answer.results, 1):
        items.append(_item(place, one, cited_in(one, answer), again=one.article_id in seen))
        seen.add(one.article_id)
    title = "Evidence" if answer.refusal is None else "The closest passages"
    number = words.count(len(items), "passage")
    note = [f"{number}, best first. ", tag("span", "Tick some to export them.", class_="picking")]
    chosen = [tag("p", class_="picked-count", role="status"), exports(key, chosen=True)]
    return tag(
        "section",
        tag("h2", title, class_="panel-title"),
        tag("p", note if items else "No passage was found.", class_="panel-note"),
        tag("ol", items, class_="results") if items else None,
        tag("div", chosen, class_="picked") if items else None,
        class_="evidence",
        data_key=key,
        aria_label=f"{title}, ranked",
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


def _item(place: int, one: Result, citation: Citation | None, *, again: bool) -> Markup:
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
            href=passage_path(one, citation),
            class_="headline opens",
            data_place=place,
        ),
        tag("p", dotted([one.source, moment(one.published_at), more, _mark(citation)]), class_="byline"),
        tag("p", _snippet(one, citation), class_="snippet"),
        class_="result" + (" cited" if citation else "") + (" again" if again else ""),
    )


def _mark(citation: Citation | None) -> Content:
    return tag("span", f"cited as {citation.n}", class_="badge accent") if citation else None


def passage_path(one: Result, citation: Citation | None) -> str:
    """The article of a passage, at the quote that is cited from it, or at the passage."""
    start, end = (citation.start, citation.end) if citation else (one.start, one.end)
    return article_path(one.article_id, one.version, start, end) + "#evidence"


def cited_in(one: Result, answer: Answer) -> Citation | None:
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
