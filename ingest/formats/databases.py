"""Exports of news databases as text: LexisNexis, Nexis Uni and Factiva, in English, German and French."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Article, Problem
from ingest.characters import is_binary, visible
from ingest.dates import parse_moment
from ingest.draft import Draft
from ingest.formats.base import Format, Opened

_OLD_NEXIS = re.compile(r"^[ ]*(?:\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+|Document \d+ de \d+)[ ]*$", re.M)
_NEW_NEXIS = re.compile(r"^[ ]*(?:End of Document|Ende des Dokuments|Fin du document)[ ]*$", re.M)
_FIELD = re.compile(r"([A-Z\u00c4\u00d6\u00dc\u00c9][\w\u00c4\u00d6\u00dc\u00c9-]*(?: [A-Z][\w-]*)?):(?:\s+(.*))?\Z")
_LENGTH = ("length", "l\u00e4nge", "longueur")
_NEXIS_FIELDS = {
    "byline": "authors", "autor": "authors", "auteur": "authors", "section": "section", "rubrik": "section",
        "rubrique": "section",
    "dateline": "dateline_place", "language": "language", "sprache": "language", "langue": "language",
        "highlight": "abstract",
    "correction": "corrections", "correction-date": "", "graphic": "graphic", "load-date": "", "update": "",
        "publication-type": "",
    "length": "", "l\u00e4nge": "", "longueur": "", "journal-code": "", "subject": "", "copyright": "",
        "headline": "headline",
    "ladedatum": "", "url": "url", "series": "", "type": "", "acc-no": "uri", "cut": "", "doc-id": "uri",
}  # fmt: skip
_TAIL = (
    "language",
    "sprache",
    "langue",
    "load-date",
    "ladedatum",
    "update",
    "publication-type",
    "journal-code",
    "classification",
)
_COPYRIGHT = re.compile(
    r"(?:Copyright|\u00a9|All Rights Reserved|Alle Rechte vorbehalten|Tous droits r\u00e9serv\u00e9s)\b", re.I
)
_BODY_MARK = re.compile(r"(?:Body|Text|Volltext|Corps)\Z")
_END_MARK = re.compile(r"(?:Classification|Klassifikation|Load-Date:.*|Ladedatum:.*|Graphic)\Z")
_FACTIVA_CODE = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|PG|VOL|ED|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|PUB|AN|ART|CX|CLM|IPC|IPD)(?:[ \t]+(\S.*))?\Z"
)
_FACTIVA_FIELDS = {
    "HD": "headline", "BY": "authors", "SN": "source", "SE": "section", "AN": "own_id", "PD": "published",
        "LA": "language",
}  # fmt: skip
_LANGUAGES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "fran\u00e7ais": "fr", "spanish": "es"}


def sniff(head: bytes) -> float:
    """The marks between documents, or the field codes of Factiva."""
    if is_binary(head):
        return 0.0
    text = head.decode("utf-8", "replace").replace("\r\n", "\n").replace("\u00a0", " ")
    if _OLD_NEXIS.search(text) or _is_factiva(text):
        return 0.8
    return 0.7 if _NEW_NEXIS.search(text) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each article of the export; its cover page, which names who searched, is dropped."""
    for number, draft in enumerate(drafts_of_export(opened.text()), 1):
        yield draft.finish(f"{opened.origin}:{number}", opened.limits)


def drafts_of_export(text: str) -> Iterator[Draft]:
    """Read the articles of an export; nothing when the text is none."""
    text = visible(text)
    if _OLD_NEXIS.search(text):
        for part in _OLD_NEXIS.split(text)[1:]:
            yield _old_nexis(part.split("\n"))
    elif _NEW_NEXIS.search(text):
        for part in _NEW_NEXIS.split(text)[:-1]:
            yield _new_nexis([line.strip() for line in part.split("\n") if line.strip()])
    elif _is_factiva(text):
        yield from _factiva(text)


def _is_factiva(text: str) -> bool:
    codes = {match[1] for line in text.split("\n") if (match := _FACTIVA_CODE.match(line.rstrip()))}
    return "HD" in codes and bool(codes & {"LP", "TD"}) and bool(codes & {"AN", "SN", "PD"})


