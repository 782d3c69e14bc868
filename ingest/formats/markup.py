"""Text of markup: elements of HTML or of news XML become paragraphs."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree, html

_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 hl1 hl2 blockquote section article header footer tr table"
    " pre hr block bq dl dt"
    " dd figure figcaption aside main body address nitf-table bullet caption details summary center".split()
)
_DROPPED = frozenset(
    "script style noscript template head title iframe object embed svg canvas video audio button form input select"
    " textarea nav media figure figcaption".split()
)
_BREAK, _LINE = "\ue000", "\ue001"
"""The end of a paragraph, and of a line in one."""
_SPACE = re.compile(r"\s+")
_ENDS = re.compile(rf" ?([{_BREAK}{_LINE}][{_BREAK}{_LINE} ]*)")
_WRAPPED = 30
"""A line of so many characters that ends inside a sentence was wrapped; a shorter one is verse or an address."""
_RUNS_ON = re.compile(r"[a-z\u00df-\u00ff\d$\u20ac\u00a3(]")
_FINISHED = tuple('.!?:;\u2026"\u201d\u2019)]')
_LONGEST_CELL = 200
"""Characters; a longer cell is a column of a page that was laid out as a table."""
_RAISED = str.maketrans(
    "0123456789+-\u2212", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207b"
)
_EXPONENT = re.compile(r"[+\u2212-]?\d{1,3}")
_NOTE = re.compile(r"\[[^\]]{1,12}\]")


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
    return _set_ends(_SPACE.sub(" ", "".join(parts))).strip()


def local_name(element: etree._Element) -> str:
    """The element's name in lower case without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def _set_ends(text: str) -> str:
    """The text with its marks of lines and paragraphs as line ends; those inside a sentence are spaces."""
    first, *others = _ENDS.split(text)
    out = [first]
    for mark, following in zip(others[::2], others[1::2], strict=True):
        if mark.strip() != _LINE:
            out.append("\n\n")
        elif len(out[-1]) >= _WRAPPED and not out[-1].endswith(_FINISHED) and _RUNS_ON.match(following):
            out.append(" ")
        else:
            out.append("\n")
        out.append(following)
    return "".join(out)


def superscript(element: etree._Element) -> str:
    """The text of a ``sup`` element as it reads in a line: 10² stays apart from 102, and the mark of a note goes."""
    text = "".join(element.itertext()).strip()
    around = element.getparent()
    links = [link for link in element.iter(etree.Element) if local_name(link) == "a"]
    if around is not None and local_name(around) == "a":
        links.append(around)
    if _NOTE.fullmatch(text) or any((link.get("href") or "").startswith("#") for link in links):
        return ""
    return text.translate(_RAISED) if _EXPONENT.fullmatch(text) else text


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
        tail = (element.tail or "") if element is not root else ""
        if not name or (name in _DROPPED and not (name == "figure" and _holds(element, "table"))):
            parts.append(tail)
            continue
        if name in ("br", "sup"):
            parts.append((_LINE if name == "br" else superscript(element)) + tail)
            continue
        if name == "tr" and (row := _row(element)) is not None:
            parts.append(_BREAK + row + _BREAK + tail)
            continue
        parts.append((_BREAK if block else "") + (element.text or ""))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _row(row: etree._Element) -> str | None:
    """The cells of a table's row on one line; None where the row only lays out what is in it."""
    cells = [cell for cell in row if local_name(cell) in ("td", "th")]
    if len(cells) < 2 or any(_holds(cell, "table") for cell in cells):
        return None
    texts = []
    for cell in cells:
        parts: list[str] = []
        _collect(cell, parts)
        texts.append(_SPACE.sub(" ", "".join(parts)).strip(f" {_BREAK}{_LINE}"))
    if any(_BREAK in text or len(text) > _LONGEST_CELL for text in texts):
        return _BREAK.join(texts)
    texts = [text.replace(_LINE, " ") for text in texts]
    return " | ".join(texts) if sum(map(bool, texts)) > 1 else "".join(texts)


def _holds(element: etree._Element, name: str) -> bool:
    return any(local_name(inner) == name for inner in element.iterdescendants())
