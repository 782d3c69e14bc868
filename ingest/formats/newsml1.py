"""NewsML 1: news items whose text lies in nested components, each revision naming the one before."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.article import Article, Problem
from ingest.draft import Draft, use_publication_zone
from ingest.formats.base import Format, Opened
from ingest.formats.markup import element_text, fragment_text, local_name
from ingest.formats.newsml import place_of
from ingest.formats.nitf import draft_of_nitf
from ingest.formats.topics import set_topics
from ingest.formats.tree import attribute, child, find, find_all, opens_with, parse_xml, text_of
from ingest.hidden import drop_hidden

_BODY_ROLES = ("body", "main", "maintext", "story", "article", "text")
_OTHER_ROLES = (
    "stylesheet", "headline", "subheadline", "contact", "caption", "logo", "photo", "picture", "video", "audio",
    "graphic",     "ednote", "editorsnote", "advisory", "teaser", "summary", "abstract", "copyright", "ticker",
)  # fmt: skip


def sniff(head: bytes) -> float:
    """The root element is ``NewsML``."""
    return 0.95 if opens_with(head, b"newsml") else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the text of each news item of the file."""
    root = parse_xml(opened.whole(), opened.origin)
    items = list(find_all(root, "newsitem"))
    if not items:
        yield Problem(opened.origin, f"{opened.origin} holds no news item; leave it out.", "no-body")
    for number, item in enumerate(items, 1):
        draft = draft_of_item(item)
        use_publication_zone(draft, opened.limits.zones.get(draft.source))
        yield draft.finish(f"{opened.origin}:{number}" if len(items) > 1 else opened.origin, opened.limits)


def draft_of_item(item: etree._Element) -> Draft:
    """Read a ``NewsItem``: the larger its revision, the newer; a resend keeps both of its dates."""
    component = find(item, "newscomponent")
    draft = _body(component)
    _read_record(draft, item)
    lines = next(find_all(component, "newslines"), None) if component is not None else None
    headline = next((text for found in _all(component, "headline") if (text := text_of(found))), "")
    draft.headline = headline or draft.headline
    bylines = [text_of(found) for found in _all(component, "byline")]
    draft.authors = [name for name in bylines[:1] if name] or draft.authors
    draft.dateline_place = place_of(text_of(find(component, "dateline"))) or draft.dateline_place
    draft.abstract = text_of(child(lines, "subheadline")) or draft.abstract
    source, provider = find(component, "source", "party"), find(component, "provider", "party")
    draft.source = (
        attribute(provider, "FormalName")
        or attribute(find(item, "newsidentifier", "providerid"), "FormalName")
        or text_of(find(item, "newsidentifier", "providerid"))
        or draft.source
    )
    draft.wire = attribute(source, "FormalName")
    draft.language = attribute(find(component, "language"), "FormalName") or draft.language
    draft.section = attribute(find(component, "genre"), "FormalName") or draft.section
    draft.usage = text_of(find(component, "usagerights", "usagetype"))
    draft.extra["copyright"] = text_of(find(component, "copyrightline"))
    draft.extra["slugline"] = text_of(find(component, "slugline"))
    codes = [
        attribute(found, "FormalName")
        for name in ("subject", "subjectmatter", "subjectdetail")
        for found in _all(component, name)
    ]
    set_topics(draft, [(code, "") for code in codes])
    return draft


def _read_record(draft: Draft, item: etree._Element) -> None:
    identifier, management = find(item, "newsidentifier"), find(item, "newsmanagement")
    names = [text_of(find(identifier, name)) for name in ("providerid", "dateid", "newsitemid")]
    draft.uri = ":".join(["urn:newsml", *names]) if all(names) else text_of(find(identifier, "publicidentifier"))
    draft.revision = text_of(find(identifier, "revisionid"))
    first, current = text_of(find(management, "firstcreated")), text_of(find(management, "thisrevisioncreated"))
    if first or current:
        draft.published = first or current
        draft.provenance["published_at"] = "FirstCreated" if first else "ThisRevisionCreated"
    draft.modified = current or None
    status = attribute(find(management, "status"), "FormalName").lower()
    change = find(management, "statuswillchange")
    if status in ("canceled", "cancelled"):
        draft.status = "canceled"
    elif status == "embargoed" and change is not None:
        draft.embargo = text_of(find(change, "dateandtime"))
    elif status in ("embargoed", "withheld"):
        draft.status = "withheld"


def _body(component: etree._Element | None) -> Draft:
    """The longest of the texts that are bodies, or of those that are nothing else."""
    found = [(_role(content), draft) for content in _all(component, "datacontent") if (draft := _content(content)).body]
    bodies = [draft for role, draft in found if role in _BODY_ROLES]
    others = [draft for role, draft in found if role not in _OTHER_ROLES]
    return max(bodies or others, key=lambda draft: len(draft.body), default=Draft())


def _role(content: etree._Element) -> str:
    around = content.getparent()
    while around is not None:
        role = child(around, "role") if local_name(around) == "newscomponent" else None
        if role is not None:
            return attribute(role, "FormalName").lower()
        around = around.getparent()
    return ""


def _content(data: etree._Element) -> Draft:
    """NITF, XHTML, escaped HTML or plain text."""
    kind = attribute(child(data.getparent(), "mimetype"), "FormalName").lower()
    if kind and not kind.startswith(("text/", "application/xhtml", "application/xml", "application/nitf")):
        return Draft()
    if kind == "text/css" or child(data.getparent(), "encoding") is not None:
        return Draft()
    nitf = find(data, "nitf")
    if nitf is not None:
        return draft_of_nitf(nitf)
    page = find(data, "body") if find(data, "body") is not None else find(data, "html")
    holder = data if page is None else page
    if len(holder):
        drop_hidden(holder)
        return Draft(body=element_text(holder))
    text = data.text or ""
    return Draft(body=fragment_text(text) if "html" in kind or text.lstrip().startswith("<") else text)


def _all(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return find_all(element, name) if element is not None else iter(())


FORMAT = Format("NewsML 1", (".xml", ".newsml"), sniff, read)
