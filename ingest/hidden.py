"""Text that a reader of the page could not see is dropped before extraction: it is how pages talk to machines."""

from __future__ import annotations

import re

from lxml import etree

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SIMPLE = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)+)?\Z")
_SCREEN_READER = re.compile(
    r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|screenreader|offscreen|a11y-hidden)(?:\s|$)",
    re.I,
)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hidden|is-hidden|d-none|u-hidden)(?:\s|$)", re.I)
_SHOWN_SOMEWHERE = re.compile(r"(?:sm|md|lg|xl|desktop|mobile)[:-](?:block|flex|inline|grid|table|contents)")
_DROPPED = ("script", "style", "template", "noscript", "dialog")
_KEEP = ("html", "body", "head")
_ZERO = re.compile(r"^[+-]?0*\.?0*(?:px|em|rem|pt|%|vh|vw)?$")
_FAR = re.compile(r"-\s*(\d{3,})(?:\.\d+)?\s*(?:px|pt|em|rem)|-\s*(\d{3,})\s*%|-\s*\d{3,}\s*v[wh]")
_COLOUR = re.compile(
    r"#([0-9a-f]{3,8})\b|rgba?\(([^)]*)\)|\b(transparent|white|black|red|blue|green|gray|grey)\b", re.I
)
_NAMED = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0),
    "gray": (128, 128, 128), "grey": (128, 128, 128),
}  # fmt: skip

Declarations = dict[str, str]


def drop_hidden(tree: etree._Element) -> int:
    """Remove the elements of a page that are not shown, in place.

    Known tricks: ``display``, ``visibility``, the ``hidden`` attribute, ``<template>``, ``aria-hidden``, zero font
    size, height or opacity, positions off the screen, clipping, text in the colour of its background, classes for
    screen readers, and any of these by a rule in a ``<style>`` element.

    Returns:
        How many elements were removed.
    """
    rules = _style_rules(tree)
    doomed: list[etree._Element] = []
    background: dict[etree._Element, tuple[int, ...] | None] = {}
    skipped: set[etree._Element] = set()
    for element in tree.iter(etree.Element):
        parent = element.getparent()
        if parent is not None and parent in skipped:
            skipped.add(element)
            continue
        declared = _declared(element, rules)
        inherited = background.get(parent) if parent is not None else None
        own = _colour(declared.get("background-color") or declared.get("background") or element.get("bgcolor") or "")
        background[element] = own or inherited
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        if name in _KEEP and name != "head" and element is not tree:
            continue
        if _is_hidden(element, name, declared, own or inherited):
            skipped.add(element)
            if element is not tree:
                doomed.append(element)
    for element in doomed:
        _remove(element)
    return len(doomed)


def _is_hidden(
    element: etree._Element, name: str, style: Declarations, background: tuple[int, ...] | None
) -> bool:  # fmt: skip
    if name in _DROPPED:
        return True
    if "hidden" in element.attrib and (element.get("hidden") or "").lower() != "false":
        return (element.get("hidden") or "").lower() != "until-found"
    if (element.get("aria-hidden") or "").lower() == "true":
        return True
    classes = element.get("class") or ""
    if _SCREEN_READER.search(classes) or (_HIDDEN_CLASS.search(classes) and not _SHOWN_SOMEWHERE.search(classes)):
        return True
    return bool(style) and (_not_drawn(style) or _too_small(style) or _off_screen(style) or _unseen(style, background))


def _not_drawn(style: Declarations) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
    )


def _too_small(style: Declarations) -> bool:
    for name in ("font-size", "opacity"):
        value = style.get(name, "")
        if value and (_ZERO.match(value) or _below(value, 0.11 if name == "opacity" else 2.0)):
            return True
    clipped = style.get("overflow", style.get("overflow-y", "")) in ("hidden", "clip")
    small = any(
        _ZERO.match(style.get(name, "x")) or _below(style.get(name, "x"), 2.0)
        for name in ("height", "max-height", "width", "max-width")
    )
    scaled = re.search(r"scale\w*\(\s*0*\.?0+\s*[,)]", style.get("transform", "")) is not None
    return (clipped and small) or scaled


