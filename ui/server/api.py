"""The HTTP API: the same Answer as everywhere, over JSON."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from ingest import Article
from qa import Answer, Filters, Question, Result
from ui.answers.desk import Desk
from ui.answers.feedback import Feedback, Verdict
from ui.answers.verify import verify
from ui.server.errors import DOCUMENTED, DOCUMENTED_404
from ui.server.sse import EVENTS, streamed


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


Names = Annotated[list[str] | None, Query()]
STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, events `stage` and at last `answer`.",
        "content": EVENTS,
    }
}
FOUND: dict[int | str, dict[str, Any]] = {
    200: {
        "links": {
            "article": {"operationId": "article", "parameters": {"article_id": "$response.body#/results/0/article_id"}}
        }
    }
}
KEPT: dict[int | str, dict[str, Any]] = {
    201: {
        "links": {
            "kept": {"operationId": "kept", "parameters": {"key": "$response.body#/key"}},
            "judge": {
                "operationId": "judge",
                "requestBody": {"answer": "$response.body#/key", "verdict": "right"},
            },
        }
    }
}
"""How what one operation answers leads to the next."""


def routes(desk: Desk) -> APIRouter:
    """Everything under ``/api``."""
    router = APIRouter(prefix="/api")
    _asking(router, desk)
    _reading(router, desk)
    _keeping(router, desk)
    return router


def _asking(router: APIRouter, desk: Desk) -> None:
    @router.post("/ask", response_model=Answer, responses={**DOCUMENTED, **STREAM}, tags=["ask"])
    async def ask(question: Question) -> Answer | StreamingResponse:
        """Answer a question with citations, or refuse with a reason."""
        if question.stream:
            return await streamed(desk.stages(question))
        return await desk.ask(question)

    @router.get("/search", responses={**DOCUMENTED, **FOUND}, tags=["ask"])
    async def search(
        q: Annotated[str, Query(description="What to look for.")],
        limit: Annotated[int, Query(ge=1, le=100)] = 10,
        date_from: date | None = None,
        date_to: date | None = None,
        source: Names = None,
        section: Names = None,
        author: Names = None,
        as_of: date | None = None,
    ) -> SearchReply:
        """The passages that fit best, without an answer."""
        filters = Filters(
            date_from=date_from, date_to=date_to, sources=source or [], sections=section or [], authors=author or []
        )
        return SearchReply(results=await desk.search(q, limit=limit, filters=filters, as_of=as_of))


def _reading(router: APIRouter, desk: Desk) -> None:
    @router.get("/articles/{article_id}", responses=DOCUMENTED_404, tags=["archive"])
    def article(article_id: str, version: str | None = None) -> ArticleRecord:
        """An article with its body, the live version or the one named."""
        return ArticleRecord.of(desk.article(article_id, version or None))

    @router.get("/status", tags=["archive"])
    def status() -> StatusReply:
        """What the archive holds; answered once questions can be asked."""
        return StatusReply(ready=True, **dataclasses.asdict(desk.archive.status()))


def _keeping(router: APIRouter, desk: Desk) -> None:
    @router.post("/answers", status_code=201, responses={**DOCUMENTED, **KEPT}, tags=["keep"])
    async def keep(question: Question, response: Response) -> KeptReply:
        """Answer a question and keep the answer under a permanent link."""
        answer = await desk.ask(question)
        key, _ = desk.keeping.keep(answer)
        response.headers["Location"] = f"/answers/{key}"
        return KeptReply(key=key, path=f"/answers/{key}", answer=answer)

    @router.get("/answers/{key}", responses=DOCUMENTED_404, tags=["keep"])
    def kept(key: str) -> Answer:
        """A kept answer."""
        return desk.kept(key)

    @router.post("/verify", responses=DOCUMENTED, tags=["keep"])
    def check(answer: Answer) -> list[VerdictReply]:
        """Whether each quote of an answer still stands in the archive, to the letter."""
        return [VerdictReply(**dataclasses.asdict(one)) for one in verify(answer, desk.archive)]

    @router.post("/feedback", status_code=201, responses={**DOCUMENTED, **DOCUMENTED_404}, tags=["keep"])
    def judge(said: Judgement) -> Feedback:
        """Say whether a kept answer is right."""
        return desk.keeping.judge(said.answer, said.verdict, expected=said.expected, comment=said.comment)


def add_to(app: FastAPI, desk: Desk) -> None:
    """Add the API to an application."""
    app.include_router(routes(desk))
