"""Text that a reader of the page could not see, or sees struck out, is dropped before extraction."""

from __future__ import annotations

import re

from lxml import etree

from ingest.colours import WHITE, Colour, alike, is_clear, read_background, read_colour
from ingest.stylesheet import Declarations, declared

_SCREEN_READER = re.compile(
    r"(?:^|\s)(?:u-|is-)?(?:sr-only|show-for-sr|visually-?hidden(?:-focusable)?|screen-?reader(?:-text|-only)?|off-?screen"
    r"|a11y-hidden)(?:\s|$)",
    re.I,
)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hidden|is-hidden|d-none|u-hidden)(?:\s|$)", re.I)
_SHOWN_SOMEWHERE = re.compile(r"(?:sm|md|lg|xl|desktop|mobile)[:-](?:block|flex|inline|grid|table|contents)")
_DROPPED = ("script", "style", "template", "noscript", "dialog", "noframes", "datalist")
_STRUCK = ("del", "s", "strike")
_KEEP = ("html", "body", "head")
_SIZE = re.compile(r"[+-]?(\d*\.?\d+)(px|pt|em|rem|%|vh|vw|ch|ex)?\Z")
_FONT = re.compile(r"(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)|0)(?=\s|/|\Z)")
_FAR = re.compile(r"-\s*(\d{3,})(?:\.\d+)?\s*(?:px|pt|em|rem)|-\s*(\d{3,})\s*%|-\s*\d{3,}\s*v[wh]")
_BEYOND = re.compile(
    r"(?<![\d.-])(?:\d{4,}(?:\.\d+)?\s*(?:px|pt)|\d{3,}\s*(?:em|rem)|(?:1\d[1-9]|[2-9]\d\d|\d{4,})\s*v[wh])"
)
_CLIPPED = re.compile(
    r"rect\((?:0|1px)(?:px)?[, ]*(?:0|1px)(?:px)?[, ]*(?:0|1px)(?:px)?[, ]*(?:0|1px)(?:px)?\)|inset\(\s*(?:50|100)%"
    r"|circle\(\s*0|ellipse\(\s*0|polygon\(\s*(\S+\s+\S+?)\s*(?:,\s*\1\s*)*\)"
)
_TURNED_AWAY = re.compile(r"scale\w*\(\s*0*\.?0+\s*[,)]|rotate[xy]\(\s*-?(?:90|270)deg|translate\w*\([^)]*-\s*\d{3,}")
_MOST_UNSEEN = 0.5
"""Where more of a page's text than this has the colour of what is behind it, what is behind it is not known."""
_MOST_STRUCK = 1.0
"""Where more of a text is struck out than not, it is a mark that was never closed, not a correction."""
_Colours = tuple[Colour | None, Colour | None]
"""Of the text, None where nothing declares it, and of what is behind it, None where that is not known."""


def drop_hidden(tree: etree._Element) -> int:
    """Remove what is not shown of a page, and what an editor struck out of it, in place.

    Known tricks: ``display``, ``visibility``, the ``hidden`` and ``popover`` attributes, ``<template>``,
    ``aria-hidden``, zero font size, height, scale or opacity, positions off the screen, clipping, text in the colour of
    its background or in none, classes for screen readers, text for those without a subscription on AMP pages, and any
    of these by the page's own style sheets.

    Returns:
        How many elements were removed or lost their text.
    """
    doomed: list[etree._Element] = []
    struck: list[etree._Element] = []
    unseen: list[etree._Element] = []
    skipped: set[etree._Element] = set()
    colours: dict[etree._Element, _Colours] = {}
    shown = 0
    for element, style in declared(tree):
        parent = element.getparent()
        if parent is not None and parent in skipped:
            skipped.add(element)
            continue
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        around: _Colours = (None, WHITE) if parent is None else colours.get(parent, (None, WHITE))
        colours[element] = _colours(element, style, around)
        if name not in _KEEP and _is_hidden(element, name, style):
            skipped.add(element)
            if element is not tree:
                doomed.append(element)
            continue
        if name in _STRUCK or "line-through" in style.get("text-decoration", style.get("text-decoration-line", "")):
            skipped.add(element)
            if element is not tree:
                struck.append(element)
            continue
        if name == "head":
            skipped.add(element)  # nothing in it is shown as text
            continue
        text = _text_length(element)
        shown += text
        if text and _is_unseen(*colours[element]):
            unseen.append(element)
    if sum(map(_text_length, unseen)) > _MOST_UNSEEN * shown:
        unseen = []
    if sum(len("".join(element.itertext()).strip()) for element in struck) > _MOST_STRUCK * shown:
        struck = []
    for element in unseen:
        _blank(element)
    for element in [*doomed, *struck]:
        _remove(element)
    return len(doomed) + len(struck) + len(unseen)


