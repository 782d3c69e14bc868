"""IPTC 7901: the wire text of agencies, with control characters around header and body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Article, Problem
from ingest.characters import decode, is_binary
from ingest.dates import MONTHS
from ingest.draft import Draft, use_publication_zone
from ingest.formats.base import Format, Opened

_MESSAGE = re.compile("\x01([^\x02]{0,400})\x02([^\x03]*)\x03?([^\x01]*)")
_HEADER = re.compile(
    r"(?P<service>[A-Za-z]+)(?P<number>\d+)\s+(?P<priority>\d)\s+(?P<category>[A-Za-z]+)\s+\d+(?:\s+(?P<keywords>.*))?",
    re.S,
)
_STAMP = re.compile(
    rf"\b(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\s*(?P<zone>GMT|UTC|Z)?\s+"
    rf"(?P<month>{'|'.join(map(re.escape, MONTHS))})\.?\s+(?P<year>\d{{4}}|\d\d)\b",
    re.I,
)
_NOT_FOR_PUBLICATION = re.compile(
    r"^[ \t*=#-]*(?:the following information is not (?:intended )?for publication|notes? to editors?\b"
    r"|die folgenden informationen sind nicht zur ver\u00f6ffentlichung)",
    re.I | re.M,
)
_STATUS = re.compile(r"[ \t*+=-]*(?P<order>KILL|HOLD)\b", re.I)


def sniff(head: bytes) -> float:
    """The character that begins a header, and later the one that begins a text."""
    start = head.lstrip(b"\x16\x00 \r\n")
    return 0.95 if not is_binary(head) and start.startswith(b"\x01") and b"\x02" in start[:600] else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read each message of the file; what follows a note that it is not for publication is left out."""
    messages = list(_MESSAGE.finditer(decode(opened.whole(), "latin-1")))
    if not messages:
        yield Problem(
            opened.origin, f"{opened.origin} begins a wire message but holds no text; fetch it again.", "no-body"
        )
    for place, message in enumerate(messages, 1):
        draft = _draft(*message.groups())
        use_publication_zone(draft, opened.limits.zones.get(draft.source))
        yield draft.finish(f"{opened.origin}:{place}" if len(messages) > 1 else opened.origin, opened.limits)


def _draft(header: str, text: str, after: str) -> Draft:
    draft = Draft()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    headline, _, body = lines.partition("\n")
    note = _NOT_FOR_PUBLICATION.search(body)
    draft.headline, draft.body = headline.strip(), body[: note.start()] if note else body
    if order := _STATUS.match(headline):
        draft.status = "canceled" if order["order"].upper() == "KILL" else "withheld"
    if found := _HEADER.search(header):
        draft.source = found["service"]
        draft.own_id = f"{found['service'].lower()}{found['number']}"
        draft.extra.update(
            priority=found["priority"], category=found["category"], slugline=" ".join((found["keywords"] or "").split())
        )
    stamp = _STAMP.search(after) or next(iter([*_STAMP.finditer(text)][-1:]), None)
    if stamp:
        draft.published, draft.provenance["published_at"] = _moment(stamp), "date-time group"
        # Agencies count from 1 again every day: the number names a story only together with its day.
        draft.own_id += f"-{str(draft.published)[:10]}" if draft.own_id else ""
    else:
        draft.own_id = ""
    return draft


def _moment(stamp: re.Match[str]) -> str:
    year = int(stamp["year"]) + (0 if len(stamp["year"]) == 4 else 1900 if int(stamp["year"]) > 60 else 2000)
    day = f"{year:04d}-{MONTHS[stamp['month'].lower()]:02d}-{stamp['day']}"
    return f"{day}T{stamp['hour']}:{stamp['minute']}:00" + ("+00:00" if stamp["zone"] else "")


FORMAT = Format("IPTC 7901", (".txt", ".iptc", ".7901"), sniff, read)
