"""The values that the archive answers with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ingest import Article, Passage, Problem


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with why.

    ``score`` ranks the hits of one search and means nothing between searches; ``lexical`` is the BM25 score and
    ``dense`` the cosine of question and passage, both before fusion.
    """

    article: Article
    passage: Passage
    score: float
    lexical: float
    dense: float
    story: str = ""
    copies: tuple[str, ...] = ()
    """Ids of the other live articles that are copies of the same story."""

    @property
    def text(self) -> str:
        """The passage, to the letter."""
        return self.article.body[self.passage.start : self.passage.end]


@dataclass(frozen=True, slots=True)
class Status:
    """What the archive holds. Only live articles are counted."""

    articles: int
    passages: int
    stories: int
    first_day: date | None
    last_day: date | None
    undated: int
    sources: int
    versions: int
    """All stored versions, with those that were superseded."""
    removed: int
    problems: int
    embedder: str
    """Name of the model that made the vectors; empty while there are none."""
    waiting: int
    """Passages without vectors as yet: found by their words alone."""
    generation: int
    """Grows with every change; equal generations mean an unchanged archive."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the archive some filters admit."""

    articles: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One version in an item's history, oldest first."""

    article_id: str
    version: str
    headline: str
    published_at: str | None
    modified_at: str | None
    added_at: str
    state: str
    """"live" or "superseded"."""
    origin: str


@dataclass(frozen=True, slots=True)
class Removal:
    """What a removal took out of the archive."""

    article_id: str
    versions: int
    passages: int
    purged: bool
    answers: int = 0
    """Kept answers that quoted or listed it, and went with it."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What a redaction replaced."""

    articles: int
    versions: int
    answers: int
    """Kept answers that went, because they held the name or quoted what was replaced."""
    purged: bool


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """The original of a redacted article, by its number; ``item`` is the key of the redacted article's id."""

    number: int
    item: str
    version: str
    at: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A line of the audit log."""

    at: str
    action: str
    detail: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that ``check`` found to disagree: what, how often, a few examples, and the command that mends it."""

    store: str
    what: str
    count: int
    examples: tuple[str, ...]
    remedy: str

    def __str__(self) -> str:
        shown = ", ".join(self.examples)
        return f"{self.store}: {self.count} {self.what}" + (f" (such as {shown})" if shown else "") + f"; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long task is; what a progress bar shows."""

    stage: str
    """"reading", "removing", "vectors" or "lexical"."""
    files: int = 0
    articles: int = 0
    passages: int = 0
    total: int = 0
    """Passages to do as far as that is known, otherwise 0."""
    where: str = ""
    """The source being read."""
    share: float = 0.0
    """How much of the whole is done, from 0 to 1; 0 where nobody can tell."""


@dataclass(slots=True)
class IngestReport:
    """What became of everything that was read. ``problems`` says what was set aside, and why."""

    files: int = 0
    files_unchanged: int = 0
    """Files that the ledger knew already and that were not read again."""
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    """Added or updated articles that joined the story of another article."""
    outdated: int = 0
    """Versions that are older than the live one; they went into its history."""
    set_aside: int = 0
    """Files that were tried in vain before and are not tried again until they or their reader change."""
    kept_out: int = 0
    """Articles that were removed earlier and stay out."""
    passages: int = 0
    embedded: int = 0
    """Passages whose vector had to be computed; the others came from the cache."""
    embed_seconds: float = 0.0
    seconds: float = 0.0
    problems: list[Problem] = field(default_factory=list)
