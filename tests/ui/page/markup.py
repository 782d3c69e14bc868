"""HTML that the page makes, read back."""

from lxml import html


def parsed(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(str(markup), create_parent="div")
