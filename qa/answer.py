"""The Answer: one object for the command line, the page, the API, exports and evals (schema 1)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from index import Hit
from ingest import Article


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Filters(_Part):
    """What an answer was restricted to. ``inferred`` names the fields that were read out of the question."""

    date_from: date | None = None
    date_to: date | None = None
    sources: list[str] = Field(default_factory=list)
    sections: list[str] = Field(default_factory=list)
    authors: list[str] = Field(default_factory=list)
    inferred: list[str] = Field(default_factory=list)


class Citation(_Part):
    """A range of one version of an article; ``quote`` is that range, to the letter. Build it with :meth:`of`."""

    n: int
    article_id: str
    version: str
    headline: str
    source: str
    published_at: str | None
    url: str
    quote: str
    start: int
    end: int
    corrections: list[str] = Field(default_factory=list)

    @classmethod
    def of(cls, article: Article, start: int, end: int, n: int) -> Citation:
        """Cite ``article.body[start:end]``.

        Raises:
            ValueError: when the range is empty or not inside the body.
        """
        if not 0 <= start < end <= len(article.body):
            raise ValueError(f"{start}-{end} is not a range of article {article.id} ({len(article.body)} characters)")
        return cls(
            n=n,
            article_id=article.id,
            version=article.version,
            headline=article.headline,
            source=article.source,
            published_at=article.published_at,
            url=article.url,
            quote=article.body[start:end],
            start=start,
            end=end,
            corrections=list(article.corrections),
        )


class Refusal(_Part):
    """Why there is no answer, in one word for programs and one or two sentences for people."""

    reason: Literal["not_in_archive", "not_stated", "low_confidence", "withheld"]
    message: str


class Conflict(_Part):
    """One of the values that sources disagree on, with the citations that state it."""

    value: str
    citations: list[int]


class Result(_Part):
    """One ranked passage, whether or not the answer used it; ``start`` and ``end`` are offsets in the body."""

    article_id: str
    version: str
    headline: str
    source: str
    published_at: str | None
    url: str
    snippet: str
    start: int
    end: int
    score: float
    copies: list[str] = Field(default_factory=list)

    @classmethod
    def of(cls, hit: Hit) -> Result:
        """A hit as an answer lists it."""
        article = hit.article
        return cls(
            article_id=article.id,
            version=article.version,
            headline=article.headline,
            source=article.source,
            published_at=article.published_at,
            url=article.url,
            snippet=hit.text,
            start=hit.passage.start,
            end=hit.passage.end,
            score=round(hit.score, 4),
            copies=list(hit.copies),
        )


class EngineNames(_Part):
    """What produced the answer."""

    embedder: str
    reader: str
    writer: str


class Timings(_Part):
    """Milliseconds of each step."""

    understand: float = 0.0
    retrieve: float = 0.0
    read: float = 0.0
    compose: float = 0.0
    write: float = 0.0
    total: float = 0.0


class Answer(_Part):
    """The answer to a question, or a refusal with its reason; either way with what was found."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_version: Literal[1] = Field(default=1, alias="schema")
    question: str
    standalone_question: str
    filters: Filters
    answer: str | None
    text: str
    refusal: Refusal | None
    confidence: float = Field(ge=0, le=1)
    citations: list[Citation]
    conflicts: list[Conflict]
    results: list[Result]
    as_of: date | None
    engine: EngineNames
    timings_ms: Timings
    notes: list[str] = Field(default_factory=list)
    """What a reader should know of how the text was written: that a language model failed, or was corrected."""


class Turn(_Part):
    """One turn of a conversation; an assistant's may name the articles that it cited, best first."""

    role: Literal["user", "assistant"]
    content: str
    articles: list[str] = Field(default_factory=list, max_length=100)


class Question(_Part):
    """What can be asked: only ``question`` is required.

    Dates and sources that the question names become filters, unless ``infer`` is False; a filter that is given wins.
    """

    question: str
    history: list[Turn] = Field(default_factory=list)
    filters: Filters = Field(default_factory=Filters)
    as_of: date | None = None
    infer: bool = True
    stream: bool = False
