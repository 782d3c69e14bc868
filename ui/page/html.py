"""Building HTML without ever forgetting to escape."""

from __future__ import annotations

import html
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from ui.answers import words


class Markup(str):
    """HTML that is finished; any other string is text and is escaped."""

    __slots__ = ()


Content = Markup | str | int | None | Iterable["Content"]


def text(content: Content) -> Markup:
    """Content as HTML: text is escaped, finished HTML is left as it is, lists are joined."""
    if content is None:
        return Markup("")
    if isinstance(content, Markup):
        return content
    if isinstance(content, (str, int)):
        return Markup(html.escape(words.clean(str(content))))
    return Markup("".join(text(one) for one in content))


def tag(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """An element. ``class_`` is the attribute class, ``data_key`` is data-key; None and False leave one out."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{html.escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Markup(f"<{name}{said}>{text(content)}</{name}>")


def void(name: str, /, **attributes: str | int | bool | None) -> Markup:
    """An element without content, such as ``input``."""
    return Markup(tag(name, **attributes).removesuffix(f"</{name}>"))


def article_path(article_id: str, version: str = "", start: int | None = None, end: int | None = None) -> str:
    """The page of an article, at a range of its body where one is given."""
    query = {"version": version} if version else {}
    if start is not None and end is not None:
        query |= {"start": str(start), "end": str(end)}
    return f"/articles/{quote(article_id, safe='')}" + (f"?{urlencode(query)}" if query else "")


def outside(url: str) -> str | None:
    """An address that may be linked to: the web, nothing else (an article's address could be a script)."""
    return url if url.startswith(("http://", "https://")) else None


def moment(iso: str | None) -> Markup:
    """A date in words that programs can read too."""
    said = words.day(iso)
    return tag("time", said, datetime=iso) if iso else tag("span", said)


def dotted(parts: Iterable[Content]) -> Markup:
    """Parts on one line with dots between; empty ones are left out."""
    shown = [rendered for part in parts if (rendered := text(part))]
    return Markup('<span class="dot" aria-hidden="true"> · </span>'.join(shown))
