"""ALTO: newspaper pages as OCR read them, with how sure it was of each word."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from lxml import etree

from ingest.article import Article, Problem
from ingest.draft import Draft, stem
from ingest.formats.base import Format, Opened
from ingest.formats.markup import local_name
from ingest.formats.text import NAME_DATE
from ingest.formats.tree import attribute, find_all, opens_with, parse_xml

_UNSURE = 0.8


def sniff(head: bytes) -> float:
    """The root element is ``alto``."""
    return 0.95 if opens_with(head, b"alto") else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the page as one article, block by block in the order of the file."""
    if belongs_to_issue(opened):
        return  # the articles of the issue are read from its METS file, in their own order
    root = parse_xml(opened.whole(), opened.origin)
    blocks, sure = [], []
    for block in find_all(root, "textblock"):
        text, confidences = block_text(block)
        sure += confidences
        if text:
            blocks.append(text)
    draft = Draft(body="\n\n".join(blocks), ready=False)
    if blocks and len(blocks[0]) <= 120 and len(blocks) > 1:
        draft.headline, draft.body = blocks[0], "\n\n".join(blocks[1:])
    if named := NAME_DATE.search(stem(opened.origin)):
        draft.published, draft.provenance["published_at"] = "-".join(named.groups()), "file name"
    note_confidence(draft, sure)
    yield draft.finish(opened.origin, opened.limits)


def belongs_to_issue(opened: Opened) -> bool:
    """Tell whether a METS file in the same folder, or in the one above, names this page."""
    name = opened.origin.replace("\\", "/").rsplit("!", 1)[-1].rsplit("/", 1)[-1]
    issues = ((f, n) for f in ("", "../") for n in opened.names_in(f) if "mets" in n.lower() and n.endswith(".xml"))
    return any(name.encode() in opened.beside(folder + other) for folder, other in issues)


def note_confidence(draft: Draft, sure: list[float]) -> None:
    """Keep how sure the OCR was of its words on average, and flag what it was unsure of."""
    if sure:
        draft.extra["ocr_confidence"] = f"{mean(sure):.3f}"
        draft.flags += ["low-ocr"] if mean(sure) < _UNSURE else []


def block_text(block: etree._Element) -> tuple[str, list[float]]:
    """The text of a block, words that were broken at a line's end made whole, and the confidence of its words."""
    words: list[str] = []
    sure: list[float] = []
    for element in block.iter(etree.Element):
        if local_name(element) != "string":
            continue
        whole, part = attribute(element, "SUBS_CONTENT"), attribute(element, "SUBS_TYPE")
        if part == "HypPart2" and whole:
            continue
        words.append(whole if whole and part == "HypPart1" else attribute(element, "CONTENT"))
        confidence = attribute(element, "WC")
        if confidence.replace(".", "", 1).isdigit():
            sure.append(min(float(confidence), 1.0))
    return " ".join(words), sure


FORMAT = Format("ALTO", (".xml", ".alto"), sniff, read, version=2)
