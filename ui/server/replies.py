"""The bodies that the API takes and gives, beside qa's own Question and Answer."""

from __future__ import annotations

import dataclasses
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from ingest import Article
from qa import Answer, Result
from ui.answers.feedback import Verdict


class ArticleRecord(BaseModel):
    """An article as the archive holds it; ``body[start:end]`` of a citation, in characters, is its quote."""

    id: str
    version: str
    headline: str
    body: str
    source: str
    published_at: str | None
    modified_at: str | None
    authors: list[str]
    section: str
    url: str
    language: str
    abstract: str
    dateline_place: str
    dateline_date: str | None
    wire: str
    corrections: list[str]
    status: str
    complete: bool
    flags: list[str]
    extra: dict[str, str]

    @classmethod
    def of(cls, article: Article) -> ArticleRecord:
        """The record of an article; where on this machine it was read from is left out."""
        values = {name: value for name, value in dataclasses.asdict(article).items() if name in cls.model_fields}
        return cls(**values, version=article.version)


class StatusReply(BaseModel):
    """Whether questions can be asked, and of how much."""

    model_config = ConfigDict(extra="allow")

    ready: bool
    articles: int
    passages: int
    stories: int
    sources: int
    undated: int
    first_day: date | None
    last_day: date | None


class SearchReply(BaseModel):
    """The ranked passages, best first."""

    results: list[Result]


class KeptReply(BaseModel):
    """A kept answer: its key, the path of its page, and the answer."""

    key: str
    path: str
    answer: Answer


class VerdictReply(BaseModel):
    """What became of one citation of an answer."""

    n: int
    article_id: str
    state: str
    message: str


class Judgement(BaseModel):
    """What a person says of a kept answer."""

    model_config = ConfigDict(extra="forbid")

    answer: str = Field(pattern=r"^[0-9a-f]{16}$", description="The key of the kept answer.")
    verdict: Verdict
    expected: str = Field(default="", max_length=2000, description="What would have been right.")
    comment: str = Field(default="", max_length=2000)
