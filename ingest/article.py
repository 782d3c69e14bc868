"""The article and its passages: what every format is read into, and what every store and answer refers to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one news item.

    ``id`` names the item across its versions; ``version`` names this text. Both come from the item itself (its own
    id, address, or content), never from its position in a file. ``body`` is the text exactly as it is cited: it is
    never re-flowed after it was read, paragraphs are separated by a blank line.

    Dates are ISO 8601 strings, a day ("2025-06-12") or a moment with its zone ("2025-06-12T22:05:00-04:00"), as
    precise as the source was; the day they fall on is the one in the publication's own zone.
    """

    id: str
    headline: str
    body: str
    source: str = ""
    published_at: str | None = None
    modified_at: str | None = None
    authors: tuple[str, ...] = ()
    section: str = ""
    url: str = ""
    language: str = ""
    abstract: str = ""
    dateline_place: str = ""
    dateline_date: str | None = None
    wire: str = ""
    """The agency that a wire copy credits, such as "AP"."""
    corrections: tuple[str, ...] = ()
    status: str = "usable"
    """"usable", "withheld" or "canceled"; only usable articles are searched."""
    embargo_until: str | None = None
    expires: str | None = None
    """When the right to show it ends, where its terms say so."""
    usage: str = ""
    """Its terms of use, in the publisher's words."""
    complete: bool = True
    """False where only a stub or summary of the body could be had."""
    flags: tuple[str, ...] = ()
    """What a reader should know of this text, such as "paywall" or "live-blog"."""
    provenance: dict[str, str] = field(default_factory=dict)
    """Which part of the input a field was read from, such as {"published_at": "json-ld"}."""
    extra: dict[str, str] = field(default_factory=dict)
    """Fields of the input that have no place above, by their own names."""
    origin: str = ""
    """Where it was read: "news/a.txt", "dump.jsonl:17", "box.zip!a.html"."""
    id_given: bool = False
    """True when the item named itself (an id, guid or address); False when the id was derived from its content."""
    revision: str = ""
    """The item's own version mark, where it has one."""

    @property
    def version(self) -> str:
        """Sixteen hexadecimal digits that change whenever anything a reader would see changes."""
        return content_key(
            self.headline, self.body, self.source, self.published_at or "", self.url, "\x1f".join(self.corrections),
            "\x1f".join(self.authors), self.section, self.modified_at or "", self.status, self.embargo_until or "",
            *([self.usage, self.expires or ""] if self.usage or self.expires else []),
        )  # fmt: skip

    @property
    def published_day(self) -> date | None:
        """The day of publication in the publication's own zone."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of an article's body: ``body[start:end]`` is its text, in characters."""

    article_id: str
    version: str
    start: int
    end: int

    @property
    def id(self) -> str:
        """An id that outlives a re-index, since it names the text and the range."""
        return f"{self.version}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, set aside with a sentence that says what was wrong and what to do."""

    origin: str
    reason: str
    kind: str = "unreadable"


def content_key(*parts: str) -> str:
    """A 16-digit hexadecimal key of some texts (the first 64 bits of their SHA-256)."""
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
