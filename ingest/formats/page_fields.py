"""The fields that a news page tells of itself, and where each was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.dates import parse_moment


@dataclass(frozen=True)
class LivePost:
    """One post of a live blog, which has a time of its own."""

    headline: str
    body: str
    published: str | None
    modified: str | None
    authors: list[str]
    name: str
    """Its own address or id, where it has one."""


@dataclass
class PageRecord:
    """The fields that a page declares, with the place each was read from."""

    headline: str = ""
    source: str = ""
    published: str | None = None
    modified: str | None = None
    authors: list[str] = field(default_factory=list)
    section: str = ""
    url: str = ""
    language: str = ""
    abstract: str = ""
    corrections: list[str] = field(default_factory=list)
    article_body: str = ""
    """The text that JSON-LD repeats, used only when the page itself shows none."""
    free: bool = True
    flags: list[str] = field(default_factory=list)
    posts: list[LivePost] = field(default_factory=list)
    zone: str | None = None
    """The publication's zone, when some clock time on the page names it."""
    url_day: str | None = None
    provenance: dict[str, str] = field(default_factory=dict)

    def offer(self, name: str, value: Any, place: str) -> None:
        """Fill a field that is still empty."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.provenance["published_at" if name == "published" else name] = place


def moment_of(value: Any) -> str | None:
    """A date as a page declares it: a string, a number, or a list that begins with one."""
    if isinstance(value, list):
        value = value[0] if value else None
    return None if isinstance(value, dict) else parse_moment(value)
