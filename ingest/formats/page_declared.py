"""What a page declares for machines: JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from ingest.characters import one_line
from ingest.formats.page_fields import LivePost, PageRecord, moment_of

_ARTICLE = re.compile(r"\w*Article|\w*Posting\Z|Report\Z")
_JSON_COMMENT = re.compile(
    r"\A\s*(?:<!--|<!\[CDATA\[|//\s*<!\[CDATA\[|/\*<!\[CDATA\[\*/)"
    r"|(?:-->|\]\]>|//\s*\]\]>|/\*\]\]>\*/)\s*\Z"
)
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
        "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate", "publishdate", "publish-date",
        "article.published",
    "cxenseparse:recs:publishtime", "bt:pubdate", "displaydate", "originalpublicationdate",
        "rnews:datepublished", "ptime",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
    "article.updated",
    "utime",
)
_AUTHOR_META = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "byl",
    "dcterms.creator",
    "cxenseparse:author",
)
_TITLE_META = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title", "hdl")


def read_json_ld(record: PageRecord, tree: etree._Element) -> None:
    """Read the article among the objects of a page's JSON-LD, and the posts of a live blog."""
    nodes = [node for block in _json_blocks(tree) for node in _walk(block, 0)]
    articles = [node for node in nodes if _ARTICLE.match(_type(node))]
    articles.sort(key=lambda node: "headline" not in node)
    for node in articles[:1]:
        record.offer("headline", _text(node.get("headline") or node.get("name")), "json-ld")
        record.offer("published", moment_of(node.get("datePublished") or node.get("dateCreated")), "json-ld")
        record.offer("modified", moment_of(node.get("dateModified")), "json-ld")
        record.offer("authors", _names(node.get("author") or node.get("creator"), nodes), "json-ld")
        record.offer("source", _first(_names(node.get("publisher"), nodes)), "json-ld")
        record.offer("section", _first(_strings(node.get("articleSection"))), "json-ld")
        record.offer("abstract", _text(node.get("description")), "json-ld")
        record.offer("language", _text(node.get("inLanguage")), "json-ld")
        record.offer("article_body", str(node.get("articleBody") or ""), "json-ld")
        record.corrections = [c for c in map(_text, _listed(node.get("correction"))) if c]
        if str(node.get("isAccessibleForFree")).lower() == "false":
            record.free = False
        if "LiveBlogPosting" in _type(node):
            record.flags.append("live-blog")
            record.posts = [
                post for update in _listed(node.get("liveBlogUpdate")) if (post := _live_post(update, nodes))
            ]
        address = node.get("url") or node.get("mainEntityOfPage")
        address = address.get("@id") if isinstance(address, Mapping) else address
        if isinstance(address, str) and address.startswith("http"):
            record.offer("url", address, "json-ld")


def read_metas(record: PageRecord, tree: etree._Element) -> None:
    """Read the meta elements of a page, OpenGraph before the others."""
    metas = _metas(tree)

    def first(*names: str) -> str:
        return next((one_line(v) for n in names for v in metas.get(n, ()) if v.strip()), "")

    for name in _PUBLISHED_META:
        record.offer(
            "published", moment_of(first(name)), "opengraph" if name.startswith(("article:", "og:")) else "meta"
        )
    for name in _MODIFIED_META:
        record.offer(
            "modified", moment_of(first(name)), "opengraph" if name.startswith(("article:", "og:")) else "meta"
        )
    record.offer("headline", first(*_TITLE_META[:2]), "opengraph")
    record.offer("headline", first(*_TITLE_META[2:]), "meta")
    for name in _AUTHOR_META:
        names = [one_line(v) for v in metas.get(name, ()) if v.strip() and not v.strip().startswith("http")]
        record.offer("authors", names, "meta")
    record.offer("source", first("og:site_name", "application-name", "dc.publisher", "publisher"), "opengraph")
    record.offer("section", first("article:section", "section", "parsely-section"), "opengraph")
    record.offer("url", first("og:url") if first("og:url").startswith("http") else "", "opengraph")
    record.offer("abstract", first("og:description", "description", "twitter:description"), "opengraph")
    record.offer("language", first("og:locale", "dc.language", "language")[:5], "meta")
    if first("robots") and "noarchive" in first("robots").lower():
        record.flags.append("noarchive")
    if first("article:content_tier") in ("locked", "metered"):
        record.free = False


def read_microdata(record: PageRecord, tree: etree._Element) -> None:
    """Read whom the page's own markup names as the authors of its article (schema.org, ``itemprop``)."""
    names = []
    for author in tree.iterfind(".//*[@itemprop='author']"):
        thing = next((above for above in author.iterancestors() if above.get("itemscope") is not None), None)
        if thing is not None and _ARTICLE.match(thing.get("itemtype", "").rpartition("/")[2]):
            marked = author.find(".//*[@itemprop='name']")
            if marked is not None:
                names.append(one_line(marked.get("content") or "".join(marked.itertext())))
    record.offer("authors", list(dict.fromkeys(name for name in names if name)), "microdata")


def _place(meta: str) -> str:
    return "opengraph" if meta.startswith(("article:", "og:")) else "meta"


def _live_post(update: Any, nodes: list[Mapping[str, Any]]) -> LivePost | None:
    if not isinstance(update, Mapping) or not isinstance(update.get("articleBody"), str):
        return None
    return LivePost(
        headline=_text(update.get("headline")),
        body=update["articleBody"],
        published=moment_of(update.get("datePublished")),
        modified=moment_of(update.get("dateModified")),
        authors=_names(update.get("author"), nodes),
        name=str(update.get("@id") or update.get("url") or ""),
    )


def _metas(tree: etree._Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        for single in name.lower().split() if element.get("content") else ():
            metas.setdefault(single, []).append(element.get("content"))
    return metas


def _json_blocks(tree: etree._Element) -> Iterator[Any]:
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        text = _JSON_COMMENT.sub("", element.text or "").strip().rstrip(";")
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _walk(node: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Every object of a JSON-LD block: lists, @graph, and what pages nest their article in."""
    if depth > 6:
        return
    if isinstance(node, list):
        for inner in node:
            yield from _walk(inner, depth + 1)
    elif isinstance(node, Mapping):
        yield node
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"):
            yield from _walk(node.get(name), depth + 1)


def _type(node: Mapping[str, Any]) -> str:
    kinds = _strings(node.get("@type"))
    return next((kind for kind in kinds if _ARTICLE.match(kind)), kinds[0] if kinds else "")


def _names(value: Any, nodes: list[Mapping[str, Any]]) -> list[str]:
    """Names of people or organisations: strings, objects, or references to other objects of the page."""
    names: list[str] = []
    for entry in _listed(value):
        if isinstance(entry, Mapping) and "name" not in entry and "@id" in entry:
            entry = next((n for n in nodes if n.get("@id") == entry["@id"] and "name" in n), entry)
        name = entry.get("name") if isinstance(entry, Mapping) else entry
        names.extend(_text(n) for n in _listed(name) if isinstance(n, str) and not n.startswith("http"))
    return [name for name in names if name]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _strings(value: Any) -> list[str]:
    return [v for v in _listed(value) if isinstance(v, str)]


def _first(values: list[str]) -> str:
    return one_line(values[0]) if values else ""


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("text") or value.get("name") or value.get("description") or value.get("@value") or ""
    return one_line(value) if isinstance(value, str) else ""
