"""METS: a newspaper issue whose pages are ALTO files beside it; its structure says which blocks make a story."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from ingest.article import Article, Problem
from ingest.draft import Draft, stem
from ingest.errors import InputError
from ingest.formats.alto import block_text, note_confidence
from ingest.formats.base import Format, Opened
from ingest.formats.markup import local_name
from ingest.formats.text import NAME_DATE
from ingest.formats.tree import attribute, find, find_all, opens_with, parse_xml, text_of

_HEADINGS = frozenset(("heading", "headline", "title", "overline"))
_STORIES = frozenset(("article", "story", "section_article"))

_Blocks = dict[str, etree._Element]


def sniff(head: bytes) -> float:
    """The root element is ``mets``."""
    return 0.95 if opens_with(head, b"mets") else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each article of the issue; where the issue was not divided into articles, each page."""
    root = parse_xml(opened.whole(), opened.origin)
    paths = dict(_pages(root))
    if not paths:
        raise InputError(f"{opened.origin} names no ALTO pages with text beside it; leave it out.")
    issue = _issue(root, opened)
    pages: dict[str, _Blocks] = {}
    load = partial(_page, opened, paths, pages)
    stories = [div for div in find_all(root, "div") if attribute(div, "TYPE").lower() in _STORIES]
    drafts = (_story(root, div, load) for div in stories) if stories else (_whole_page(load(name)) for name in paths)
    for number, draft in enumerate(drafts, 1):
        draft.source, draft.published, draft.language = issue.source, issue.published, issue.language
        draft.uri = f"{issue.uri}#{draft.uri}" if issue.uri and draft.uri else ""
        draft.provenance.update(issue.provenance)
        yield draft.finish(f"{opened.origin}:{number}", opened.limits)


def pages_beside(opened: Opened) -> Iterator[str]:
    """The pages that the issue names."""
    return (path for _, path in _pages(parse_xml(opened.whole(), opened.origin)))


def _pages(root: etree._Element) -> Iterator[tuple[str, str]]:
    return ((name, path) for name, path in _files(root) if path.lower().endswith((".xml", ".alto")))


def _files(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Id and path of each file that the issue names; a path may not lead out of the issue's folder."""
    for file in find_all(root, "file"):
        href = unquote(attribute(find(file, "flocat"), "href")).removeprefix("file://").replace("\\", "/")
        path = PurePosixPath(href.removeprefix("./"))
        if href and not path.is_absolute() and ".." not in path.parts and ":" not in href:
            yield attribute(file, "ID"), str(path)


def _page(opened: Opened, paths: dict[str, str], pages: dict[str, _Blocks], name: str) -> _Blocks:
    """The blocks of a page by their ids; composed blocks stand for the text blocks in them."""
    if name not in paths:
        return {}
    if name not in pages:
        alto = parse_xml(opened.beside(paths[name]), paths[name])
        kinds = ("textblock", "composedblock")
        pages[name] = {attribute(e, "ID"): e for e in alto.iter(etree.Element) if local_name(e) in kinds}
    return pages[name]


def _story(root: etree._Element, div: etree._Element, load: partial[_Blocks]) -> Draft:
    draft, sure = Draft(headline=attribute(div, "LABEL"), uri=attribute(div, "ID")), list[float]()
    heading, body = list[str](), list[str]()
    first_page = ""
    for area in find_all(div, "area"):
        page = attribute(area, "FILEID")
        first_page = first_page or page
        block = load(page).get(attribute(area, "BEGIN"))
        for text, confidences in _texts(block):
            sure += confidences
            (heading if _is_heading(area, div) and not body else body).append(text)
    if heading:
        draft.headline = draft.headline or " ".join(heading)
    draft.body = "\n\n".join(body)
    described = _described(root, attribute(div, "DMDID"))
    draft.headline = text_of(find(described, "title")) or draft.headline
    draft.authors = [text_of(name) for name in find_all(described, "namepart")] if described is not None else []
    draft.extra["page"] = first_page
    note_confidence(draft, sure)
    return draft


def _whole_page(blocks: _Blocks) -> Draft:
    draft, sure, body = Draft(), list[float](), list[str]()
    for block in blocks.values():
        if local_name(block) == "textblock":
            text, confidences = block_text(block)
            sure += confidences
            body += [text] if text else []
    draft.body = "\n\n".join(body)
    note_confidence(draft, sure)
    return draft


def _texts(block: etree._Element | None) -> Iterator[tuple[str, list[float]]]:
    if block is None:
        return
    for found in [block] if local_name(block) == "textblock" else list(find_all(block, "textblock")):
        text, sure = block_text(found)
        if text:
            yield text, sure


def _is_heading(area: etree._Element, story: etree._Element) -> bool:
    around = area.getparent()
    while around is not None and around is not story:
        if attribute(around, "TYPE").lower() in _HEADINGS:
            return True
        around = around.getparent()
    return False


def _described(root: etree._Element, names: str) -> etree._Element | None:
    wanted = set(names.split())
    return next((dmd for dmd in find_all(root, "dmdsec") if attribute(dmd, "ID") in wanted), None)


def _issue(root: etree._Element, opened: Opened) -> Draft:
    """What is said of the issue as a whole: its newspaper, its day, its language."""
    issue = Draft(
        source=text_of(find(root, "dmdsec", "relateditem", "title")) or text_of(find(root, "dmdsec", "title"))
    )
    issue.published = text_of(find(root, "dateissued")) or None
    issue.uri = attribute(root, "OBJID") or (f"{issue.source}|{issue.published}" if issue.published else "")
    issue.provenance["published_at"] = "dateIssued"
    issue.language = text_of(find(root, "languageterm"))
    if not issue.published and (named := NAME_DATE.search(stem(opened.origin))):
        issue.published, issue.provenance["published_at"] = "-".join(named.groups()), "file name"
    if not issue.published:
        issue.provenance = {}
    return issue


FORMAT = Format("METS", (".xml",), sniff, read, beside=pages_beside)