def _off_screen(style: Declarations) -> bool:
    placed = style.get("position") in ("absolute", "fixed")
    for name in ("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "margin", "inset"):
        value = style.get(name, "")
        if value and _FAR.search(value) and (placed or name.startswith(("margin", "text"))):
            return True
    if re.search(r"translate\w*\([^)]*-\s*\d{3,}", style.get("transform", "")):
        return True
    clip = style.get("clip", "").replace(" ", "") + style.get("clip-path", "").replace(" ", "")
    return bool(re.search(r"rect\((0|1px)(px)?,?(0|1px)(px)?,?(0|1px)(px)?,?(0|1px)(px)?\)|inset\((50|100)%", clip))


def _unseen(style: Declarations, background: tuple[int, ...] | None) -> bool:
    """Text in the colour of what is behind it; a page without a background of its own is white."""
    value = style.get("color", "")
    if not value:
        return False
    if value == "transparent" or re.search(r"rgba\([^)]*,\s*0*\.?0+\s*\)", value):
        return True
    if (
        "background-image" in style
        or "url(" in style.get("background", "")
        or "gradient" in style.get("background", "")
    ):
        return False
    colour = _colour(value)
    if colour is None:
        return False
    behind = background or (255, 255, 255)
    if background is None and colour != (255, 255, 255):
        return False
    return sum(abs(a - b) for a, b in zip(colour, behind, strict=True)) <= 24


def _below(value: str, least: float) -> bool:
    match = re.match(r"(\d*\.?\d+)(px|pt)?\Z", value)
    return match is not None and float(match[1]) < least


def _colour(value: str) -> tuple[int, ...] | None:
    match = _COLOUR.search(value)
    if match is None:
        return None
    if match[1]:
        digits = match[1] if len(match[1]) >= 6 else "".join(c * 2 for c in match[1][:3])
        return tuple(int(digits[i : i + 2], 16) for i in (0, 2, 4))
    if match[2]:
        numbers = re.findall(r"\d+(?:\.\d+)?", match[2])[:3]
        return tuple(min(255, int(float(n))) for n in numbers) if len(numbers) == 3 else None
    return _NAMED.get(match[3].lower())


def _declared(element: etree._Element, rules: dict[str, list[tuple[str, Declarations]]]) -> Declarations:
    """What the element's own style and the page's simple rules say about it."""
    declared: Declarations = {}
    if rules:
        names = [f".{c}" for c in (element.get("class") or "").split()]
        if element.get("id"):
            names.append(f"#{element.get('id')}")
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        for name in [*names, tag]:
            for selector, declarations in rules.get(name, ()):
                match = _SIMPLE.match(selector)
                wanted = set(re.findall(r"[.#][\w-]+", selector))
                if match and match[1] in (None, "*", tag) and wanted <= set(names):
                    declared.update(declarations)
    if style := element.get("style"):
        declared.update(_parse(style))
    return declared


def _style_rules(tree: etree._Element) -> dict[str, list[tuple[str, Declarations]]]:
    """The rules of all style elements whose selector is one simple selector, by the last class, id or tag in it."""
    rules: dict[str, list[tuple[str, Declarations]]] = {}
    for element in tree.iter("style"):
        sheet = _COMMENT.sub("", element.text or "")
        if "print" in (element.get("media") or ""):
            continue
        for rule in _screen_rules(sheet).split("}"):
            selectors, _, block = rule.partition("{")
            declarations = _parse(block)
            if not declarations:
                continue
            for selector in selectors.split(","):
                selector = selector.strip()
                match = _SIMPLE.match(selector)
                if match is None or not selector:
                    continue
                keys = re.findall(r"[.#][\w-]+", selector)
                rules.setdefault(keys[-1] if keys else selector.lower(), []).append((selector, declarations))
    return rules


def _screen_rules(sheet: str) -> str:
    """A style sheet without the blocks that apply to other media or other widths ("@media print {...}")."""
    out: list[str] = []
    at = 0
    for match in re.finditer(r"@(media|supports|keyframes|-webkit-keyframes|font-face)\b[^{;]*\{", sheet):
        if match.start() < at:
            continue
        out.append(sheet[at : match.start()])
        depth, end = 1, match.end()
        while depth and end < len(sheet):
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        at = end
    return "".join(out) + sheet[at:]


def _parse(style: str) -> Declarations:
    declared: Declarations = {}
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            declared[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return declared


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
