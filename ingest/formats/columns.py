"""Which column of a table is which field: dumps name the same thing in many ways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.draft import Draft, use_publication_zone
from ingest.settings import IntakeSettings

ALIASES: dict[str, tuple[str, ...]] = {
    "own_id": ("id", "_id", "article_id", "articleid", "story_id", "storyid", "doc_id", "docid", "an",
        "accession_number"),
    "uri": ("uri", "guid", "uuid", "urn"),
    "headline": ("title", "headline", "headlines", "hl1", "hd", "t1", "ti", "headline_main", "head",
        "article_title", "news_title"),
    "body": (
        "body", "content", "text", "article", "article_body", "articlebody", "story_text", "storytext",
            "maintext", "main_text",
        "full_text", "fulltext", "body_text", "bodytext", "article_text", "article_content", "news", "story",
            "raw_text",
        "content_text", "content_html", "cleaned_text", "plain_text", "td", "lp",
    ),
    "published": (
        "published_at", "published", "publish_date", "date_publish", "date_published", "datepublished",
            "publication_date",
        "pubdate", "pub_date", "publishdate", "published_date", "date", "datetime", "pd", "versioncreated",
            "contentcreated",
        "created_at", "timestamp", "article_date", "news_date", "date_time", "py", "y1", "da", "day_published",
            "firstcreated",
    ),
    "modified": ("modified_at", "modified", "date_modify", "date_modified", "datemodified", "updated_at",
        "updated", "last_modified", "lastmod"),
    "source": (
        "source", "publication", "outlet", "publisher", "site_name", "sitename", "source_name", "newspaper",
            "domain", "source_domain",
        "sn", "jf", "t2", "site", "website", "thread_site", "media", "news_outlet", "organisation", "feed",
            "paper", "provider",
    ),
    "authors": ("author", "authors", "byline", "bylines", "by", "au", "creator", "writer", "writers",
        "reporter", "journalist"),
    "section": ("section", "category", "articlesection", "article_section", "desk", "section_name",
        "news_category", "topic", "se"),
    "url": ("url", "link", "canonical", "canonical_url", "web_url", "weburl", "article_url", "source_url",
        "href", "permalink", "ur"),
    "language": ("language", "lang", "inlanguage", "la"),
    "abstract": ("abstract", "description", "summary", "standfirst", "highlights", "subtitle", "dek", "snippet",
        "lead", "teaser", "short_description", "excerpt", "ab", "n2"),
    "status": ("pubstatus", "pub_status", "status"),
    "expires": ("expires", "expires_at", "expiry", "date_expire", "licence_until", "license_until"),
    "embargo": ("embargo_until", "embargo", "embargoed", "embargoeduntil"),
    "usage": ("usage", "usage_terms", "usageterms", "rights", "license", "licence", "usage_rights_permitted", "ai_use"),
    "corrections": ("correction", "corrections", "cx", "correction_notice"),
    "dateline_place": ("dateline", "dateline_place"),
    "wire": ("wire", "agency", "infosource", "wire_credit"),
    "revision": ("version", "revision"),
}  # fmt: skip
"""Field to column names, the more telling first; names are compared without case and punctuation."""

_PLAIN = re.compile(r"[^a-z0-9]+")
_LISTS = ("authors", "corrections")
_STATUS = {
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "retracted": "canceled",
}
_BY_PLAIN_NAME = {
    _PLAIN.sub("", alias): (field, rank) for field, aliases in ALIASES.items() for rank, alias in enumerate(aliases)
}
_NOTHING = frozenset(["", "nan", "none", "null", "n/a", "<na>", "nat", "[]", "{}"])


@dataclass(frozen=True)
class ColumnMap:
    """Columns by field, best first, and the columns that no field takes."""

    fields: dict[str, tuple[str, ...]]
    unmapped: tuple[str, ...]


@lru_cache(maxsize=512)
def map_columns(columns: tuple[str, ...]) -> ColumnMap:
    """Map the columns of a table to fields.

    Args:
        columns: Column names; nested ones are joined by a full stop ("thread.site").
    """
    ranked: dict[str, list[tuple[int, str]]] = {}
    unmapped: list[str] = []
    for column in columns:
        whole = _BY_PLAIN_NAME.get(_PLAIN.sub("", column.lower()))
        # A nested column is known by its last name too ("meta.outlet"), but a column of that very name goes first.
        last = _BY_PLAIN_NAME.get(_PLAIN.sub("", column.lower().rsplit(".", 1)[-1])) if "." in column else None
        if whole or last:
            field, rank = whole or (last[0], last[1] + 100) if last else whole  # type: ignore[misc]
            ranked.setdefault(field, []).append((rank, column))
        else:
            unmapped.append(column)
    return ColumnMap({field: tuple(c for _, c in sorted(found)) for field, found in ranked.items()}, tuple(unmapped))


def flatten(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose nested objects are columns of their own: {"thread": {"site": 1}} gives {"thread.site": 1}."""
    if not any(isinstance(value, Mapping) for value in row.values()):
        return dict(row)
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            flat.update({f"{key}.{inner}": content for inner, content in value.items()})
        else:
            flat[key] = value
    return flat


