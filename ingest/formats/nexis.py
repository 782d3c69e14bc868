"""Exports of LexisNexis (old, "1 of 9 DOCUMENTS") and Nexis Uni ("End of Document"): English, German and French."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Article, Problem
from ingest.characters import is_binary, visible
from ingest.dates import parse_moment
from ingest.draft import Draft
from ingest.formats.base import Format, Opened

LANGUAGES = {
    "english": "en", "anglais": "en", "englisch": "en", "german": "de", "deutsch": "de", "allemand": "de",
    "french": "fr", "français": "fr", "französisch": "fr", "spanish": "es", "spanisch": "es", "espagnol": "es",
}  # fmt: skip
"""What databases call a language, to its code."""

_OLD = re.compile(r"^[ ]*(?:\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+|Document \d+ de \d+)[ ]*$", re.M)
_NEW = re.compile(r"^[ ]*(?:End of Document|Ende des Dokuments|Fin du document)[ ]*$", re.M)
_FIELD = re.compile(r"([A-Z\u00c4\u00d6\u00dc\u00c9][\w\u00c4\u00d6\u00dc\u00c9-]*(?: [A-Z][\w-]*)?):(?:\s+(.*))?\Z")
_LENGTH = ("length", "l\u00e4nge", "longueur")
_FIELDS = {
    **dict.fromkeys(["byline", "autor", "auteur"], "authors"),
    **dict.fromkeys(["section", "rubrik", "rubrique"], "section"),
    **dict.fromkeys(["dateline", "datumszeile"], "dateline_place"),
    **dict.fromkeys(["language", "sprache", "langue"], "language"),
    **dict.fromkeys(["highlight", "encart", "zusammenfassung"], "abstract"),
    **dict.fromkeys(["correction", "berichtigung", "korrektur", "rectificatif"], "corrections"),
    **dict.fromkeys(["graphic", "grafik", "graphique"], "graphic"),
    **dict.fromkeys(["acc-no", "doc-id"], "uri"),
    **dict.fromkeys(
        ["load-date", "ladedatum", "date-chargement", "update", "mise-a-jour", "mise-à-jour", "correction-date",
         "publication-type", "publikationsart", "type-publication", "journal-code", "zeitungs-code", "code-revue",
         "subject", "copyright", "series", "serie", "type", "cut", "notes", *_LENGTH],
        "",
    ),
    "headline": "headline", "url": "url",
}  # fmt: skip
"""What stands before the colon to the field that it fills; "" for what is none of the body and not kept."""
_TAIL = frozenset(
    ["language", "sprache", "langue", "load-date", "ladedatum", "date-chargement", "update", "mise-a-jour",
     "mise-à-jour", "publication-type", "publikationsart", "type-publication", "journal-code", "zeitungs-code",
     "code-revue", "classification"]
)  # fmt: skip
"""Fields that stand behind the body."""
_COPYRIGHT = re.compile(
    r"(?:Copyright|\u00a9|All Rights Reserved|Alle Rechte vorbehalten|Tous droits r\u00e9serv\u00e9s)\b", re.I
)
_BODY_MARK = re.compile(r"(?:Body|Text|Volltext|Corps)\Z")
_PART = re.compile(
    r"(Classification|Klassifikation|Graphic|Grafik|Graphique|Notes|Correction|Berichtigung|Rectificatif)\Z"
)
_COVER = re.compile(r"^[ ]*(?:Client/Matter|Job Number|User Name|Search Terms|Search Type|Documents? \(\d+\))", re.M)


def sniff(head: bytes) -> float:
    """The marks between documents."""
    if is_binary(head):
        return 0.0
    text = head.decode("utf-8", "replace").replace("\r\n", "\n").replace("\u00a0", " ")
    return 0.8 if _OLD.search(text) else 0.7 if _NEW.search(text) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each article of the export; its cover page, which names who searched, is dropped."""
    for number, draft in enumerate(drafts_of_nexis(opened.text()), 1):
        yield draft.finish(f"{opened.origin}:{number}", opened.limits)


def drafts_of_nexis(text: str) -> Iterator[Draft]:
    """Read the articles of an export; nothing when the text is none."""
    text = visible(text)
    if _OLD.search(text):
        for part in _OLD.split(text)[1:]:
            yield _old(part.split("\n"))
    elif _NEW.search(text):
        for part in _NEW.split(text)[:-1]:
            yield _new([line.strip() for line in part.split("\n") if line.strip()])


