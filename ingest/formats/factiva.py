"""Exports of Factiva: articles by field codes, in lines or in the tables of its RTF, and articles as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Article, Problem
from ingest.characters import is_binary, visible
from ingest.dates import parse_moment
from ingest.draft import Draft
from ingest.formats.base import Format, Opened
from ingest.formats.nexis import LANGUAGES

_CODES = (
    "SE|HD|BY|CR|WC|PD|ET|SN|SC|PG|VOL|ED|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|PUB|AN|ART|CX|CLM|IPC|IPD|DE"
)  # fmt: skip
_CODE = re.compile(rf"({_CODES})(?:[ \t]+(\S.*))?\Z")
_CELL = re.compile(rf"^[ \t]*({_CODES})[ \t]*\|[ \t]*(.*)$", re.M)
_FIELDS = {
    "HD": "headline", "BY": "authors", "SN": "source", "SE": "section", "AN": "own_id", "PD": "published",
    "LA": "language",
}  # fmt: skip
_KEPT = {
    "PG": "page", "ED": "edition", "VOL": "volume", "CLM": "column", "CO": "companies", "IN": "industries",
    "NS": "subjects", "RE": "regions", "ART": "caption", "CT": "contact", "RF": "notes", "PUB": "publisher",
    "CY": "copyright", "WC": "words",
}  # fmt: skip
_NUMBER = re.compile(r"^Document ([A-Z]{2,10}\d{8,}[a-z0-9]{3,})[ \t]*$", re.M)
"""The accession number, which ends an article as it is shown."""
_WORDS = re.compile(r"[\d.,\u00a0 ]+ (?:words|W\u00f6rter|mots|palabras)\Z", re.I)
_BYLINE = re.compile(r"(?:By|Von|Par|Por)\s", re.I)
_RIGHTS = re.compile(r"(?:Copyright|\(c\)|\u00a9)", re.I)
_CLOCK = re.compile(r"\d{1,2}:\d{2}\Z")
_HEAD_LINES = 12


def sniff(head: bytes) -> float:
    """Field codes at the beginning of lines, or accession numbers behind articles."""
    if is_binary(head):
        return 0.0
    text = head.decode("utf-8", "replace").replace("\r\n", "\n").replace("\u00a0", " ")
    return 0.8 if _has_codes(text) or _is_shown(text) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each article of the export."""
    for number, draft in enumerate(drafts_of_factiva(opened.text()), 1):
        yield draft.finish(f"{opened.origin}:{number}", opened.limits)


def drafts_of_factiva(text: str) -> Iterator[Draft]:
    """Read the articles of an export; nothing when the text is none."""
    text = visible(text)
    if len(_CELL.findall(text)) >= 3:
        # In the RTF each field is a row of two cells.
        text = "\n".join(line.rstrip().removesuffix("|") for line in _CELL.sub(r"\1 \2", text).split("\n"))
    if _has_codes(text):
        yield from _by_codes(text)
    elif _is_shown(text):
        at = 0
        for number in _NUMBER.finditer(text):
            yield _shown(text[at : number.start()].split("\n"), number[1])
            at = number.end()


def _has_codes(text: str) -> bool:
    codes = {match[1] for line in text.split("\n") if (match := _CODE.match(line.rstrip()))}
    return "HD" in codes and bool(codes & {"LP", "TD"}) and bool(codes & {"AN", "SN", "PD"})


def _is_shown(text: str) -> bool:
    return _NUMBER.search(text) is not None and any(_WORDS.match(line.strip()) for line in text.split("\n"))


def _by_codes(text: str) -> Iterator[Draft]:
    """Field codes at the beginning of lines; an article ends with its accession number or where the next begins."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in text.split("\n"):
        match = _CODE.match(line.rstrip())
        if match:
            new = match[1]
            if "HD" in fields and ("AN" in fields or new == "HD") and new in ("SE", "HD", "CLM"):
                yield _coded(fields)
                fields = {}
            code = new
            fields.setdefault(code, []).append(match[2] or "")
        elif code:
            fields[code].append(line)
    if "HD" in fields:
        yield _coded(fields)


def _coded(fields: dict[str, list[str]]) -> Draft:
    draft = Draft()
    flat = {code: " ".join(" ".join(lines).split()) for code, lines in fields.items()}
    for code, name in _FIELDS.items():
        if code in flat:
            setattr(draft, name, flat[code])
    draft.own_id = draft.own_id.removeprefix("Document ").strip()
    draft.language = LANGUAGES.get(draft.language.lower(), draft.language.lower())
    draft.body = "\n\n".join("\n".join(fields[code]).strip("\n") for code in ("LP", "TD") if code in fields)
    draft.corrections = ["\n".join(fields["CX"]).strip()] if "CX" in fields else []
    draft.wire = flat.get("CR", "")
    _set_day(draft, flat.get("PD", ""), flat.get("ET", ""), "PD")
    draft.extra.update({name: flat.get(code, "") for code, name in _KEPT.items()})
    return draft


def _shown(lines: list[str], number: str) -> Draft:
    """Perhaps a section, headline, perhaps a byline, words, day, perhaps a time, source, more, copyright, body."""
    lines = [line.strip() for line in lines]
    words = next((n for n, line in enumerate(lines) if _WORDS.match(line)), 0)
    head = [line for line in lines[:words] if line]
    draft = Draft(own_id=number)
    if len(head) > 1 and _BYLINE.match(head[-1]):
        draft.authors = head.pop()
    draft.headline, draft.section = (head or [""])[-1], " ".join(head[:-1])
    rights = next((n for n in range(words, min(words + _HEAD_LINES, len(lines))) if _RIGHTS.match(lines[n])), -1)
    end = rights if rights > 0 else next((n for n in range(words, len(lines)) if not lines[n]), len(lines))
    record = [line for line in lines[words + 1 : end] if line]
    day = record.pop(0) if record else ""
    _set_day(draft, day, record.pop(0) if record and _CLOCK.match(record[0]) else "", "date line")
    draft.source = record.pop(0) if record else ""
    for line in record:
        if line.lower() in LANGUAGES:
            draft.language = LANGUAGES[line.lower()]
    draft.extra["copyright"] = lines[rights] if rights > 0 else ""
    draft.body = "\n".join(lines[end + (rights > 0) :]).strip()
    return draft


def _set_day(draft: Draft, day: str, clock: str, place: str) -> None:
    """The day of an article and, where it is given, the time, which is that of the publication's own clocks."""
    draft.published = parse_moment(f"{day} {clock}") or parse_moment(day) if clock else day or None
    if draft.published:
        draft.provenance["published_at"] = f"{place} + ET" if clock and place == "PD" else place


FORMAT = Format("Factiva export", (".txt",), sniff, read)