def draft_of_row(row: Mapping[str, Any], limits: IntakeSettings, *, day_first: bool = False) -> Draft:
    """Read one row of a table or one object of a JSON file.

    Args:
        row: Column names to values of any kind.
        limits: Its ``zones`` put times that were written in UTC on the clocks of their source.
        day_first: How to read "3/4/2024": as 3 April when True.
    """
    flat = flatten(row)
    mapping = map_columns(tuple(flat))
    draft = Draft(day_first=day_first)
    taken: set[str] = set()
    for field, columns in mapping.fields.items():
        for column in columns:
            value = flat[column]
            if _is_nothing(value):
                continue
            _set(draft, field, value)
            draft.provenance["published_at" if field == "published" else field] = f"column {column}"
            taken.add(column)
            break
    _join_lead(draft, flat, taken)
    if draft.published is None:
        _date_of_parts(draft, flat)
    draft.extra.update(
        {name: plain(value) for name, value in flat.items() if name not in taken and not _is_nothing(value)}
    )
    use_publication_zone(draft, limits.zones.get(draft.source))
    return draft


def plain(value: object) -> str:
    """A value of any kind as one string: lists joined by "; ", objects as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)) and all(isinstance(v, (str, int, float)) for v in value):
        return "; ".join(map(str, value))
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _set(draft: Draft, field: str, value: Any) -> None:
    if field in ("published", "modified", "embargo", "expires"):
        setattr(draft, field, value)
    elif field in _LISTS:
        setattr(draft, field, _names(value))
    elif field == "status":
        status = _STATUS.get(plain(value).strip().lower().removeprefix("stat:"))
        if status == "withheld":
            draft.status = "withheld"
        elif status == "canceled":
            draft.status = "canceled"
        else:
            draft.extra["status"] = plain(value)
    elif field == "body" and isinstance(value, (list, tuple)):
        draft.body = "\n\n".join(plain(part) for part in value)
    elif field == "own_id" and isinstance(value, float) and value.is_integer():
        draft.own_id = str(int(value))
    else:
        setattr(draft, field, plain(value))


def _names(value: Any) -> list[str]:
    """Author names out of a string, a list, a list of objects with a name, or any of these written as JSON."""
    if isinstance(value, str) and value.lstrip().startswith(("[", "{")):
        try:
            value = json.loads(value)
        except ValueError:
            value = value.strip().strip("[]").replace("'", "").replace('"', "")
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, Iterable) or isinstance(value, str):
        return [plain(value)]
    return [plain(v.get("name") or v) if isinstance(v, Mapping) else plain(v) for v in value if not _is_nothing(v)]


def _join_lead(draft: Draft, flat: Mapping[str, Any], taken: set[str]) -> None:
    """Factiva keeps the first paragraphs (LP) and the rest (TD) apart; together they are the body."""
    lead = next((c for c in flat if c.lower() == "lp"), None)
    rest = next((c for c in flat if c.lower() == "td"), None)
    if lead and rest and draft.provenance.get("body") in (f"column {lead}", f"column {rest}"):
        draft.body = "\n\n".join(plain(flat[c]) for c in (lead, rest) if not _is_nothing(flat[c]))
        draft.provenance["body"] = f"column {lead} + {rest}"
        taken.update((lead, rest))


def _date_of_parts(draft: Draft, flat: Mapping[str, Any]) -> None:
    """A date that is spread over columns for year, month and day."""
    parts = {key.lower(): value for key, value in flat.items() if key.lower() in ("year", "month", "day")}
    if len(parts) == 3:
        try:
            year, month, day = (int(float(plain(parts[name]))) for name in ("year", "month", "day"))
        except ValueError:
            return
        draft.published = f"{year:04d}-{month:02d}-{day:02d}"
        draft.provenance["published_at"] = "column year + month + day"


def _is_nothing(value: object) -> bool:
    if isinstance(value, str):
        return len(value) < 8 and value.strip().lower() in _NOTHING
    return value is None or value != value or value in ([], (), {})  # NaN is not equal to itself
