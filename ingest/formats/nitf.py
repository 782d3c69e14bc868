"""NITF 3: the markup of agency stories, alone or inside NewsML-G2."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.article import Article, Problem
from ingest.dates import parse_moment
from ingest.draft import Draft, use_publication_zone
from ingest.formats.base import Format, Opened
from ingest.formats.markup import element_text
from ingest.formats.topics import set_topics
from ingest.formats.tree import attribute, child, find, find_all, opens_with, parse_xml, text_of


def sniff(head: bytes) -> float:
    """The root element is ``nitf``."""
    return 0.95 if opens_with(head, b"nitf") else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the story of the file."""
    draft = draft_of_nitf(parse_xml(opened.whole(), opened.origin))
    use_publication_zone(draft, opened.limits.zones.get(draft.source))
    yield draft.finish(opened.origin, opened.limits)


def draft_of_nitf(root: etree._Element) -> Draft:
    """Read the ``nitf`` element of a story; notes to editors (``ed-msg``) are not for publication and left out."""
    draft = Draft()
    docdata = find(root, "docdata")
    head, content = find(root, "body.head"), find(root, "body.content")
    draft.headline = text_of(find(head, "hl1")) or text_of(find(root, "title"))
    draft.abstract = text_of(find(head, "abstract")) or text_of(find(head, "hl2"))
    bylines = [_byline(found) for found in find_all(head, "byline")] if head is not None else []
    draft.authors = [name for name in bylines if name]
    _read_dateline(draft, find(head, "dateline"))
    draft.source = text_of(find(head, "distributor"))
    draft.body = element_text(content) if content is not None else ""
    if docdata is not None:
        draft.uri = attribute(find(docdata, "doc-id"), "id-string")
        issued = attribute(find(docdata, "date.issue"), "norm")
        released = attribute(find(docdata, "date.release"), "norm")
        draft.published = issued or released
        draft.provenance["published_at"] = "date.issue" if issued else "date.release"
        draft.revision = attribute(find(docdata, "du-key"), "version")
        draft.usage = text_of(find(docdata, "doc.rights")) or attribute(find(docdata, "doc.rights"), "owner")
        draft.embargo = released or None
        draft.expires = attribute(find(docdata, "date.expire"), "norm") or None
        if attribute(docdata, "management-status") in ("canceled", "cancelled"):
            draft.status = "canceled"
        if attribute(docdata, "management-status") in ("embargoed", "withheld"):
            draft.status = "withheld"
        keys = [attribute(found, "key") for found in find_all(docdata, "keyword")]
        draft.extra["keywords"] = "; ".join(key for key in keys if key)
    if not draft.published:
        draft.published = attribute(find(root, "pubdata"), "date.publication")
        draft.provenance["published_at"] = "pubdata"
    draft.source = draft.source or attribute(find(root, "pubdata"), "name")
    draft.section = attribute(find(root, "pubdata"), "position.section") or attribute(
        find(root, "tobject.property"), "tobject.property.type"
    )
    codes = find_all(root, "tobject.subject")
    set_topics(
        draft,
        [
            (
                attribute(code, "tobject.subject.refnum"),
                attribute(code, "tobject.subject.matter") or attribute(code, "tobject.subject.type"),
            )
            for code in codes
        ],
    )
    return draft


def _byline(element: etree._Element) -> str:
    """The name in a byline, without the title that may follow it."""
    person = find(element, "person")
    if person is not None:
        return text_of(person)
    title = text_of(child(element, "byttl"))
    return text_of(element).removesuffix(title).strip(" ,") if title else text_of(element)


def _read_dateline(draft: Draft, dateline: etree._Element | None) -> None:
    if dateline is None:
        return
    draft.dateline_place = text_of(find(dateline, "city")) or text_of(find(dateline, "location")) or text_of(dateline)
    day = find(dateline, "story.date")
    draft.dateline_date = parse_moment(attribute(day, "norm") or text_of(day))


FORMAT = Format("NITF", (".nitf", ".xml"), sniff, read)
