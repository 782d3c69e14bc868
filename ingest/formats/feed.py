"""RSS, Atom and JSON feeds, as files."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.article import Article, Problem
from ingest.draft import Draft, use_publication_zone
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.tree import opens_with

_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[.*?\])?[^>]*>|<!ENTITY[^>]*>", re.S | re.I)


def sniff(head: bytes) -> float:
    """The root is ``rss``, ``feed``, ``rdf:RDF`` or ``channel``, or it is a JSON feed."""
    if opens_with(head, b"rss", b"feed", b"rdf", b"channel"):
        return 0.95
    return 0.95 if head.lstrip().startswith(b"{") and _JSON_FEED.search(head[:4096]) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each entry of the feed; one that carries only a summary is marked as incomplete."""
    data = opened.whole()
    drafts = (
        _json_entries(data, opened.origin)
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
        else _xml_entries(data)
    )
    number = 0
    for number, draft in enumerate(drafts, 1):
        use_publication_zone(draft, opened.limits.zones.get(draft.source))
        yield draft.finish(f"{opened.origin}:{number}", opened.limits)
    if not number:
        raise InputError(f"{opened.origin} is a feed without entries; fetch it again later.")


def _xml_entries(data: bytes) -> Iterator[Draft]:
    import feedparser

    # Entities that a document defines itself are how small files become large ones; feeds need none.
    feed = feedparser.parse(io.BytesIO(_DOCTYPE.sub(b"", data)), resolve_relative_uris=False)
    channel = feed.get("feed", {})
    source, language = str(channel.get("title") or ""), str(channel.get("language") or "")
    for entry in feed.get("entries", ()):
        yield _draft_of_entry(entry, source, language)


def _draft_of_entry(entry: Mapping[str, Any], source: str, language: str) -> Draft:
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    content, summary = max(contents, key=len, default=""), str(entry.get("summary") or "")
    authors = [str(a.get("name") or "") for a in entry.get("authors") or ()] or [str(entry.get("author") or "")]
    own = entry.get("source") or {}
    draft = Draft(
        headline=str(entry.get("title") or ""), body=content or summary, own_id=str(entry.get("id") or ""),
        source=str(own.get("title") or "") or source, published=_stamp(entry, "published") or _stamp(entry, "created"),
        modified=_stamp(entry, "updated"), authors=[a for a in authors if a], url=str(entry.get("link") or ""),
        abstract=summary if content else "", language=str(entry.get("language") or language),
        section=next((str(t.get("term") or "") for t in entry.get("tags") or ()), ""), complete=bool(content),
    )  # fmt: skip
    if draft.published is None and draft.modified is not None:
        draft.published, draft.provenance["published_at"] = draft.modified, "updated"
    if not content:
        draft.flags.append("summary-only")
    return draft


def _stamp(entry: Mapping[str, Any], name: str) -> str | None:
    """The date as it was written, since the parsed one has lost its zone; the parsed one where that is unreadable."""
    from ingest.dates import parse_moment

    written = parse_moment(entry.get(name)) if name in entry else None
    parsed = entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None
    if written is None and parsed:
        return parse_moment("{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*parsed[:6]))
    return written


def _json_entries(data: bytes, origin: str) -> Iterator[Draft]:
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{origin} is not sound JSON ({fault}); fetch it again.") from fault
    for item in feed.get("items") or ():
        if not isinstance(item, Mapping):
            continue
        authors = [a for a in [*(item.get("authors") or ()), item.get("author")] if isinstance(a, Mapping)]
        content = str(item.get("content_text") or item.get("content_html") or "")
        yield Draft(
            headline=str(item.get("title") or ""), body=content or str(item.get("summary") or ""),
            url=str(item.get("url") or ""),
            own_id=str(item.get("id") or ""), source=str(feed.get("title") or ""), published=item.get("date_published"),
            modified=item.get("date_modified"), authors=[str(a.get("name") or "") for a in authors],
            language=str(item.get("language") or feed.get("language") or ""), abstract=str(item.get("summary") or ""),
            section=str(next(iter(item.get("tags") or ()), "")), complete=bool(content),
            flags=[] if content else ["summary-only"],
        )  # fmt: skip


FORMAT = Format("feed", (".rss", ".atom", ".rdf", ".xml", ".json"), sniff, read)
