"""The entries of XML feeds, by feedparser, which is kept from taking a photo's caption for the story."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ingest.draft import Draft
from ingest.formats.feed_exports import kind_unless_published, writers_of
from ingest.formats.markup import fragment_text

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[.*?\])?[^>]*>|<!ENTITY[^>]*>", re.S | re.I)
_MEDIA = re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']http://search\.yahoo\.com/mrss/?["']""")
_ABOUT_MEDIA = rb"(?:description|title|keywords|category|copyright|text|comments?)"
_ENTRY = re.compile(rb"(?=<(?:item|entry)\b)")
_DESCRIBED = re.compile(
    rb"<(?:description|summary|content|content:encoded)\b[^>]*(?<!/)>\s*(?:<!\[CDATA\[\s*)?(?!</|\]\]>)\S"
)
_ANOTHER = re.compile(
    rb"<((?:itunes|googleplay):(?:summary|subtitle|description)|dc:description)\b[^>]*(?<!/)>.{0,9000}?</\1\s*>", re.S
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


class Feed(NamedTuple):
    """What a feed holds."""

    entries: list[Draft | str]
    """Each entry; of one that is no published article only what it is ("draft")."""
    home: str
    """The address of its site."""


def xml_feed(data: bytes) -> Feed:
    """Read a feed of any kind of XML, sound or not."""
    import feedparser

    # Entities that a document defines itself are how small files become large ones; feeds need none. Its sanitiser
    # drops styles and so shows what they hide: what is seen is decided by our own rules.
    feed = feedparser.parse(
        io.BytesIO(_without_captions(_DOCTYPE.sub(b"", data))), resolve_relative_uris=False, sanitize_html=False
    )
    channel = feed.get("feed", {})
    source, language = str(channel.get("title") or ""), str(channel.get("language") or "")
    writers = writers_of(data)
    entries: list[Draft | str] = []
    for entry in feed.get("entries", ()):
        entries.append(kind_unless_published(entry) or _draft_of_entry(entry, source, language, writers))
    return Feed(entries, str(channel.get("link") or ""))


def _without_captions(data: bytes) -> bytes:
    """The feed without what is said of its pictures and films, which feedparser takes for the entry's own fields.

    It reads the second of two descriptions as the content, whatever their namespaces.
    """
    for prefix in set(_MEDIA.findall(data[:4096])):
        name = re.escape(prefix) + rb":" + _ABOUT_MEDIA
        data = re.sub(rb"<" + name + rb"\b[^>]*/>|<(" + name + rb")\b[^>]*>.{0,9000}?</\1\s*>", b"", data, flags=re.S)
    return b"".join(map(_with_one_description, _ENTRY.split(data)))


def _with_one_description(entry: bytes) -> bytes:
    return _ANOTHER.sub(b"", entry) if _DESCRIBED.search(entry) else entry


def _draft_of_entry(entry: Mapping[str, Any], source: str, language: str, writers: Mapping[str, str]) -> Draft:
    contents = [_text(part) for part in entry.get("content") or ()]
    content, summary = max(contents, key=len, default=""), _field(entry, "summary")
    if content and "summary_detail" not in entry:
        summary = str(entry.get("excerpt_encoded") or "")  # feedparser repeats the content where there is no summary
    authors = [str(a.get("name") or "") for a in entry.get("authors") or ()] or [str(entry.get("author") or "")]
    own = entry.get("source") or {}
    draft = Draft(
        headline=_field(entry, "title"), body=content or summary,
        own_id=str(entry.get("id") or ""),
        source=str(own.get("title") or "") or source, published=_stamp(entry, "published") or _stamp(entry, "created"),
        modified=_stamp(entry, "updated"), authors=[writers.get(name, name) for name in authors if name],
        url=str(entry.get("link") or ""),
        abstract=summary if content else "", language=str(entry.get("language") or language),
        section=_section(entry), complete=bool(content),
    )  # fmt: skip
    if draft.published is None and draft.modified is not None:
        draft.published, draft.provenance["published_at"] = draft.modified, "updated"
    if not content:
        draft.flags.append("summary-only")
    return draft


def _field(entry: Mapping[str, Any], name: str) -> str:
    # The details are those of the last element of that name, the value is that of the entry's own.
    detail = entry.get(f"{name}_detail") or {}
    return _text({"value": entry.get(name), "type": detail.get("type")})


def _text(part: Mapping[str, Any]) -> str:
    """The text of a field; what a reader of the feed would not see is left out."""
    value = str(part.get("value") or "")
    return fragment_text(value) if _TAG.search(value) and part.get("type") != "text/plain" else value


def _section(entry: Mapping[str, Any]) -> str:
    tags = (tag for tag in entry.get("tags") or () if not str(tag.get("scheme") or "").endswith("#kind"))
    return next((str(tag.get("term") or "") for tag in tags), "")


def _stamp(entry: Mapping[str, Any], name: str) -> str | None:
    """The date as it was written, since the parsed one has lost its zone; the parsed one where that is unreadable."""
    from ingest.dates import parse_moment

    written = parse_moment(entry.get(name)) if name in entry else None
    parsed = entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None
    if written is None and parsed:
        return parse_moment("{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*parsed[:6]))
    return written
