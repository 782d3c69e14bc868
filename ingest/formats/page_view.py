"""What a page shows a reader: its heading, byline, dates and address."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

from ingest.characters import one_line
from ingest.dates import parse_moment, zone_written
from ingest.formats.page_fields import PageRecord, moment_of

_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(\d{2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]?(\d{2})(?=[/-]|\Z)", re.I
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SITE_NAME = re.compile(r"\s+[|\u2013\u2014\u00b7]\s+|\s+-\s+(?=[^-]*\Z)")
_BYLINE_MARKS = ("byline", "author", "autor", "auteur")
_NAME = re.compile(
    r"(?:(?:[Bb]y|[Pp]ar|[Vv]on|[Pp]or)\s+)?[^\W\d_][\w.'\u2019-]*(?:,?\s+[^\W\d_][\w.'\u2019-]*){1,7}\Z"
)
_NO_NAME = re.compile(
    r"\b(?:follow|updated|published|contributors?|staff|editor|comments?|share|more|all|articles?)\b", re.I
)
_ELEMENTS_LOOKED_AT = 12


def read_view(record: PageRecord, tree: etree._Element) -> None:
    """Complete a record with what the page shows; call it after hidden elements were dropped."""
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    if canonical and str(canonical[0]).startswith("http"):
        record.url = str(canonical[0])
    record.offer("language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "html")
    if not record.source and record.url:
        record.offer("source", (urlsplit(record.url).hostname or "").removeprefix("www."), "url")
    _read_heading(record, tree)
    _read_dates(record, tree)
    if not record.authors:
        record.offer("authors", _byline(tree), "byline")


def _read_heading(record: PageRecord, tree: etree._Element) -> None:
    """The page's own h1, when what was declared is it with a site name added, or when nothing was declared."""
    title = one_line(tree.findtext(".//title") or "")
    headings = [text for h1 in tree.iterfind(".//h1") if 8 <= len(text := one_line(h1.text_content())) <= 250]
    declared = record.headline or title
    shown = next((h for h in headings if declared != h and declared.startswith(h)), "")
    if not record.headline and not shown and headings and (not title or len(headings) == 1):
        shown = headings[0] if not title or _share_words(headings[0], title) else ""
    elif title and headings and not _share_words(declared, title) and _share_words(headings[0], title):
        shown = headings[0]  # what was declared is no headline but a description
    if shown:
        record.headline, record.provenance["headline"] = shown, "h1"
    record.offer("headline", _SITE_NAME.split(title)[0], "title")


def _share_words(one: str, other: str) -> bool:
    mine, theirs = set(one.lower().split()), set(other.lower().split())
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))


def _read_dates(record: PageRecord, tree: etree._Element) -> None:
    shown = _date_elements(tree)
    for element in tree.iterfind(".//time"):
        record.zone = record.zone or zone_written(element.text_content())
        moment = moment_of(element.get("datetime") or element.get("pubdate") or element.text_content())
        if moment:
            _take_local_clock(record, moment)
        record.offer("published", moment, "time")
    for element in shown:
        record.zone = record.zone or zone_written(one_line(element.text_content())[:120])
    path = _URL_DAY.search(urlsplit(record.url).path) if record.url else None
    if path:
        month = path[2] if path[2].isdigit() else f"{_MONTHS.index(path[2].lower()) + 1:02d}"
        record.url_day = parse_moment(f"{path[1]}-{month}-{path[3]}")
    record.offer("published", record.url_day, "url")
    for element in shown:
        text = one_line(element.get("content") or element.get("datetime") or element.text_content())
        if not record.published and len(text) < 120:
            record.offer("published", moment_of(text), "page text")


def _take_local_clock(record: PageRecord, moment: str) -> None:
    """A <time> that gives the declared instant with another offset shows the publication's own clocks."""
    stated = record.published
    if not stated or not stated.endswith("+00:00") or len(moment) <= 19 or moment.endswith("+00:00"):
        return
    if abs((datetime.fromisoformat(moment) - datetime.fromisoformat(stated)).total_seconds()) < 60:
        record.published, record.provenance["published_at"] = moment, "time"


def _byline(tree: etree._Element) -> list[str]:
    """The name in the first element that is marked as a byline, or in the innermost of its parts that is a name."""
    marks = " or ".join(
        [f"contains(@class,'{mark}')" for mark in _BYLINE_MARKS] + ["@rel='author'", "@itemprop='author'"]
    )
    for element in tree.xpath(f"//body//*[not(ancestor::nav) and ({marks})]")[:_ELEMENTS_LOOKED_AT]:
        for part in [element, *element.iterdescendants("a", "span", "strong", "p", "div", "h3", "h4")]:
            text = one_line(part.text_content())
            if 5 <= len(text) <= 80 and _NAME.match(text) and text[:1].isupper() and not _NO_NAME.search(text):
                return [text]
    return []


def _date_elements(tree: etree._Element) -> list[etree._Element]:
    marks = " or ".join(
        [f"contains(@class,'{mark}')" for mark in ("date", "publish", "timestamp")]
        + ["contains(@itemprop,'date')", "contains(@id,'date')"]
    )
    found: list[etree._Element] = tree.xpath(f"//body//*[{marks}]")
    return found[:_ELEMENTS_LOOKED_AT]
