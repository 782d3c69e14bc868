"""What the style sheets inside a page declare of its elements, by the cascade of CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import cssselect2
import tinycss2
from lxml import etree

Declarations = dict[str, str]
"""Property to value, both in lower case."""

_WIDTH = 1_280
"""The width in pixels of the window that a page is imagined in."""
_LARGEST = 2**20
"""Characters of style sheets that are looked at; pages that carry more of them are programs."""
_TELLING = re.compile(
    r"display|visibility|opacity|color|background|font|clip|filter|indent|transform|scale|zoom|overflow|decoration|-\d{3}|\d{4}|--|\\",
    re.I,
)
"""What a rule holds that can hide text, or show again what another rule hides."""
_FEATURE = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)\s*(px|em|rem)\s*\)", re.I)
_NAMES = re.compile(r"[.#]([\w-]+)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_BORDER = re.compile(r"""[{};]|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.S)


class _Rule(NamedTuple):
    declarations: Declarations
    important: Declarations


def declared(tree: etree._Element) -> Iterator[tuple[etree._Element, Declarations]]:
    """Each element of a page, parents first, with what its own ``style`` and the page's style sheets declare of it.

    Args:
        tree: The page; only its ``<style>`` elements are looked at, since nothing is fetched.
    """
    sheets = [
        (element.text or "")[:_LARGEST]
        for element in tree.iter("style")
        if element.text and _applies(element.get("media") or "")
    ]
    matcher, variables = _matcher(tree, sheets) if sheets else (None, Declarations())
    if matcher is None:
        for element in tree.iter(etree.Element):
            yield element, _own(element, {}) if element.get("style") else {}
        return
    for wrapped in cssselect2.ElementWrapper.from_html_root(tree).iter_subtree():
        element = wrapped.etree_element
        matched = [rule for _, _, pseudo, rule in matcher.match(wrapped) if pseudo is None]
        yield element, _cascaded(element, matched, variables)


def declarations_of(style: str) -> Declarations:
    """The declarations of a ``style`` attribute."""
    return {name: value for name, value, _ in _declarations(_COMMENT.sub(" ", style))}


def _own(element: etree._Element, variables: Declarations) -> Declarations:
    style = element.get("style")
    return _resolved(declarations_of(style), variables) if style else {}


def _cascaded(element: etree._Element, matched: Sequence[_Rule], variables: Declarations) -> Declarations:
    found: Declarations = {}
    for rule in matched:
        found.update(rule.declarations)
    found.update(_own(element, {}))
    for rule in matched:
        found.update(rule.important)
    return _resolved(found, variables)


def _resolved(found: Declarations, variables: Declarations) -> Declarations:
    """Values with the page's custom properties put in their places, as far as they are the same everywhere."""
    for name, value in found.items() if variables else ():
        if "var(" in value:
            found[name] = _VARIABLE.sub(lambda match: variables.get(match[1], match[2] or ""), value).strip()
    return found


def _matcher(tree: etree._Element, sheets: Sequence[str]) -> tuple[cssselect2.Matcher | None, Declarations]:
    """The rules that speak of what is on the page and can tell what is hidden, and the page's own variables."""
    names = {name for value in tree.xpath("//@class | //@id") for name in str(value).split()}
    matcher, variables, some = cssselect2.Matcher(), Declarations(), False
    for sheet in sheets:
        for prelude, rule in _rules(sheet):
            variables.update({name: value for name, value in rule.declarations.items() if name.startswith("--")})
            if any(names.issuperset(_NAMES.findall(one)) or "\\" in one for one in prelude.split(",")):
                for selector in _selectors(prelude):
                    matcher.add_selector(selector, rule)
                    some = True
    return (matcher if some else None), variables


@lru_cache(maxsize=16_384)
def _selectors(prelude: str) -> list[Any]:
    """Selectors ready to be matched; none where they cannot be understood."""
    try:
        found: list[Any] = cssselect2.compile_selector_list(prelude)
    except cssselect2.SelectorError:
        return []
    return found


@lru_cache(maxsize=16)
def _rules(sheet: str) -> list[tuple[str, _Rule]]:
    """Selectors and declarations of each rule of a sheet; pages of one site share their sheets."""
    return [(prelude, _rule(block)) for prelude, block in _blocks(_COMMENT.sub(" ", sheet))]


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and block of each rule that holds on a screen and tells anything, in the order of the sheet."""
    holds: list[bool] = [True]
    """Whether what stands in each open block holds, the innermost last."""
    at, prelude = 0, ""
    for token in _BORDER.finditer(sheet):
        mark = token[0]
        if mark not in "{};":
            continue  # a string, whose braces are none
        text = sheet[at : token.start()].strip()
        if mark == "{":
            prelude = text
            holds.append(holds[-1] and (not text.startswith("@") or _group_holds(text)))
        elif mark == "}":
            if prelude and not prelude.startswith("@") and holds[-1] and _TELLING.search(text):
                yield prelude, text
            prelude = ""
            if len(holds) > 1:
                holds.pop()
        elif prelude and not prelude.startswith("@"):
            continue  # between two declarations of one block
        at = token.end()


def _group_holds(prelude: str) -> bool:
    name, _, condition = prelude[1:].partition(" ")
    return name.lower() in ("layer", "supports") or (name.lower() == "media" and _applies(condition))


def _rule(block: str) -> _Rule:
    rule = _Rule({}, {})
    for name, value, important in _declarations(block):
        (rule.important if important else rule.declarations)[name] = value
    return rule


def _declarations(block: str) -> Iterator[tuple[str, str, bool]]:
    if "\\" in block or "(" in block or '"' in block:
        # Escapes, and semicolons that end nothing, need the whole grammar.
        for node in tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True):
            if node.type == "declaration":
                yield node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important
        return
    for part in block.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            value, mark, _ = value.lower().partition("!important")
            yield name.strip().lower(), value.strip(), bool(mark)


def _applies(media: str) -> bool:
    """Whether one of some media queries holds in a window of usual width; conditions of other kinds do not."""
    return not media.strip() or any(_holds(query.strip().lower()) for query in media.split(","))


def _holds(query: str) -> bool:
    rest = _FEATURE.sub("", query)
    if not set(re.findall(r"[a-z-]+", rest)) <= {"all", "screen", "and", "only"}:
        return False
    for bound, number, unit in _FEATURE.findall(query):
        width = float(number) * (1 if unit == "px" else 16)
        if (bound == "min" and width > _WIDTH) or (bound == "max" and width < _WIDTH):
            return False
    return True
