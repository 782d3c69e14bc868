"""RSS, Atom and JSON feeds, as files, and the exports of WordPress and Blogger, which are feeds of a kind."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ingest.article import Article, Problem
from ingest.draft import Draft, canonical_url, use_publication_zone
from ingest.errors import InputError
from ingest.formats.base import Format, Opened, one_record
from ingest.formats.feed_xml import Feed, xml_feed
from ingest.formats.tree import opens_with

_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')


def sniff(head: bytes) -> float:
    """The root is ``rss``, ``feed``, ``rdf:RDF`` or ``channel``, or it is a JSON feed."""
    if opens_with(head, b"rss", b"feed", b"rdf", b"channel"):
        return 0.95
    return 0.95 if head.lstrip().startswith(b"{") and _JSON_FEED.search(head[:4096]) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each entry of the feed; one that carries only a summary is marked as incomplete.

    What an export holds besides published articles is counted and told at the end.
    """
    data = opened.whole()
    is_json = data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
    feed = _json_feed(data, opened.origin) if is_json else xml_feed(data)
    name_apart([draft for draft in feed.entries if isinstance(draft, Draft)], feed.home)
    passed_over: Counter[str] = Counter()
    for number, entry in enumerate(feed.entries, 1):
        if isinstance(entry, str):
            passed_over[entry] += 1
        else:
            use_publication_zone(entry, opened.limits.zones.get(entry.source))
            origin = f"{opened.origin}:{number}"
            yield one_record(origin, partial(entry.finish, origin, opened.limits))
    if passed_over:
        counts = ", ".join(f"{count} of the kind {kind}" for kind, count in sorted(passed_over.items()))
        yield Problem(
            opened.origin, f"{opened.origin} also holds entries that are no published article: {counts}.", "passed-over"
        )
    if not feed.entries:
        raise InputError(f"{opened.origin} is a feed without entries; fetch it again later.")


def name_apart(drafts: list[Draft], home: str) -> None:
    """Take their names from entries that share one without being the same story.

    Some feeds give all their entries one guid, or the address of the site. Such an entry is named by its own address,
    and where it has none, by its headline.

    Args:
        drafts: The entries of one feed.
        home: The address of its site.
    """
    home = canonical_url(home)
    for draft in drafts:
        draft.url = draft.url.strip()
    stories: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        own = "" if canonical_url(draft.url) == home else canonical_url(draft.url)
        stories[draft.own_id].add(own or draft.headline)
    shared = {name for name, found in stories.items() if name and (len(found) > 1 or canonical_url(name) == home)}
    addresses: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        if not draft.own_id or draft.own_id in shared:
            addresses[canonical_url(draft.url)].add(draft.headline)
    for draft in drafts:
        address = canonical_url(draft.url)
        if draft.headline and (address or draft.own_id) and (not draft.own_id or draft.own_id in shared):
            if address in ("", home) or len(addresses[address]) > 1:
                draft.uri = f"{draft.headline} {address or draft.own_id}"
            draft.own_id = ""


def _json_feed(data: bytes, origin: str) -> Feed:
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{origin} is not sound JSON ({fault}); fetch it again.") from fault
    items = feed.get("items")
    entries = (
        [_json_entry(item, feed) for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    )
    return Feed(list(entries), str(feed.get("home_page_url") or ""))


def _json_entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Draft:
    given = item.get("authors")
    authors = [a for a in [*(given if isinstance(given, list) else ()), item.get("author")] if isinstance(a, Mapping)]
    content = str(item.get("content_text") or item.get("content_html") or "")
    tags = item.get("tags")
    return Draft(
        headline=str(item.get("title") or ""), body=content or str(item.get("summary") or ""),
        url=str(item.get("url") or ""),
        own_id=str(item.get("id") or ""), source=str(feed.get("title") or ""), published=item.get("date_published"),
        modified=item.get("date_modified"), authors=[str(a.get("name") or "") for a in authors],
        language=str(item.get("language") or feed.get("language") or ""), abstract=str(item.get("summary") or ""),
        section=str(tags[0]) if isinstance(tags, list) and tags else "", complete=bool(content),
        flags=[] if content else ["summary-only"],
    )  # fmt: skip


FORMAT = Format("feed", (".rss", ".atom", ".rdf", ".xml", ".json"), sniff, read)
