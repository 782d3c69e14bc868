"""What opens over the conversation: the reading pane, the history and the box for files."""

from __future__ import annotations

from ui.page.html import Content, Markup, tag, text, void


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
