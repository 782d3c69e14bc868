"""What is there before a question is asked: the box, the filters, examples, or how to fill an empty archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui.answers import words
from ui.page.html import Content, Markup, tag, text, void
from ui.page.shell import LINKS

SHOWN_NAMES = 500
"""Names offered while one is typed."""


def masthead(*, takes_files: bool) -> Markup:
    """The name, the ways through the site, and the conversation's own buttons."""
    links = [
        tag("a", name, href=path, aria_current="page" if path == "/" else None, class_="nav-link")
        for path, name in LINKS
    ]
    buttons = [
        tag("button", "Add files", type="button", class_="nav-link", data_does="add", aria_haspopup="dialog")
        if takes_files
        else None,
        tag("button", "History", type="button", class_="nav-link", data_does="history", aria_haspopup="dialog"),
        tag("button", "New", type="button", class_="nav-link", data_asks="reset", aria_label="New conversation"),
    ]
    return tag(
        "header",
        tag("a", "Dateline", href="/", class_="wordmark"),
        tag("nav", links, tag("span", class_="nav-rule", aria_hidden="true"), buttons, aria_label="Site"),
        class_="masthead",
    )


def composer() -> Markup:
    """The box for questions, with its filters."""
    box = tag(
        "div",
        tag("label", "Ask the archive", for_="question", class_="unseen"),
        tag(
            "textarea",
            id="question",
            name="question",
            rows=1,
            maxlength=2000,
            placeholder="Ask a question",
            autocomplete="off",
        ),
        tag("button", "Ask", type="submit", class_="primary"),
        class_="box",
    )
    filters = tag(
        "details",
        tag("summary", "Filters"),
        tag(
            "div",
            _date("date_from", "From"),
            _date("date_to", "Until"),
            _names("sources", "Source"),
            _names("sections", "Section"),
            _names("authors", "Author"),
            _date("as_of", "As of"),
            class_="filter-grid",
        ),
        tag("p", "As of a day: answered as if nothing later had been published.", class_="filter-note"),
        class_="filters",
    )
    chosen = tag("ul", class_="chips chosen", aria_label="Chosen filters")
    below = tag("div", filters, chosen, class_="under-box")
    return tag("form", box, below, class_="composer", data_asks="question", role="search", aria_label="Ask")


def known_names(known: Mapping[str, Sequence[str]]) -> Markup:
    """The names that are offered while one is typed into a filter."""
    lists = [
        tag("datalist", [tag("option", value=one) for one in names[:SHOWN_NAMES]], id=f"known-{kind}")
        for kind, names in known.items()
    ]
    return text(lists)


def suggested(questions: Sequence[str]) -> Markup:
    """Questions to begin with, each asked with one click."""
    if not questions:
        return Markup("")
    examples = [
        tag("li", tag("button", one, type="button", class_="example", data_asks="example")) for one in questions
    ]
    title = tag("h2", "For example", class_="eyebrow", id="for-example")
    return tag(
        "section", title, tag("ul", examples, class_="examples"), class_="suggested", aria_labelledby="for-example"
    )


def welcome(articles: int, span: str) -> Markup:
    """What stands on the page before the first question."""
    if not articles:
        return _empty()
    return tag(
        "section",
        tag("h1", "Ask the archive", class_="hero"),
        tag(
            "p",
            f"{words.count(articles, 'article')}, {span}. Every answer comes with the sentence that proves it.",
            class_="standfirst",
        ),
        class_="welcome",
    )


def _empty() -> Markup:
    return tag(
        "section",
        tag("h1", "The archive is empty", class_="hero"),
        tag("p", "Fill it from the command line, or drop files anywhere on this page.", class_="standfirst"),
        tag("pre", "dateline ingest ~/news", tabindex=0),
        tag(
            "p",
            "Text, HTML, JSON lines, CSV and Parquet are read, and folders or compressed files of them.",
            class_="panel-note",
        ),
        class_="welcome",
    )


def panes(*, takes_files: bool) -> Markup:
    """The reading pane, the history and the box for files; all closed at first."""
    return text(
        [
            _reader(),
            _history(),
            _adding() if takes_files else None,
            tag("p", id="said-aloud", class_="unseen", role="status"),
        ]
    )


def _reader() -> Markup:
    bar = tag(
        "div",
        tag("button", "Previous", type="button", class_="quiet turner", data_does="previous"),
        tag("button", "Next", type="button", class_="quiet turner", data_does="next"),
        tag("span", class_="place", role="status"),
        tag("a", "Open alone", href="/", class_="quiet alone", target="_blank", rel="noopener"),
        tag("button", "Close", type="button", class_="quiet", data_does="close"),
        class_="reader-bar",
    )
    return tag(
        "aside",
        bar,
        tag("div", class_="reader-body", tabindex=0, role="region", aria_label="Article"),
        id="reader",
        aria_label="Reading pane",
        hidden=True,
    )


def _history() -> Markup:
    return _dialog(
        "history",
        "History",
        tag("p", "Kept in this browser only.", class_="panel-note"),
        tag("ul", class_="history-list"),
        tag("button", "Delete all", type="button", class_="quiet", data_does="forget-all"),
    )


def _adding() -> Markup:
    return _dialog(
        "adding",
        "Add files",
        tag(
            "p",
            "Text, HTML, JSON lines, CSV, Parquet, and .gz, .zip or .tar.gz of them. "
            "You can close this and go on asking meanwhile.",
            class_="panel-note",
        ),
        tag(
            "label",
            void("input", type="file", multiple=True, id="files"),
            tag("span", "Choose files", class_="primary"),
            tag("span", "or drop them anywhere on the page"),
            class_="dropzone",
        ),
        tag("div", class_="upload-progress", role="status"),
        tag("ul", class_="upload-files"),
        tag("button", "Cancel", type="button", class_="quiet", data_does="cancel-upload", hidden=True),
    )


def _dialog(name: str, title: str, *content: Content) -> Markup:
    head = tag(
        "div",
        tag("h2", title, id=f"{name}-title"),
        tag("button", "Close", type="button", class_="quiet", data_does="close-dialog"),
        class_="dialog-head",
    )
    return tag("dialog", head, *content, id=name, aria_labelledby=f"{name}-title")


def _date(name: str, label: str) -> Markup:
    return tag("label", tag("span", label), void("input", type="date", name=name, class_="field"))


def _names(name: str, label: str) -> Markup:
    typed = void(
        "input",
        type="text",
        list=f"known-{name}",
        name=name,
        class_="field",
        data_adds=True,
        autocomplete="off",
        placeholder="Any",
    )
    return tag("label", tag("span", label), typed)
