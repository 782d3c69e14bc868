"""NewsML-G2: news items of agencies, alone, in messages and in packages."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.article import Article, Problem
from ingest.draft import Draft, use_publication_zone
from ingest.formats.base import Format, Opened
from ingest.formats.markup import element_text, fragment_text, local_name
from ingest.formats.nitf import draft_of_nitf
from ingest.formats.topics import set_topics, topic_of
from ingest.formats.tree import attribute, child, find, find_all, opens_with, parse_xml, text_of
from ingest.hidden import drop_hidden

_ROOTS = (
    b"newsItem",
    b"newsMessage",
    b"packageItem",
    b"conceptItem",
    b"knowledgeItem",
    b"planningItem",
    b"catalogItem",
    b"itemSet",
)
_PROSE = ("html", "div", "article", "section", "span", "pre", "blockquote")
_STATUS = {"canceled": "canceled", "cancelled": "canceled", "withheld": "withheld"}


def sniff(head: bytes) -> float:
    """The root element is one of NewsML-G2's, or it holds news items."""
    if opens_with(head, *_ROOTS):
        return 0.95
    return 0.6 if b"iptc.org/std/nar/2006-10-01" in head[:4096] else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each text item of the file; pictures, films and lists of other items hold nothing to read."""
    root = parse_xml(opened.whole(), opened.origin)
    items = list(find_all(root, "newsitem"))
    if not items:
        yield Problem(
            opened.origin,
            f"{opened.origin} holds no news item with text (its root is {local_name(root)}); leave it out.",
            "no-body",
        )
    for number, item in enumerate(items, 1):
        origin = f"{opened.origin}:{number}" if len(items) > 1 else opened.origin
        kind = attribute(find(item, "itemmeta", "itemclass"), "qcode").rsplit(":", 1)[-1]
        if kind and kind not in ("text", "composite"):
            yield Problem(origin, f"{origin}: the item is a {kind}, not a text; it was left out.", "not-text")
            continue
        draft = draft_of_item(item)
        use_publication_zone(draft, opened.limits.zones.get(draft.source))
        yield draft.finish(origin, opened.limits)


def draft_of_item(item: etree._Element) -> Draft:
    """Read a ``newsItem`` element; its ``edNote`` is not for publication and left out."""
    meta, content = find(item, "itemmeta"), find(item, "contentmeta")
    draft = _inline(find(item, "contentset"))
    draft.uri = attribute(item, "guid") or draft.uri
    draft.revision = attribute(item, "version")
    draft.headline = text_of(find(content, "headline")) or draft.headline
    draft.abstract = _described(content, "drol:summary") or text_of(find(content, "description")) or draft.abstract
    first, current = text_of(find(meta, "firstcreated")), text_of(find(meta, "versioncreated"))
    created = text_of(find(content, "contentcreated"))
    draft.published, draft.provenance["published_at"] = next(
        (
            pair
            for pair in ((first, "firstCreated"), (created, "contentCreated"), (current, "versionCreated"))
            if pair[0]
        ),
        (draft.published, draft.provenance.get("published_at", "")),
    )
    draft.modified = text_of(find(content, "contentmodified")) or current
    draft.embargo = text_of(find(meta, "embargoed")) or None
    status = _STATUS.get(attribute(find(meta, "pubstatus"), "qcode").rsplit(":", 1)[-1].lower())
    if status == "canceled":
        draft.status = "canceled"
    elif status == "withheld":
        draft.status = "withheld"
    provider = find(meta, "provider")
    draft.source = (
        _name(provider)
        or attribute(provider, "literal")
        or draft.source
        or _name(find(item, "rightsinfo", "copyrightholder"))
    )
    draft.wire = _wire(find(content, "infosource"))
    draft.authors = _authors(content) or draft.authors
    draft.language = attribute(find(content, "language"), "tag") or attribute(item, "lang")
    draft.dateline_place = (
        place_of(text_of(find(content, "dateline"))) or _name(find(content, "located")) or draft.dateline_place
    )
    draft.section = _name(find(content, "genre")) or draft.section
    terms = find(item, "rightsinfo", "usageterms")
    draft.usage = text_of(terms)
    draft.expires = attribute(terms, "validto") or attribute(find(item, "rightsinfo"), "validto") or _off_shelf(meta)
    draft.extra["slugline"] = text_of(find(content, "slugline"))
    set_topics(draft, _subjects(content))
    if digital := attribute(find(content, "digitalsourcetype"), "qcode") or attribute(
        find(content, "digitalsourcetype"), "uri"
    ):
        draft.extra["digital_source_type"] = digital
        if "algorithmic" in digital.lower() or "trainedalgorithmic" in digital.lower():
            draft.flags.append("ai-generated")
    return draft


def _inline(contents: etree._Element | None) -> Draft:
    """The body: NITF or XHTML inside ``inlineXML``, or text or HTML inside ``inlineData``."""
    inline = find(contents, "inlinexml")
    if inline is not None:
        nitf = find(inline, "nitf")
        if nitf is not None:
            return draft_of_nitf(nitf)
        page = find(inline, "body")
        holder = page if page is not None else inline
        if page is None and find(inline, "p") is None and (len(holder) and local_name(holder[0]) not in _PROSE):
            return Draft()  # statistics, events and the like, which are no prose
        drop_hidden(holder)
        return Draft(body=element_text(holder))
    data = find(contents, "inlinedata")
    if data is None:
        return Draft()
    text = "".join(data.itertext())
    kind = attribute(data, "contenttype")
    return Draft(body=fragment_text(text) if "html" in kind or text.lstrip().startswith("<") else text)


def _subjects(content: etree._Element | None) -> Iterator[tuple[str, str]]:
    """Code and name of each subject, then the codes of those it lies under."""
    found = list(find_all(content, "subject")) if content is not None else []
    yield from ((_code(subject), _name(subject)) for subject in found)
    for subject in found:
        yield from ((_code(broader), "") for broader in find_all(subject, "broader") if topic_of(_code(broader)))


def _code(element: etree._Element) -> str:
    return attribute(element, "qcode") or attribute(element, "uri")


def _off_shelf(meta: etree._Element | None) -> str | None:
    """When archives have to let go of the item; an ``expires`` without that constraint only says when it is old."""
    ends = find_all(meta, "expires") if meta is not None else iter(())
    return next((text_of(end) for end in ends if attribute(end, "pubconstraint").endswith("archive")), None)


def _described(content: etree._Element | None, role: str) -> str:
    if content is None:
        return ""
    return next((text_of(found) for found in find_all(content, "description") if attribute(found, "role") == role), "")


def _authors(content: etree._Element | None) -> list[str]:
    if content is None:
        return []
    byline = text_of(find(content, "by"))
    names = [_name(found) for found in content if local_name(found) in ("creator", "contributor")]
    return [byline] if byline else [name for name in names[:5] if name]


def _name(element: etree._Element | None) -> str:
    return text_of(child(element, "name"))


def _wire(source: etree._Element | None) -> str:
    name = _name(source) or attribute(source, "literal") or attribute(source, "qcode").rsplit(":", 1)[-1]
    return {"Associated Press": "AP", "Agence France-Presse": "AFP"}.get(name, name)


def place_of(dateline: str) -> str:
    """The place in "MOSCOW, Monday (Reuters) -"."""
    return dateline.split("(")[0].split(",")[0].strip(" -\u2013\u2014")


FORMAT = Format("NewsML-G2", (".xml",), sniff, read)
