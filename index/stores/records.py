"""Articles as rows of the catalogue, and back, without losing a field."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.engine import RowMapping

from ingest import Article, Passage, content_key

_COLUMNS = {"id", "headline", "body", "source", "section", "origin"}
_FIELDS = tuple(f.name for f in dataclasses.fields(Article) if f.name not in _COLUMNS)
_TUPLES = ("authors", "corrections", "flags")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way into the archive, with everything that was worked out about it."""

    article: Article
    passages: tuple[Passage, ...]
    contexts: tuple[str, ...]
    """What is embedded and indexed for each passage."""
    story: str
    fingerprint: bytes | None


def passage_key(passage_id: str) -> int:
    """The number that names a passage in the derived stores: 63 bits, so that every store can hold it.

    It comes from the passage's id and so from its text: a store left over from another time can hold passages that
    the catalogue does not know, but never one under a wrong number.
    """
    return int(content_key(passage_id), 16) >> 1


def article_key(version: str) -> int:
    """The number that names an article's version in the lexical index, made like :func:`passage_key`."""
    return int(content_key(version), 16) >> 1


def row_of(article: Article) -> dict[str, Any]:
    """The columns of ``versions`` that an article fills."""
    day = article.published_day
    return {
        "item": article.id,
        "version": article.version,
        "key": article_key(article.version),
        "origin": article.origin,
        "day": day.toordinal() if day else None,
        "embargo_until": moment_of(article.embargo_until),
        "usable": article.status == "usable",
        "source": article.source,
        "section": article.section,
    }


def text_of(article: Article) -> dict[str, Any]:
    """The columns of ``texts`` that an article fills."""
    defaults = {f.name: f.default for f in dataclasses.fields(Article)}
    record = {name: getattr(article, name) for name in _FIELDS}
    kept = {name: value for name, value in record.items() if (value and value != defaults[name]) or value is False}
    return {"headline": article.headline, "body": article.body, "record": json.dumps(kept)}


def article_of(row: RowMapping) -> Article:
    """The article that a row of ``versions`` and ``texts`` holds."""
    record = json.loads(row["record"])
    for name in _TUPLES:
        record[name] = tuple(record.get(name, ()))
    return Article(
        id=row["item"],
        headline=row["headline"],
        body=row["body"],
        source=row["source"],
        section=row["section"],
        origin=row["origin"],
        **record,
    )


def moment_of(text: str | None) -> int | None:
    """Seconds since 1970 of an ISO date or moment; one without a zone is read as UTC."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def day_of(ordinal: int | None) -> date | None:
    """The day that a column holds as a number; None where it is not known."""
    return date.fromordinal(ordinal) if ordinal else None
