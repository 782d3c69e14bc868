"""PDF clippings with a text layer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from ingest.article import Article, Problem
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.pdf_columns import page_text
from ingest.formats.text import draft_of_text
from ingest.prose import tidy_body

_FEW_CHARACTERS = 20
_HYPHEN = re.compile(r"(?<=[a-z\u00df-\u00ff])-\n(?=[a-z\u00df-\u00ff])")
_MOST_PAGES = 2_000


def sniff(head: bytes) -> float:
    """The first letters of PDF, perhaps after some rubbish."""
    return 1.0 if b"%PDF-" in head[:1024] else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the document as one article; a scan without a text layer is a problem, not an empty story."""
    pypdf = opened.parser("pypdf")
    try:
        document = pypdf.PdfReader(BytesIO(opened.whole()))
        if document.is_encrypted and not document.decrypt(""):
            raise InputError(f"{opened.origin} is encrypted; save a copy without a password.")
        pages = [page_text(page) for page in document.pages[:_MOST_PAGES]]
        record = document.metadata or {}
    except pypdf.errors.PyPdfError as fault:
        raise InputError(f"{opened.origin} is a damaged PDF ({fault}); save it again.") from fault
    if sum(len(page.strip()) for page in pages) < _FEW_CHARACTERS * max(1, len(pages)):
        raise InputError(f"{opened.origin} is a scan without a text layer and needs OCR; run one over it first.")
    pages = _without_running_heads(pages)
    draft = draft_of_text("\n\n".join(_HYPHEN.sub("", page) for page in pages), opened)
    if not draft.headline and record.get("/Title"):
        draft.headline = str(record["/Title"])
    draft.body, draft.ready = tidy_body(draft.body), True
    draft.extra["pages"] = _page_starts(draft.body, pages)
    yield draft.finish(opened.origin, opened.limits)


def _without_running_heads(pages: list[str]) -> list[str]:
    """Drop first and last lines that stand on most pages, such as a title with a page number."""
    if len(pages) < 3:
        return pages
    lines = [[line for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(_without_digits(line) for page in lines if page for line in {page[0], page[-1]})
    common = {edge for edge, count in edges.items() if count > len(pages) / 2}
    kept = []
    for page in lines:
        while page and _without_digits(page[0]) in common:
            page = page[1:]
        while page and _without_digits(page[-1]) in common:
            page = page[:-1]
        kept.append("\n".join(page))
    return kept


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _page_starts(body: str, pages: list[str]) -> str:
    """Where in the body each page begins, in characters: "1:0 2:4310"."""
    starts: list[str] = []
    at = 0
    for number, page in enumerate(pages, 1):
        first = " ".join(page.split()[:6])
        found = body.find(first, at) if first else -1
        if number == 1 or found >= 0:
            at = max(found, 0)
            starts.append(f"{number}:{at}")
    return " ".join(starts)


FORMAT = Format("PDF", (".pdf",), sniff, read, version=2)
