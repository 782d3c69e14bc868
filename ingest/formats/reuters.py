"""The SGML of the Reuters-21578 collection: a thousand wire stories a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ingest.article import Article, Problem
from ingest.characters import decode
from ingest.draft import Draft
from ingest.formats.base import Format, Opened
from ingest.prose import join_wrapped

_STORY = re.compile(r"<REUTERS\b([^>]*)>(.*?)</REUTERS>", re.S)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SIGN_OFF = re.compile(r"\s*(?:REUTER|Reuter)s?\s*\Z")
_CONTROL = re.compile(r"&#(?:[0-9]|[12][0-9]|3[01]);")


def sniff(head: bytes) -> float:
    """The collection's own element."""
    return 0.95 if b"<REUTERS " in head[:4096] else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each story of the file."""
    for attributes, story in _STORY.findall(decode(opened.whole(), "latin-1")):
        named = dict(_ATTRIBUTE.findall(attributes))
        number = named.get("NEWID", "")
        origin = f"{opened.origin}:{number}" if number else opened.origin
        yield _draft(story, number).finish(origin, opened.limits)


def _draft(story: str, number: str) -> Draft:
    topics = re.findall(r"<D>(.*?)</D>", _element(story, "TOPICS"))
    body = _element(story, "BODY")
    if not body:
        # Stories of type BRIEF and UNPROC carry their text without a body element.
        body = re.sub(r"<(TITLE|DATELINE|AUTHOR)>.*?</\1>", "", _element(story, "TEXT"), flags=re.S)
    body = join_wrapped(_SIGN_OFF.sub("", _clean(body)))
    dateline = _clean(_element(story, "DATELINE")).strip(" -\n")
    draft = Draft(
        headline=_clean(_element(story, "TITLE")), body=body, source="Reuters",
        own_id=f"reuters-{number}" if number else "",
        published=_clean(_element(story, "DATE")).split(".")[0].title(), authors=_clean(_element(story, "AUTHOR")),
        dateline_place=dateline.rsplit(",", 1)[0] if dateline else "", language="en", wire="Reuters",
    )  # fmt: skip
    places = re.findall(r"<D>(.*?)</D>", _element(story, "PLACES"))
    draft.extra.update(topics="; ".join(topics), places="; ".join(places))
    if draft.published:
        draft.provenance["published_at"] = "DATE"
    return draft


def _element(story: str, name: str) -> str:
    match = re.search(rf"<{name}(?:\s[^>]*)?>(.*?)</{name}>", story, re.S)
    return match[1] if match else ""


def _clean(text: str) -> str:
    return unescape(_CONTROL.sub("", text)).strip("\n")


FORMAT = Format("Reuters SGML", (".sgm", ".sgml"), sniff, read)
