"""The posts of a live blog as the page shows them, where its record for machines does not keep them apart."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy

from lxml import etree

from ingest.characters import one_line
from ingest.formats.markup import element_text, local_name
from ingest.formats.page_fields import LivePost, moment_of

_LIVE = re.compile(r"live-?_?(?:blog|updates?|feed|posts?|coverage|stream)", re.I)
_FEWEST = 3
_SHORTEST = 40
_HEADINGS = ("h2", "h3", "h4", "h5")


def is_live(tree: etree._Element) -> bool:
    """Whether an element around the posts calls itself a live blog."""
    named = tree.xpath("//body//*[(@class or @id) and .//time]")
    return any(_LIVE.search(f"{element.get('class', '')} {element.get('id', '')}") for element in named)


def read_posts(tree: etree._Element, url: str) -> list[LivePost]:
    """The posts of a live blog, each with the time that it shows; none where fewer than three lie side by side.

    Args:
        tree: The page, hidden elements dropped.
        url: Its address; a post is named by the page's address and its own id.
    """
    side_by_side: dict[etree._Element, dict[etree._Element, None]] = defaultdict(dict)
    for time in tree.iterfind(".//body//time"):
        if len(_moment(time) or "") <= len("2024-03-14"):
            continue
        inner = time
        for around in time.iterancestors():
            side_by_side[around][inner] = None
            inner = around
            if local_name(around) == "body":
                break
    posts = max(side_by_side.values(), key=len, default={})
    found = [post for element in posts if (post := _post(element, url)).body]
    return found if len(found) >= _FEWEST else []


def _moment(time: etree._Element) -> str | None:
    return moment_of(time.get("datetime") or time.text_content())


def _post(element: etree._Element, url: str) -> LivePost:
    shown = next((moment for time in element.iter("time") if (moment := _moment(time))), None)
    name = element.get("id") or ""
    copy = deepcopy(element)
    copy.tail = None
    heading = next((inner for inner in copy.iter(*_HEADINGS) if one_line(inner.text_content())), None)
    headline = one_line(heading.text_content()) if heading is not None else ""
    for inner in [*copy.iter("time", "footer", "header"), *([heading] if heading is not None else [])]:
        inner.drop_tree()
    body = element_text(copy)
    body = body if len(body) >= _SHORTEST else ""
    return LivePost(headline, body, shown, None, [], f"{url}#{name}" if url and name else "")
