"""WARC and ARC: pages as a crawler stored them, with the headers they came with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ingest.article import Article, Problem
from ingest.characters import decode
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.html import drafts_of_page

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_LARGEST_PAGE = 48 * 2**20


def sniff(head: bytes) -> float:
    """The first line names the version of the format."""
    return 1.0 if head.startswith((b"WARC/", b"filedesc://")) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each page that was delivered; what else the file holds is counted and told at the end."""
    archive = opened.parser("warcio.archiveiterator")
    failed = opened.parser("warcio.exceptions").ArchiveLoadFailed
    passed_over: Counter[str] = Counter()
    try:
        for number, record in enumerate(archive.ArchiveIterator(opened.stream, arc2warc=True), 1):
            reason = _reason_to_pass(record)
            if reason:
                passed_over[reason] += 1
                continue
            origin = f"{opened.origin}:{number}"
            try:
                yield from _page(record, origin, opened)
            except InputError as fault:
                yield Problem(origin, str(fault))
    except failed as fault:
        raise InputError(f"{opened.origin} is a damaged WARC file ({fault}); what came before was read.") from fault
    if passed_over:
        counts = ", ".join(f"{count} {reason}" for reason, count in sorted(passed_over.items()))
        yield Problem(
            opened.origin, f"{opened.origin} also holds records without a page to read: {counts}.", "passed-over"
        )


def _reason_to_pass(record: Any) -> str:
    """Why a record holds no page; "" when it does."""
    if record.rec_type == "revisit":
        return "revisits"
    if record.rec_type not in ("response", "resource", "conversion"):
        return "records about the crawl"
    if record.http_headers is not None:
        status = str(record.http_headers.get_statuscode())
        if status != "200":
            return f"answers with status {status}"
        kind = record.http_headers.get_header("Content-Type") or ""
    else:
        kind = record.content_type or ""
    return "" if "html" in kind.lower() else "files of other types"


def _page(record: Any, origin: str, opened: Opened) -> Iterator[Article | Problem]:
    data = record.content_stream().read(_LARGEST_PAGE + 1)
    if len(data) > _LARGEST_PAGE:
        size = _LARGEST_PAGE // 2**20
        yield Problem(origin, f"{origin} is a page of more than {size} MB; it was left out.", "too-long")
        return
    kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers is not None else ""
    written, meta = _CHARSET.search(kind), _META_CHARSET.search(data[:8192])
    declared = written[1] if written else meta[1].decode("ascii") if meta else ""
    if not data.strip():
        yield Problem(origin, f"{origin} is an empty page; it was left out.", "no-body")
        return
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    for draft in drafts_of_page(decode(data, declared), Opened(origin, opened.stream, opened.limits), address):
        # When a page was fetched says nothing about when its story was published.
        # Of two captures of one address the later is the newer version.
        draft.revision = draft.extra["captured_at"] = record.rec_headers.get_header("WARC-Date") or ""
        yield draft.finish(origin, opened.limits)


FORMAT = Format("WARC", (".warc", ".arc"), sniff, read)
