"""News XML read by local names: the same schema arrives with its namespace, with another one, or with none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.characters import decode, one_line
from ingest.errors import InputError
from ingest.formats.markup import local_name

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.-]+)""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def parse_xml(data: bytes, origin: str) -> etree._Element:
    """Parse XML without entities, network access or depth that could harm.

    Raises:
        InputError: when it is not XML, even after small repairs.
    """
    declared = _DECLARED.search(data[:400])
    text = _DECLARATION.sub("", decode(data, declared[1].decode("ascii") if declared else ""))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise InputError(f"{origin} is not sound XML ({fault}); repair or leave it out.") from fault
    if root is None:
        raise InputError(f"{origin} is not sound XML; repair or leave it out.")
    return root


def find_all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element of that local name (lower case), at any depth, in document order."""
    return (found for found in element.iter(etree.Element) if local_name(found) == name)


def find(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at the end of a path of local names, each at any depth below the one before."""
    for name in path:
        if element is None:
            return None
        element = next(find_all(element, name), None)
    return element


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that local name."""
    if element is None:
        return None
    return next((found for found in element if local_name(found) == name), None)


def text_of(element: etree._Element | None) -> str:
    """All text of an element in one line; "" for None."""
    return one_line("".join(element.itertext())) if element is not None else ""


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its local name; "" when it is missing."""
    if element is None:
        return ""
    return next((str(v) for k, v in element.attrib.items() if str(k).rsplit("}", 1)[-1] == name), "")


def opens_with(head: bytes, *names: bytes) -> bool:
    """Tell whether the root element of an XML file has one of these names, whatever its prefix."""
    text = re.sub(
        rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>",
        b"",
        head[:8192].lstrip(b"\xef\xbb\xbf"),
        flags=re.S,
    )
    match = re.match(rb"\s*<(?:[\w.-]+:)?([\w.-]+)", text)
    return match is not None and match[1].lower() in {name.lower() for name in names}
