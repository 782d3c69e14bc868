"""RIS: the citation format that ProQuest and other databases export, sometimes with the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Article, Problem
from ingest.characters import is_binary, visible
from ingest.draft import Draft
from ingest.formats.base import Format, Opened

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)\Z")
_HEADLINE, _SOURCE = ("TI", "T1", "CT", "BT"), ("JF", "T2", "JO", "JA", "PB", "DP")
_AUTHORS, _ABSTRACT = ("AU", "A1"), ("AB", "N2")
_DATE, _TEXT = ("DA", "Y1", "PY"), ("FT", "N1")
_KEPT = {"SP": "page", "VL": "volume", "IS": "issue", "CY": "place", "SN": "issn", "DB": "database"}
_FEW_WORDS = 60
"""A note longer than this is the text of the article, not a remark of the database."""


def sniff(head: bytes) -> float:
    """A ``TY`` line at the beginning."""
    text = head[:2_000].decode("utf-8", "replace").lstrip("\ufeff \r\n")
    return 0.0 if is_binary(head) or not re.match(r"TY  ?- ?\w+", text) else 0.9


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each entry; one without its text is an article of which only the summary could be had."""
    fields: dict[str, list[str]] = {}
    number, last = 0, ""
    for line in [*visible(opened.text()).split("\n"), "ER  - "]:
        match = _LINE.match(line)
        if match is None:
            if last and line.strip():
                fields[last][-1] += "\n" + line.strip()
        elif match[1] == "ER":
            if fields:
                number += 1
                yield _draft(fields).finish(f"{opened.origin}:{number}", opened.limits)
            fields, last = {}, ""
        else:
            last = match[1]
            fields.setdefault(last, []).append(match[2].strip())


def _draft(fields: dict[str, list[str]]) -> Draft:
    draft = Draft(headline=_first(fields, _HEADLINE), source=_first(fields, _SOURCE), url=_first(fields, ("UR", "L2")))
    # A name is written "Writer, Ann".
    draft.authors = [" ".join(reversed(name.split(", ", 1))) for tag in _AUTHORS for name in fields.get(tag, ())]
    draft.abstract, draft.language = _first(fields, _ABSTRACT), _first(fields, ("LA",))
    notes = [text for tag in _TEXT for text in fields.get(tag, ()) if tag == "FT" or len(text.split()) > _FEW_WORDS]
    draft.body = "\n\n".join(notes)
    for tag in _DATE:
        if value := _first(fields, (tag,)):
            draft.published, draft.provenance["published_at"] = value.strip("/ "), tag
            break
    draft.own_id, draft.section = _first(fields, ("AN", "ID")), _first(fields, ("SE",))
    draft.extra["keywords"] = "; ".join(fields.get("KW", ()))
    draft.extra.update({name: _first(fields, (tag,)) for tag, name in _KEPT.items()})
    return draft


def _first(fields: dict[str, list[str]], tags: tuple[str, ...]) -> str:
    return next((fields[tag][0] for tag in tags if fields.get(tag) and fields[tag][0]), "")


FORMAT = Format("RIS", (".ris", ".txt"), sniff, read)
