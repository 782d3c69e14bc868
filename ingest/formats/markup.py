"""Text of markup: elements of HTML or of news XML become paragraphs."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree, html

_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 hl1 hl2 blockquote section article header footer tr table"
    " pre hr block bq dl dt"
    " dd figure figcaption aside main body address nitf-table bullet".split()
)
_DROPPED = frozenset(
    "script style noscript template head title iframe object embed svg canvas video audio button form input select"
    " textarea nav media figure figcaption".split()
)
_BREAK = "\ue000"
_SPACE = re.compile(r"\s+")
_LINES = re.compile(rf" ?{_BREAK}[{_BREAK} ]*")


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML: paragraphs separated by blank lines, what a reader cannot see left out."""
    from ingest.hidden import drop_hidden

    try:
        tree = html.fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(recover=True, no_network=True))
    except (etree.ParserError, ValueError):
        return unescape(re.sub(r"<[^>]{0,500}>", " ", markup))
    drop_hidden(tree)
    return element_text(tree)


def element_text(element: etree._Element) -> str:
    """The text of an element, a blank line between its paragraphs; names are matched without their namespace."""
    parts: list[str] = []
    _collect(element, parts)
    text = _SPACE.sub(" ", "".join(parts))
    return _LINES.sub("\n\n", text).strip()


def local_name(element: etree._Element) -> str:
    """The element's name in lower case without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def _collect(root: etree._Element, parts: list[str]) -> None:
    """Walk without recursion: pages nest deeper than Python's stack."""
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        name = local_name(element)
        block = name in _BLOCKS
        if closing:
            parts.append(_BREAK if block else "")
            parts.append((element.tail or "") if element is not root else "")
            continue
        if not name or name in _DROPPED:
            parts.append((element.tail or "") if element is not root else "")
            continue
        if name == "br":
            parts.append(_BREAK + (element.tail or ""))
            continue
        parts.append((_BREAK if block else "") + (element.text or ""))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
