"""ninjs 1, 2 and 3: news items in JSON, in three shapes that do not fit each other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.article import Article, Problem
from ingest.draft import Draft, use_publication_zone
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.topics import set_topics

_MARKS = re.compile(
    rb'"(?:versioncreated|pubstatus|representationtype|body_\w+|bodies|headlines|embargoed(?:until)?|infosources?|altids?|'
    rb'contentcreated|firstcreated|copyrightholder|usageterms|ninjs)"',
    re.I,
)


def sniff(head: bytes) -> float:
    """An object with a ``uri`` and members that only ninjs has."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith((b"{", b"[")) or b'"uri"' not in head:
        return 0.0
    return 0.85 if len({mark.lower() for mark in _MARKS.findall(head)}) >= 2 else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the item, or each item of a list; pictures, films and events hold no text and are left out."""
    try:
        content = json.loads(opened.text())
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{opened.origin} is not sound JSON ({fault}); repair or leave it out.") from fault
    items = content if isinstance(content, list) else [content]
    for number, item in enumerate(items, 1):
        origin = f"{opened.origin}:{number}" if len(items) > 1 else opened.origin
        if not isinstance(item, Mapping):
            yield Problem(origin, f"{origin}: an object was expected; it was left out.", "broken-record")
            continue
        draft = draft_of_ninjs(item)
        kind = str(item.get("type") or "text")
        if not draft.body and not draft.abstract and kind not in ("text", "composite"):
            yield Problem(origin, f"{origin}: the item is a {kind}, not a text; it was left out.", "not-text")
            continue
        if kind in ("picture", "video", "audio", "graphic"):
            # What such an item holds is a caption.
            draft.complete = False
            draft.flags.append(f"{kind}-only")
        use_publication_zone(draft, opened.limits.zones.get(draft.source))
        yield draft.finish(origin, opened.limits)


def draft_of_ninjs(item: Mapping[str, Any]) -> Draft:
    """Read a ninjs object of any version; ``edNote`` is not for publication and left out."""
    fields = {key.lower(): value for key, value in item.items()}
    draft = Draft(uri=str(fields.get("uri") or ""), revision=str(fields.get("version") or ""))
    draft.headline = _chosen(item, fields, "headline")
    draft.body = _chosen(item, fields, "body")
    draft.abstract = _chosen(item, fields, "description")
    for name, label in (
        ("firstcreated", "firstCreated"),
        ("contentcreated", "contentCreated"),
        ("versioncreated", "versionCreated"),
    ):
        if fields.get(name):
            draft.published, draft.provenance["published_at"] = fields[name], label
            break
    draft.modified = fields.get("versioncreated")
    draft.authors = [str(by) for by in [fields.get("byline") or fields.get("by")] if by] or _names(
        fields, "people", "person", role="author"
    )
    sources = _names(fields, "infosources", "infosource")
    draft.source = next(iter(sources), "") or str(fields.get("copyrightholder") or "")
    draft.language = str(fields.get("language") or "")
    draft.section = next(iter(_names(fields, "genres", "genre")), "")
    draft.dateline_place = str(fields.get("located") or "") or next(iter(_names(fields, "places", "place")), "")
    draft.usage = str(fields.get("usageterms") or "")
    # "expires" of ninjs is when an item is no longer news, which in an archive is all of them: no matter of rights.
    draft.extra["expires"] = str(fields.get("expires") or "")
    draft.embargo = fields.get("embargoeduntil") or fields.get("embargoed")
    status = str(fields.get("pubstatus") or "usable").lower()
    if status in ("canceled", "cancelled"):
        draft.status = "canceled"
    elif status == "withheld":
        draft.status = "withheld"
    if str(fields.get("representationtype") or "").lower() == "partial":
        draft.complete = False
    if digital := fields.get("digitalsourcetype"):
        draft.extra["digital_source_type"] = str(digital)
        draft.flags += ["ai-generated"] if "algorithmic" in str(digital).lower() else []
    set_topics(draft, _subjects(fields))
    draft.extra["slugline"] = str(fields.get("slugline") or "")
    return draft


def _subjects(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    found = fields.get("subjects") or fields.get("subject") or ()
    for subject in [found] if isinstance(found, Mapping) else found if isinstance(found, list) else ():
        if isinstance(subject, Mapping):
            code = subject.get("code") or subject.get("qcode") or subject.get("uri")
            yield str(code or ""), str(subject.get("name") or subject.get("literal") or "")


def _chosen(item: Mapping[str, Any], fields: Mapping[str, Any], name: str) -> str:
    """The text of a headline, body or description: ``body_text`` (1), or the best of ``bodies`` (2 and 3)."""
    plural = {"body": "bodies"}.get(name, f"{name}s")
    if isinstance(fields.get(plural), list):
        entries = [
            entry for entry in fields[plural] if isinstance(entry, Mapping) and isinstance(entry.get("value"), str)
        ]
        entries.sort(
            key=lambda entry: _rank(
                f"{entry.get('role', '')} {entry.get('contenttype') or entry.get('contentType') or ''}"
            )
        )
        return str(entries[0]["value"]) if entries else ""
    found = [key for key in item if key.lower() == name or key.lower().startswith(f"{name}_")]
    found.sort(key=lambda key: _rank(key.lower()))
    return next((str(item[key]) for key in found if isinstance(item[key], str)), "")


def _rank(role: str) -> int:
    """Whole texts before summaries, plain text and HTML before forms for machines."""
    role = role.lower()
    if any(mark in role for mark in ("summary", "short", "teaser", "caption", "json", "nitf", "sms")):
        return 3
    return 0 if "main" in role else 1 if "html" in role or "text" in role else 2


def _names(fields: Mapping[str, Any], *names: str, role: str = "") -> list[str]:
    for name in names:
        entries = fields.get(name)
        if isinstance(entries, Mapping):
            entries = [entries]
        if isinstance(entries, list):
            kept = [
                e
                for e in entries
                if isinstance(e, Mapping) and (not role or role in str(e.get("rel") or e.get("role") or ""))
            ]
            return [str(e.get("name") or e.get("literal")) for e in kept if e.get("name") or e.get("literal")]
    return []


FORMAT = Format("ninjs", (".json", ".ninjs"), sniff, read)
