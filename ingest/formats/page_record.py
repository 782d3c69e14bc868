"""What a news page says of itself: JSON-LD, OpenGraph and other meta elements, <time>, its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from ingest.characters import one_line
from ingest.dates import parse_moment, zone_written

_ARTICLE = re.compile(r"\w*Article|LiveBlogPosting|BlogPosting|Report\Z")
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(\d{2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]?(\d{2})(?=[/-]|\Z)", re.I
)
_JSON_COMMENT = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\s*\]\]>|/\*\]\]>\*/)\s*\Z")
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
_BYLINES = "//*[@rel='author' or @itemprop='author' or contains(@class,'byline') or contains(@class,'author-name')]"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass
class PageRecord:
    """The fields that a page declares, with the place each was read from."""

    headline: str = ""
    source: str = ""
    published: str | None = None
    modified: str | None = None
    authors: list[str] = field(default_factory=list)
    section: str = ""
    url: str = ""
    language: str = ""
    abstract: str = ""
    corrections: list[str] = field(default_factory=list)
    article_body: str = ""
    """The text that JSON-LD repeats, used only when the page itself shows none."""
    free: bool = True
    flags: list[str] = field(default_factory=list)
    zone: str | None = None
    """The publication's zone, when some clock time on the page names it."""
    url_day: str | None = None
    provenance: dict[str, str] = field(default_factory=dict)

    def offer(self, name: str, value: Any, place: str) -> None:
        """Fill a field that is still empty."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.provenance["published_at" if name == "published" else name] = place


def read_record(tree: etree._Element, url: str = "") -> PageRecord:
    """Read what the page declares, the most reliable place first: JSON-LD, OpenGraph and meta, <time>, its address."""
    record = PageRecord(url=url)
    metas = _metas(tree)
    _from_json_ld(record, tree)
    _from_metas(record, metas)
    _from_page(record, tree)
    path = _URL_DAY.search(urlsplit(record.url).path) if record.url else None
    if path:
        month = path[2] if path[2].isdigit() else f"{_MONTHS.index(path[2].lower()) + 1:02d}"
        record.url_day = parse_moment(f"{path[1]}-{month}-{path[3]}")
    record.offer("published", record.url_day, "url")
    if not record.published:
        record.offer("published", _guess_date(tree), "page text")
    return record


def _from_json_ld(record: PageRecord, tree: etree._Element) -> None:
    nodes = [node for block in _json_blocks(tree) for node in _walk(block, 0)]
    articles = [node for node in nodes if _ARTICLE.match(_type(node))]
    articles.sort(key=lambda node: "headline" not in node)
    for node in articles[:1]:
        record.offer("headline", _text(node.get("headline") or node.get("name")), "json-ld")
        record.offer("published", _moment(node.get("datePublished") or node.get("dateCreated")), "json-ld")
        record.offer("modified", _moment(node.get("dateModified")), "json-ld")
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
        address = node.get("url") or node.get("mainEntityOfPage")
        address = address.get("@id") if isinstance(address, Mapping) else address
        if isinstance(address, str) and address.startswith("http"):
            record.offer("url", address, "json-ld")


def _from_metas(record: PageRecord, metas: dict[str, list[str]]) -> None:
    def first(*names: str) -> str:
        return next((one_line(v) for n in names for v in metas.get(n, ()) if v.strip()), "")

    for name in _PUBLISHED_META:
        record.offer("published", _moment(first(name)), "opengraph" if name.startswith(("article:", "og:")) else "meta")
    for name in _MODIFIED_META:
        record.offer("modified", _moment(first(name)), "opengraph" if name.startswith(("article:", "og:")) else "meta")
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


def _from_page(record: PageRecord, tree: etree._Element) -> None:
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    if canonical and str(canonical[0]).startswith("http"):
        record.url = str(canonical[0])
    record.offer("language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "html")
    heading = _shorter_heading(tree, record.headline)
    if heading:
        record.headline, record.provenance["headline"] = heading, "h1"
    if not record.headline and (title := tree.findtext(".//title")):
        record.offer("headline", re.split(r"\s+[|\u2013\u2014]\s+|\s+-\s+(?=[^-]*\Z)", one_line(title))[0], "title")
    if not record.source and record.url:
        record.offer("source", (urlsplit(record.url).hostname or "").removeprefix("www."), "url")
    for element in tree.iterfind(".//time"):
        record.zone = record.zone or zone_written(element.text_content())
        moment = _moment(element.get("datetime") or element.get("pubdate") or element.text_content())
        if moment and not moment.endswith("+00:00") and len(moment) > 19 and record.zone is None:
            record.zone = _zone_of_same_moment(moment, record)
        record.offer("published", moment, "time")
    for element in _date_elements(tree):
        record.zone = record.zone or zone_written(one_line(element.text_content())[:120])
    if not record.authors:
        found = tree.xpath(_BYLINES)
        names = [one_line(element.text_content()) for element in found[:3]]
        record.offer("authors", [name for name in names if 3 < len(name) < 80][:1], "byline")


def _zone_of_same_moment(moment: str, record: PageRecord) -> str | None:
    """A <time> that gives the same instant as the record with another offset shows the publication's own clocks."""
    from datetime import datetime

    stated = record.published
    if not stated or not stated.endswith("+00:00"):
        return None
    if abs((datetime.fromisoformat(moment) - datetime.fromisoformat(stated)).total_seconds()) < 60:
        record.published, record.provenance["published_at"] = moment, "time"
    return None


def _shorter_heading(tree: etree._Element, headline: str) -> str:
    """The page's own h1 when the declared headline is it with a site name added, or when none is declared."""
    for element in tree.iterfind(".//h1"):
        text = one_line(element.text_content())
        if not 8 <= len(text) <= 250:
            continue
        if not headline or (headline != text and headline.startswith(text)):
            return text
    return ""


def _guess_date(tree: etree._Element) -> str | None:
    """A date near the top of the page, as its elements for dates show it."""
    for element in _date_elements(tree):
        text = one_line(element.get("content") or element.get("datetime") or element.text_content())
        if len(text) < 120 and (moment := _moment(text)):
            return moment
    return None


def _date_elements(tree: etree._Element) -> list[etree._Element]:
    marks = " or ".join(
        [f"contains(@class,'{mark}')" for mark in ("date", "publish", "timestamp")]
        + ["contains(@itemprop,'date')", "contains(@id,'date')"]
    )
    found: list[etree._Element] = tree.xpath(f"//body//*[{marks}]")
    return found[:12]


def _metas(tree: etree._Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name and element.get("content"):
            metas.setdefault(name.lower(), []).append(element.get("content"))
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


def _moment(value: Any) -> str | None:
    return (
        parse_moment(value[0] if isinstance(value, list) and value else value)
        if not isinstance(value, Mapping)
        else None
    )
