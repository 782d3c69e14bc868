"""Articles whose paragraphs lie in several containers of one kind, of which an extractor took only the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from ingest.formats.markup import local_name

_PARAGRAPHS = frozenset(["p", "h2", "h3", "h4", "li", "blockquote", "pre"])
_ELSEWHERE = frozenset(["aside", "footer", "nav", "figure", "figcaption", "header", "form"])
_SHORTEST = 40
_WORTH_IT = 0.15
"""The share of a body that must be missing before it is put together anew."""

Kind = tuple[str, str]


def gather(tree: etree._Element, body: str) -> str:
    """Add the paragraphs that lie beside the extracted ones, in containers of the same kind.

    Args:
        tree: The page, hidden elements dropped.
        body: What the extractor found, one paragraph a block.

    Returns:
        The body in the order of the page, with what was missing; the same body when little or nothing was.
    """
    blocks = [(element, _text(element)) for element in _blocks(tree)]
    taken = {" ".join(block.split()).lstrip("- ") for block in body.split("\n\n")}
    kinds: Counter[Kind] = Counter()
    for element, text in blocks:
        if text in taken:
            kinds[_kind(element)] += len(text)
    if not kinds:
        return body
    kind, most = kinds.most_common(1)[0]
    if not kind[1] or most < 0.5 * len(body):
        return body
    missed = [
        element
        for element, text in blocks
        if text not in taken and len(text) >= _SHORTEST and _kind(element) == kind and not _links_mostly(element, text)
    ]
    gain = sum(len(_text(element)) for element in missed)
    found = sum(len(text) for text in {text for _, text in blocks} & taken)
    if gain < _WORTH_IT * len(body) or found < 0.9 * sum(map(len, taken)):
        return body
    wanted = set(missed)
    kept = [text for element, text in blocks if element in wanted or text in taken]
    return "\n\n".join(dict.fromkeys(kept))


def _blocks(tree: etree._Element) -> Iterator[etree._Element]:
    """The innermost paragraphs of a page that stand in no margin, caption or menu."""
    for element in tree.iter(*_PARAGRAPHS):
        if any(local_name(above) in _ELSEWHERE for above in element.iterancestors()):
            continue
        if any(local_name(inner) in _PARAGRAPHS for inner in element.iterdescendants()):
            continue
        if element.text_content().strip():
            yield element


def _kind(element: etree._Element) -> Kind:
    parent = element.getparent()
    return (local_name(parent), parent.get("class") or "") if parent is not None else ("", "")


def _text(element: etree._Element) -> str:
    return " ".join(element.text_content().split())


def _links_mostly(element: etree._Element, text: str) -> bool:
    linked = sum(len(_text(link)) for link in element.iter("a"))
    return linked > 0.5 * len(text)