def _old_nexis(lines: list[str]) -> Draft:
    """Source, date, headline, fields in capitals, body, fields in capitals, copyright."""
    draft = Draft()
    blocks = _blocks(lines)
    at = 0
    while at < len(blocks) and parse_moment(_date_line(blocks[at])) is None and not _field(blocks[at]) and at < 5:
        if not draft.source and not _COPYRIGHT.match(blocks[at][0].strip()):
            draft.source = blocks[at][0].strip()
        at += 1
    if at < len(blocks) and (day := parse_moment(_date_line(blocks[at]))):
        draft.published, draft.provenance["published_at"] = day, "date line"
        at += 1
    headline: list[str] = []
    while at < len(blocks) and not _field(blocks[at]) and not headline:
        # An edition ("Late Edition - Final") is set in the middle of the line, a headline is not.
        if not (len(blocks[at]) == 1 and blocks[at][0].startswith("    ")):
            headline = blocks[at]
        at += 1
    draft.headline = " ".join(line.strip() for line in headline)
    seen_length = ended = False
    body: list[str] = []
    for block in blocks[at:]:
        field = _field(block)
        if field and field[0].lower() in _NEXIS_FIELDS:
            name = field[0].lower()
            seen_length = seen_length or name in _LENGTH
            ended = ended or (name in _TAIL and bool(body))
            _set_field(draft, name, field[1])
        elif not ended and not (_COPYRIGHT.match(block[0].strip()) and (not body or len(block) <= 3)):
            body.append(" ".join(line.strip() for line in block))
    draft.body = "\n\n".join(body)
    _mark_graphic(draft, seen_length)
    return draft


def _new_nexis(lines: list[str]) -> Draft:
    """Headline, source, date, "Field: value" lines, Body, paragraphs, Classification."""
    draft = Draft()
    draft.headline = lines[0] if lines else ""
    start = next((n for n, line in enumerate(lines) if _BODY_MARK.match(line)), len(lines))
    end = next((n for n, line in enumerate(lines) if n > start and _END_MARK.match(line)), len(lines))
    seen_length = False
    for number, line in enumerate(lines[1:start]):
        match = _FIELD.match(line)
        if match and match[1].lower() in _NEXIS_FIELDS:
            seen_length = seen_length or match[1].lower() in _LENGTH
            _set_field(draft, match[1].lower(), match[2] or "")
        elif draft.published is None and (day := parse_moment(line)) and not _COPYRIGHT.match(line):
            draft.published, draft.provenance["published_at"] = day, "date line"
        elif number == 0:
            draft.source = line
    for line in lines[end:]:
        match = _FIELD.match(line)
        if match and match[1].lower() in ("language", "sprache", "langue"):
            _set_field(draft, match[1].lower(), match[2] or "")
    draft.body = "\n\n".join(lines[start + 1 : end])
    _mark_graphic(draft, seen_length)
    return draft


def _factiva(text: str) -> Iterator[Draft]:
    """Field codes at the beginning of lines; an article ends with its accession number or where the next begins."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in text.split("\n"):
        match = _FACTIVA_CODE.match(line.rstrip())
        if match:
            new = match[1]
            if "HD" in fields and ("AN" in fields or new == "HD") and new in ("SE", "HD", "CLM"):
                yield _factiva_draft(fields)
                fields = {}
            code = new
            fields.setdefault(code, []).append(match[2] or "")
        elif code:
            fields[code].append(line)
    if "HD" in fields:
        yield _factiva_draft(fields)


def _factiva_draft(fields: dict[str, list[str]]) -> Draft:
    draft = Draft()
    for code, name in _FACTIVA_FIELDS.items():
        if code in fields:
            setattr(draft, name, " ".join(" ".join(fields[code]).split()))
    draft.own_id = draft.own_id.removeprefix("Document ").strip()
    draft.language = _LANGUAGES.get(draft.language.lower(), draft.language.lower())
    draft.body = "\n\n".join("\n".join(fields[code]).strip("\n") for code in ("LP", "TD") if code in fields)
    draft.corrections = ["\n".join(fields["CX"]).strip()] if "CX" in fields else []
    draft.wire = " ".join(" ".join(fields.get("CR", [])).split())
    if draft.published:
        draft.provenance["published_at"] = "PD"
    for code, name in (
        ("PG", "page"),
        ("ED", "edition"),
        ("NS", "subjects"),
        ("CO", "companies"),
        ("RE", "regions"),
        ("ART", "caption"),
    ):
        draft.extra[name] = " ".join(" ".join(fields.get(code, [])).split())
    return draft


def _set_field(draft: Draft, name: str, value: str) -> None:
    target = _NEXIS_FIELDS[name]
    if target == "language":
        draft.language = _LANGUAGES.get(value.lower().split(";")[0].strip(), value)
    elif target == "corrections":
        draft.corrections.append(value)
    elif target == "graphic":
        draft.extra["graphic"] = value
    elif target:
        setattr(draft, target, value)


def _mark_graphic(draft: Draft, seen_length: bool) -> None:
    """An item without a length is a picture or a chart with its caption."""
    if not seen_length and len(draft.body.split()) < 120:
        draft.complete = False
        draft.flags.append("graphic-only")


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _field(block: list[str]) -> tuple[str, str] | None:
    match = _FIELD.match(block[0].strip())
    if match is None or not match[1].isupper():
        return None
    return match[1], " ".join([match[2] or "", *(line.strip() for line in block[1:])]).strip()


def _date_line(block: list[str]) -> str:
    return block[0].strip() if len(block[0].strip()) < 60 else ""


FORMAT = Format("news database export", (".txt",), sniff, read)
