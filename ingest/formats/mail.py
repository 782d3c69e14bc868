"""Mail: newsletters (EML), and pages that a browser saved as one file (MHTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from ingest.article import Article, Problem
from ingest.characters import decode
from ingest.draft import Draft, use_publication_zone
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.html import drafts_of_page
from ingest.formats.markup import fragment_text

_HEADER = re.compile(
    rb"(?:^|\n)(From|Date|Subject|MIME-Version|Message-ID|Received|Return-Path|Content-Type|Snapshot-Content-Location):",
    re.I,
)
_FOOTER = re.compile(
    r"\n\n[^\n]{0,200}\b(?:unsubscribe|manage your (?:subscription|preferences)|update your preferences"
    r"|you(?:'re| are) receiving this|you received this|view (?:this email |it )?in (?:your|a) browser)\b.*\Z",
    re.I | re.S,
)


def sniff(head: bytes) -> float:
    """A block of header lines as mail has them."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    if not re.match(rb"[A-Za-z][A-Za-z0-9-]*:|From ", block):
        return 0.0
    names = {name.lower() for name in _HEADER.findall(block)}
    return 0.9 if len(names) >= 3 or {b"mime-version", b"content-type"} <= names else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the letter or the saved page; who received it is nobody's business and not kept."""
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(opened.whole())
    saved_from = str(message.get("Snapshot-Content-Location") or "")
    if saved_from or (message.get_content_subtype() == "related" and not message.get("To")):
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        if page is None:
            raise InputError(f"{opened.origin} holds no page; save it again.")
        address = saved_from or str(page.get("Content-Location") or "")
        for draft in drafts_of_page(_content(page), opened, address):
            yield draft.finish(opened.origin, opened.limits)
        return
    draft = _letter(message)
    use_publication_zone(draft, opened.limits.zones.get(draft.source))
    yield draft.finish(opened.origin, opened.limits)


def _letter(message: EmailMessage) -> Draft:
    texts = [part for part in message.walk() if part.get_content_type() == "text/plain" and not _attached(part)]
    pages = [part for part in message.walk() if part.get_content_type() == "text/html" and not _attached(part)]
    plain = "\n\n".join(_content(part) for part in texts)
    shown = "\n\n".join(fragment_text(_content(part)) for part in pages)
    # Many letters carry a plain part that says no more than "open this in a browser".
    body = plain if len(plain.split()) >= 0.6 * len(shown.split()) else shown
    name, address = parseaddr(str(message.get("From") or ""))
    return Draft(
        headline=str(message.get("Subject") or ""), body=_FOOTER.sub("", body.replace("\r\n", "\n")),
        source=name or address,
        uri=str(message.get("Message-ID") or "").strip("<> "), published=str(message.get("Date") or "") or None,
        provenance={"published_at": "Date"},
    )  # fmt: skip


def _attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment"


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    return decode(payload, part.get_content_charset() or "") if isinstance(payload, bytes) else ""


FORMAT = Format("mail", (".eml", ".mht", ".mhtml"), sniff, read)
