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
from ingest.formats.markup import local_name
from ingest.formats.text import draft_of_text
from ingest.formats.tree import find, find_all, parse_xml, text_of

_LARGEST_PART = 128 * 2**20


def sniff(head: bytes) -> float:
    """A zip that begins as office documents do, or the first letters of RTF."""
    if head.startswith(b"{\\rtf"):
        return 1.0
    return 1.0 if head.startswith(b"PK\x03\x04") and (b"[Content_Types].xml" in head or b"word/" in head) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the story of the document, or each article of the export that it holds."""
    from ingest.formats.databases import drafts_of_export

    data = opened.whole()
    text, record = _rtf(data, opened) if data.startswith(b"{\\rtf") else _docx(data, opened.origin)
    drafts = list(drafts_of_export(text))
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
    return str(striprtf.rtf_to_text(decode(data, "cp1252"), errors="ignore")), Draft()


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
    return "\n\n".join(filter(None, (_paragraph(p) for p in find_all(root, "p")))), record


def _part(box: zipfile.ZipFile, name: str, origin: str) -> bytes:
    with box.open(name) as stream:
        data = stream.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise InputError(f"{origin} unpacks to more than {_LARGEST_PART // 2**20} MB; it is no news document.")
    return data


def _paragraph(paragraph: etree._Element) -> str:
    parts: list[str] = []
    for element in find_all(paragraph, "r"):
        for piece in element:
            name = local_name(piece)
            parts.append({"t": piece.text or "", "tab": "\t", "br": "\n", "cr": "\n"}.get(name, ""))
    return "".join(parts).strip()


FORMAT = Format("DOCX/RTF", (".docx", ".rtf"), sniff, read)
