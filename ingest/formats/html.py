"""News pages: what a reader sees as the body, what the page says of itself as the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree, html

from ingest.article import Article, Problem
from ingest.characters import decode
from ingest.draft import Draft, use_publication_zone
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.markup import element_text, superscript
from ingest.formats.page_declared import read_json_ld, read_metas, read_microdata
from ingest.formats.page_fields import LivePost, PageRecord
from ingest.formats.page_posts import is_live, read_posts
from ingest.formats.page_view import read_view
from ingest.formats.scattered import gather
from ingest.hidden import drop_hidden

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_STUB_WORDS = 120
_LABEL = re.compile(r"(?:last )?(?:updated|published|posted|modified)(?: (?:on|at))?:?", re.I)
_TABLE_ROW = re.compile(r"^\|(.*)\|[ ]*$", re.M)
_LARGEST_PAGE = 48 * 2**20


def sniff(head: bytes) -> float:
    """A doctype, an html element, or several tags that only HTML has."""
    text = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return 0.9
    if b"<html" in text or (b"<head" in text and b"<body" in text):
        return 0.8
    if not text.startswith(b"<"):
        return 0.0
    return (
        0.4
        if sum(tag in text for tag in (b"<p", b"<div", b"<h1", b"<a ", b"<br", b"<article", b"<meta", b"<!--")) >= 2
        else 0.0
    )


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the page as one article, or as one a post where it is a live blog that keeps its posts apart."""
    data = opened.whole(_LARGEST_PAGE)
    declared = _CHARSET.search(data[:8192])
    page = decode(data, declared[1].decode("ascii") if declared else "")
    for draft in drafts_of_page(page, opened):
        yield draft.finish(opened.origin, opened.limits)


def drafts_of_page(page: str, opened: Opened, url: str = "") -> Iterator[Draft]:
    """Read a page.

    Args:
        page: The page's source.
        opened: Where it was read, for messages and settings.
        url: Its address, where something other than the page gives it.

    Raises:
        InputError: when there is nothing in it that can be parsed.
    """
    tree = parse_page(page, opened.origin)
    record = PageRecord(url=url)
    read_json_ld(record, tree)
    read_metas(record, tree)
    drop_hidden(tree)
    for element in list(tree.iter("sup")):
        _set_superscript(element)
    read_microdata(record, tree)
    read_view(record, tree)
    posts = [post for post in record.posts if post.body.strip()]
    if not posts and ("live-blog" in record.flags or is_live(tree)):
        posts = read_posts(tree, record.url)
    body = "" if posts else page_body(tree)
    for draft in [_post(record, post) for post in posts] or [_draft(record, body)]:
        use_publication_zone(
            draft, opened.limits.zones.get(draft.source) or record.zone, None if posts else record.url_day
        )
        yield draft


def parse_page(page: str, origin: str) -> etree._Element:
    """Parse HTML of any quality, without network access.

    Raises:
        InputError: when there is nothing in it that can be parsed.
    """
    # With comments in the tree the extractor loses the text that follows them in a paragraph.
    parser = html.HTMLParser(recover=True, no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    try:
        return html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", page), parser=parser)
    except (etree.ParserError, ValueError) as fault:
        raise InputError(f"{origin} is not a page that can be parsed ({fault}); save it again.") from fault


def page_body(tree: etree._Element) -> str:
    """The article's text, paragraph by paragraph, without comments, captions and furniture."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(tree),
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        favor_recall=False,
        deduplicate=False,
    )
    text = _TABLE_ROW.sub(_row, (found.text or "") if found is not None and not isinstance(found, dict) else "")
    if not text.strip():
        article = tree.find(".//article")
        text = element_text(article) if article is not None else ""
    return gather(tree, "\n\n".join(line.strip() for line in text.split("\n") if line.strip()))


def _row(row: re.Match[str]) -> str:
    """The cells of a table's row, without the frame that the extractor draws around them."""
    cells = [cell.strip() for cell in row[1].split("|")]
    told = [cell for cell in cells if cell.strip("-: ")]
    return " | ".join(cells) if len(told) > 1 else "".join(told)


def without_headline(body: str, headline: str) -> str:
    """The body without opening paragraphs that only repeat the headline or label a date line that was taken out."""
    paragraphs = body.split("\n\n")
    while len(paragraphs) > 1 and (_bare(paragraphs[0]) == _bare(headline) or _LABEL.fullmatch(paragraphs[0])):
        del paragraphs[0]
    return "\n\n".join(paragraphs)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _set_superscript(element: etree._Element) -> None:
    text = superscript(element)
    element.clear(keep_tail=True)
    element.text = text
    element.drop_tag()


def _draft(record: PageRecord, body: str) -> Draft:
    body = without_headline(body, record.headline)
    draft = Draft(
        headline=record.headline, body=body, source=record.source, published=record.published, modified=record.modified,
        authors=record.authors, section=record.section, url=record.url, language=record.language,
        abstract=record.abstract, corrections=list(record.corrections), provenance=dict(record.provenance),
        flags=list(record.flags),
    )  # fmt: skip
    words = len(body.split())
    if words < 50 and len(record.article_body.split()) > 2 * words:
        draft.body, draft.provenance["body"] = record.article_body, "json-ld"
    elif not record.free and words < _STUB_WORDS:
        draft.complete = False
        draft.flags.append("paywall")
    return draft


def _post(record: PageRecord, post: LivePost) -> Draft:
    """A post of a live blog as an article: what was known at its own time."""
    draft = _draft(record, post.body)
    draft.headline = post.headline or record.headline
    # Addresses are compared without their fragments, but here the fragment is what tells the posts apart.
    draft.uri = (post.name or f"{record.url}#{post.published or post.headline}").replace("#", "/post-")
    draft.url = post.name if post.name.startswith("http") else record.url
    draft.published, draft.modified = post.published or record.published, post.modified
    draft.authors = post.authors or record.authors
    draft.flags = ["live-blog"]
    draft.abstract, draft.complete = "", True
    return draft


FORMAT = Format("HTML", (".html", ".htm", ".xhtml"), sniff, read)
