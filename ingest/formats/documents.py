"""Word-processor documents (DOCX and RTF): one story, or an export of a news database."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from ingest.article import Article, Problem
from ingest.characters import decode
from ingest.draft import Draft
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.factiva import drafts_of_factiva
from ingest.formats.markup import local_name
from ingest.formats.nexis import drafts_of_nexis, is_cover
from ingest.formats.rtf_shown import shown_rtf
from ingest.formats.text import draft_of_text
from ingest.formats.tree import attribute, child, find, find_all, parse_xml, text_of

_LARGEST_PART = 128 * 2**20
_NOT_SHOWN = ("del", "movefrom", "instrtext", "rpr", "ppr")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}


def sniff(head: bytes) -> float:
    """A zip that begins as office documents do, or the first letters of RTF."""
    if head.startswith(b"{\\rtf"):
        return 1.0
    return 1.0 if head.startswith(b"PK\x03\x04") and (b"[Content_Types].xml" in head or b"word/" in head) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the story of the document, or each article of the export that it holds."""
    data = opened.whole()
    text, record = _rtf(data, opened) if data.startswith(b"{\\rtf") else _docx(data, opened.origin)
    drafts = list(drafts_of_nexis(text)) or list(drafts_of_factiva(text))
    if not drafts and is_cover(text):
        yield Problem(
            opened.origin,
            f"{opened.origin} is the list of documents of a Nexis export, not an article; it was left out.",
            "cover-page",
        )
        return
    if not drafts:
        story = draft_of_text(text, opened)
        story.authors = story.authors or record.authors
        if story.published is None and record.published:
            story.published, story.provenance["published_at"] = record.published, "document properties"
        drafts = [story]
    for number, draft in enumerate(drafts, 1):
        origin = f"{opened.origin}:{number}" if len(drafts) > 1 else opened.origin
        yield draft.finish(origin, opened.limits)


def _rtf(data: bytes, opened: Opened) -> tuple[str, Draft]:
    striprtf = opened.parser("striprtf.striprtf")
    return str(striprtf.rtf_to_text(shown_rtf(decode(data, "cp1252")), errors="ignore")), Draft()


def _docx(data: bytes, origin: str) -> tuple[str, Draft]:
    try:
        box = zipfile.ZipFile(io.BytesIO(data))
        names = box.namelist()
        if "word/document.xml" not in names:
            raise InputError(f"{origin} is an office document without text (no word/document.xml); save it as DOCX.")
        root = parse_xml(_part(box, "word/document.xml", origin), origin)
        record = Draft()
        if "docProps/core.xml" in names:
            core = parse_xml(_part(box, "docProps/core.xml", origin), origin)
            record.published = text_of(find(core, "created"))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as fault:
        raise InputError(f"{origin} is a damaged document ({fault}); save it again.") from fault
    for again in list(find_all(root, "fallback")):  # the same content for older programs
        etree.strip_elements(again, "*")
    return "\n\n".join(filter(None, _paragraphs(root))), record


def _part(box: zipfile.ZipFile, name: str, origin: str) -> bytes:
    with box.open(name) as stream:
        data = stream.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise InputError(f"{origin} unpacks to more than {_LARGEST_PART // 2**20} MB; it is no news document.")
    return data


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """The paragraphs of a document; a row of a table whose cells hold one each is one, its cells apart."""
    rows: set[etree._Element] = set()
    for paragraph in find_all(root, "p"):
        cell = paragraph.getparent()
        row = cell.getparent() if cell is not None and local_name(cell) == "tc" else None
        cells = [list(find_all(one, "p")) for one in row if local_name(one) == "tc"] if row is not None else []
        if row is None or len(cells) < 2 or any(len(held) != 1 for held in cells):
            yield _paragraph(paragraph)
        elif row not in rows:
            rows.add(row)
            yield " | ".join(_paragraph(held) for [held] in cells)


def _paragraph(paragraph: etree._Element) -> str:
    """The text of a paragraph as a reader of the document sees it; paragraphs in boxes inside it come on their own."""
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local_name(element)
        if name in ("p", *_NOT_SHOWN) or (name == "r" and _is_hidden(find(element, "rpr"))):
            continue
        parts.append((element.text or "") if name == "t" else _BREAKS.get(name, ""))
        stack.extend(reversed(element))
    return "".join(parts).strip()


def _is_hidden(properties: etree._Element | None) -> bool:
    """Whether the properties of a run hide it, as hidden text, as white, or as very small, or strike it out."""
    if properties is None:
        return False
    for name in ("vanish", "webhidden", "strike", "dstrike"):
        mark = child(properties, name)
        if mark is not None and attribute(mark, "val").lower() not in ("0", "false", "off"):
            return True
    behind = [child(properties, name) for name in ("shd", "highlight")]
    white = attribute(child(properties, "color"), "val").lower() in ("ffffff", "white")
    half_points = attribute(child(properties, "sz"), "val")
    return (white and not any(mark is not None for mark in behind)) or (half_points.isdigit() and int(half_points) < 4)


FORMAT = Format("DOCX/RTF", (".docx", ".rtf"), sniff, read)