def is_cover(text: str) -> bool:
    """Whether a document is only the list of what was exported, with the name of who searched for what."""
    marks = {match[0].strip() for match in _COVER.finditer(visible(text)[:4_000])}
    return len(marks) >= 2 and not _NEW.search(visible(text))


def _old(lines: list[str]) -> Draft:
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
        if field and field[0].lower() in _FIELDS:
            name = field[0].lower()
            seen_length = seen_length or name in _LENGTH
            ended = ended or (name in _TAIL and bool(body))
            _set(draft, name, field[1])
        elif not ended and not (_COPYRIGHT.match(block[0].strip()) and (not body or len(block) <= 3)):
            body.append(" ".join(line.strip() for line in block))
    draft.body = "\n\n".join(body)
    _mark_graphic(draft, seen_length)
    return draft


def _new(lines: list[str]) -> Draft:
    """Perhaps a cover, then headline, source, date, "Field: value" lines, Body, paragraphs, Classification."""
    draft = Draft()
    start = next((n for n, line in enumerate(lines) if _BODY_MARK.match(line)), len(lines))
    day = next((n for n in range(min(start, len(lines)) - 1, 0, -1) if _is_day(lines[n])), 0)
    if day:
        draft.published, draft.provenance["published_at"] = parse_moment(lines[day]), "date line"
        # On the cover stand other lines before the headline; without one it may have taken several.
        has_cover = is_cover("\n".join(lines[: day - 1]))
        draft.headline = lines[day - 2] if has_cover and day > 1 else " ".join(lines[: max(1, day - 1)])
        draft.source = lines[day - 1] if day > 1 else ""
    else:
        draft.headline, draft.source = (lines or [""])[0], (lines[1] if len(lines) > 1 and start > 1 else "")
    seen_length = False
    for line in lines[day + 1 : start]:
        match = _FIELD.match(line)
        if match and match[1].lower() in _FIELDS:
            seen_length = seen_length or match[1].lower() in _LENGTH
            _set(draft, match[1].lower(), match[2] or "")
    _read_parts(draft, lines[start + 1 :] if start < len(lines) else lines[day + 1 :], in_body=start < len(lines))
    _mark_graphic(draft, seen_length)
    return draft


def _read_parts(draft: Draft, lines: list[str], *, in_body: bool) -> None:
    """The body, and the parts behind it, each under its own name."""
    body: list[str] = []
    notices: list[str] = []
    part = "body" if in_body else ""
    for line in lines:
        match, mark = _FIELD.match(line), _PART.match(line)
        name = match[1].lower() if match else ""
        if mark:
            part = mark[1].lower()
        elif match and (name in _TAIL or name in ("correction-date", "correction")):
            part = "correction" if name.startswith("correction") else name
            if name != "correction-date":
                _set(draft, name, match[2] or "")
        elif part == "body":
            body.append(line)
        elif _FIELDS.get(part) == "corrections":
            notices.append(line)
        elif _FIELDS.get(part) == "graphic":
            draft.extra["graphic"] = " ".join(filter(None, [draft.extra.get("graphic", ""), line]))
        elif match and name in _FIELDS:
            _set(draft, name, match[2] or "")
    draft.body = "\n\n".join(body)
    if notices:
        draft.corrections.append("\n\n".join(notices))


def _is_day(line: str) -> bool:
    """A line that is a date and little else."""
    return len(line) < 60 and ":" not in line and not _COPYRIGHT.match(line) and parse_moment(line) is not None


def _set(draft: Draft, name: str, value: str) -> None:
    target = _FIELDS.get(name, "")
    if target == "language":
        draft.language = next(
            (LANGUAGES[word] for word in re.findall(r"\w+", value.lower()) if word in LANGUAGES), value
        )
    elif target == "corrections":
        draft.corrections += [value] if value else []
    elif target == "graphic":
        draft.extra["graphic"] = value
    elif target:
        setattr(draft, target, value)


def _mark_graphic(draft: Draft, seen_length: bool) -> None:
    """An item without a length is a picture or a chart with its caption."""
    if not seen_length and len(draft.body.split()) < 120:
        draft.complete = False
        draft.flags.append("graphic-only")
        draft.body = draft.body or draft.extra.pop("graphic", "")


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


FORMAT = Format("Nexis export", (".txt",), sniff, read)
