"""The frame around every page that is not the chat: an article, a kept answer, the archive, the API's description."""

from __future__ import annotations

from ui.page.html import Content, Markup, tag, text, void

LINKS = (("/", "Ask"), ("/archive", "Archive"), ("/docs", "API"))
ASSETS = "/assets-of-dateline"
STYLES = ("frame", "ask", "turn", "pane", "sheet")
SCRIPTS = ("page", "parts", "asking", "reading", "taking", "history", "files")
"""The first one runs; the browser is told of the others at once, so that it need not read one to learn of the next."""


def masthead(here: str) -> Markup:
    """The name and the ways through the site; ``here`` is the path of the page."""
    links = [
        tag("a", name, href=path, aria_current="page" if path == here else None, class_="nav-link")
        for path, name in LINKS
    ]
    return tag(
        "header",
        tag("a", "Dateline", href="/", class_="wordmark"),
        tag("nav", links, aria_label="Site"),
        class_="masthead",
    )


def assets() -> list[Content]:
    """What a document's head asks for: our own styles and scripts, nothing of another host."""
    return [
        [void("link", rel="stylesheet", href=f"{ASSETS}/{name}.css") for name in STYLES],
        [void("link", rel="modulepreload", href=f"{ASSETS}/{name}.js") for name in SCRIPTS],
        tag("script", type="module", src=f"{ASSETS}/{SCRIPTS[0]}.js"),
    ]


def document(title: str, here: str, *content: Content) -> str:
    """A whole HTML document."""
    head = [
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} · Dateline"),
        assets(),
    ]
    body = [masthead(here), tag("main", *content, class_="sheet", id="content")]
    return "<!doctype html>\n" + tag("html", tag("head", head), tag("body", text(body), class_="plain"), lang="en")