def _is_hidden(element: etree._Element, name: str, style: Declarations) -> bool:
    if name in _DROPPED or "popover" in element.attrib:
        return True
    if "hidden" in element.attrib and (element.get("hidden") or "").lower() != "false":
        return True
    if (element.get("aria-hidden") or "").lower() == "true":
        return True
    if (
        element.get("amp-access", "").startswith("NOT ")
        or element.get("subscriptions-section") == "content-not-granted"
    ):
        return True
    classes = element.get("class") or ""
    if _SCREEN_READER.search(classes) or (_HIDDEN_CLASS.search(classes) and not _SHOWN_SOMEWHERE.search(classes)):
        return True
    return bool(style) and (_not_drawn(style) or _too_small(style) or _off_screen(style))


def _not_drawn(style: Declarations) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
        or _is_faint(style.get("opacity", "1"))
        or any(_is_faint(value) for value in re.findall(r"opacity\(([^()]*)\)", style.get("filter", "")))
    )


def _is_faint(opacity: str) -> bool:
    number, unit = _measure(opacity)
    return number is not None and number < (11 if unit == "%" else 0.11)


def _too_small(style: Declarations) -> bool:
    font = _FONT.search(style.get("font", ""))
    if _is_tiny(style.get("font-size") or (font[1] if font else ""), 2.0):
        return True
    if any(_measure(style.get(name, ""))[0] == 0 for name in ("scale", "zoom")):
        return True
    clipped = style.get("overflow", style.get("overflow-y", "")) in ("hidden", "clip")
    sides = ("height", "max-height", "width", "max-width")
    return clipped and any(_is_tiny(style.get(side, ""), 2.0) for side in sides)


def _is_tiny(size: str, pixels: float) -> bool:
    """Whether a length is below some pixels; a relative one is taken to be of 16 pixels."""
    number, unit = _measure(size)
    if number is None:
        return False
    return number == 0 or number * {"px": 1, "pt": 1, "": 1, "%": 0.16}.get(unit, 16) < pixels


def _measure(value: str) -> tuple[float | None, str]:
    match = _SIZE.match(value)
    return (float(match[1]), match[2] or "") if match else (None, "")


def _off_screen(style: Declarations) -> bool:
    placed = style.get("position") in ("absolute", "fixed")
    for name in ("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "margin", "inset"):
        value = style.get(name, "")
        if not value or not (placed or name.startswith(("margin", "text"))):
            continue
        if _FAR.search(value) or (name in ("left", "right", "text-indent") and _BEYOND.search(value)):
            return True
    if _TURNED_AWAY.search(style.get("transform", "")):
        return True
    return bool(_CLIPPED.search(style.get("clip", "")) or _CLIPPED.search(style.get("clip-path", "")))


def _colours(element: etree._Element, style: Declarations, around: _Colours) -> _Colours:
    """The colour of an element's text and of what is behind it, from its own declarations and those around it."""
    text, behind = around
    written = style.get("-webkit-text-fill-color") or style.get("color") or _attribute(element, "color")
    if written and written not in ("inherit", "currentcolor"):
        text = read_colour(written)
    painted = style.get("background-color") or style.get("background") or _attribute(element, "bgcolor")
    if painted:
        behind = read_background(painted, behind)
    if style.get("background-image", "none") != "none":
        behind = None
    return text, behind


def _attribute(element: etree._Element, name: str) -> str:
    return (element.get(name) or "").strip().lower()


def _is_unseen(text: Colour | None, behind: Colour | None) -> bool:
    if text is None:
        return False
    return is_clear(text) or (behind is not None and alike(text, behind))


def _text_length(element: etree._Element) -> int:
    """Characters that stand in an element itself, not in its children."""
    return len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)


def _blank(element: etree._Element) -> None:
    element.text = None
    for child in element:
        child.tail = None


def _remove(element: etree._Element) -> None:
    """Remove an element but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
