"""ProQuest's text export: documents between ruled lines, each with its fields on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Article, Problem
from ingest.characters import is_binary, visible
from ingest.draft import Draft
from ingest.formats.base import Format, Opened

_RULE = re.compile(r"^\s*(?:_{20,}|-{40,}|={40,}|Document \d+ of \d+)\s*$", re.M)
_FIELD = re.compile(r"([A-Z][A-Za-z /()-]{1,40}?):(?:[ \t]+(.*))?\Z")
_FIELDS = {
    "title": "headline", "author": "authors", "publication title": "source", "publication date": "published",
    "section": "section", "language of publication": "language", "document url": "url", "abstract": "abstract",
    "full text": "body", "proquest document id": "own_id", "correction": "corrections",
}  # fmt: skip
_OTHER_NAMES = (
    "links", "subject", "location", "people", "person", "company", "company / organization", "classification",
    "identifier / keyword", "identifiers / keywords", "credit", "copyright", "publication year", "publisher",
    "place of publication", "country of publication", "publication subject", "issn", "source type", "document type",
    "accession number", "pages", "first page", "column", "database", "dateline", "last updated", "volume", "issue",
    "business indexing term", "literary indexing term", "number of pages", "start page", "source",
)  # fmt: skip
_NONE = ("none available.", "not available.", "none", "")


def sniff(head: bytes) -> float:
    """The number that ProQuest gives its documents, beside a text or a title."""
    if is_binary(head):
        return 0.0
    text = head.decode("utf-8", "replace")
    return (
        0.85
        if re.search(r"^ProQuest document ID:", text, re.M) and re.search(r"^(?:Full text|Title):", text, re.M)
        else 0.0
    )


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each document; the list of contents and the cover, which names who searched, are dropped."""
    number = 0
    for part in _RULE.split(visible(opened.text())):
        fields = _fields_of(part)
        if "own_id" in fields:
            number += 1
            yield _draft(fields).finish(f"{opened.origin}:{number}", opened.limits)


def _fields_of(part: str) -> dict[str, str]:
    """What stands under each known field name; other names are kept under themselves."""
    fields: dict[str, list[str]] = {}
    name = ""
    for line in part.split("\n"):
        match = _FIELD.match(line.rstrip())
        label = match[1].lower() if match else ""
        if match and (label in _FIELDS or label in _OTHER_NAMES):
            name = _FIELDS.get(label, label)
            fields.setdefault(name, []).append(match[2] or "")
        elif name:
            fields[name].append(line.rstrip())
    return {name: "\n".join(lines).strip() for name, lines in fields.items()}


def _draft(fields: dict[str, str]) -> Draft:
    draft = Draft()
    for name in _FIELDS.values():
        value = fields.pop(name, "")
        if value.lower() in _NONE:
            continue
        if name == "authors":
            draft.authors = [" ".join(reversed(one.strip(" .").split(", ", 1))) for one in value.split(";")]
        elif name == "corrections":
            draft.corrections = [value]
        else:
            setattr(draft, name, value if name == "body" else " ".join(value.split()))
    if draft.published:
        draft.provenance["published_at"] = "Publication date"
    draft.language = {"english": "en", "german": "de", "french": "fr", "spanish": "es"}.get(
        draft.language.lower(), draft.language
    )
    draft.extra.update({name.replace(" / ", "_").replace(" ", "_"): value for name, value in fields.items()})
    return draft


FORMAT = Format("ProQuest export", (".txt",), sniff, read)
