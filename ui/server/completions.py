"""The same answers for clients that speak OpenAI's chat completions; citations are carried as annotations."""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from ingest import DatelineError, InputError
from qa import Answer, Question, Turn
from ui.answers.desk import Desk
from ui.answers.kept import key_of
from ui.page.html import article_path
from ui.server.errors import DOCUMENTED, status_of
from ui.server.sse import EVENTS

MODEL = "dateline"
STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The completion; with `stream`, its chunks.",
        "content": EVENTS,
    }
}
_MARK = re.compile(r"\[(\d{1,3})\]")


class Part(BaseModel):
    """A part of a message; only text is read."""

    model_config = ConfigDict(extra="allow")

    type: str
    text: str = ""


class Message(BaseModel):
    """A message of the conversation."""

    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[Part] | None = None

    @property
    def said(self) -> str:
        """The text of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class CompletionRequest(BaseModel):
    """What is read of a request; sampling settings are accepted and mean nothing here."""

    model_config = ConfigDict(extra="allow")

    messages: list[Message] = Field(min_length=1)
    model: str = MODEL
    stream: bool = False


class UrlCitation(BaseModel):
    """Where a mark in the text points to."""

    start_index: int
    end_index: int
    url: str
    title: str


class Annotation(BaseModel):
    """A citation as chat completions carry it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class Reply(BaseModel):
    """The assistant's message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: str | None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one choice there is."""

    index: int = 0
    message: Reply
    finish_reason: str = "stop"


class Usage(BaseModel):
    """Words, since no tokens are sold here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """A chat completion, with the whole Answer beside it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    dateline: Answer


def routes(desk: Desk) -> APIRouter:
    """``/v1/chat/completions`` and ``/v1/models``."""
    router = APIRouter(prefix="/v1", tags=["chat completions"])

    @router.post("/chat/completions", response_model=Completion, responses={**DOCUMENTED, **STREAM})
    async def complete(wanted: CompletionRequest, request: Request) -> Completion | StreamingResponse:
        """Answer the last message of a user; the turns before it are its history."""
        question, base = question_of(wanted.messages), str(request.base_url).rstrip("/")
        if not wanted.stream:
            return completion(await desk.ask(question), base)
        steps = desk.stages(question)
        await anext(steps)
        return StreamingResponse(_chunks(steps, base), media_type="text/event-stream")

    @router.get("/models")
    def models() -> dict[str, Any]:
        """The one model there is."""
        return {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "dateline"}]}

    return router


def question_of(messages: list[Message]) -> Question:
    """The last message as a question, the ones before it as history.

    Raises:
        InputError: when the last message is not a user's.
    """
    if messages[-1].role != "user":
        raise InputError("The last message must be a user's: it is the question.")
    history = [
        Turn(role="user" if one.role == "user" else "assistant", content=one.said)
        for one in messages[:-1]
        if one.role in ("user", "assistant") and one.said
    ]
    return Question(question=messages[-1].said, history=history)


def completion(answer: Answer, base: str) -> Completion:
    """An answer as a chat completion. ``base`` is the address of this server."""
    refusal = answer.refusal.message if answer.refusal else None
    asked, said = len(answer.question.split()), len(answer.text.split())
    return Completion(
        id=f"chatcmpl-{key_of(answer)}",
        created=int(time.time()),
        model=MODEL,
        choices=[Choice(message=Reply(content=answer.text, refusal=refusal, annotations=marks(answer, base)))],
        usage=Usage(prompt_tokens=asked, completion_tokens=said, total_tokens=asked + said),
        dateline=answer,
    )


def marks(answer: Answer, base: str) -> list[Annotation]:
    """One annotation for each mark in the text."""
    cited = {one.n: one for one in answer.citations}
    found = []
    for mark in _MARK.finditer(answer.text):
        if one := cited.get(int(mark[1])):
            url = one.url or base + article_path(one.article_id, one.version, one.start, one.end)
            place = UrlCitation(start_index=mark.start(), end_index=mark.end(), url=url, title=one.headline)
            found.append(Annotation(url_citation=place))
    return found


async def _chunks(steps: AsyncIterator[str | Answer], base: str) -> AsyncIterator[str]:
    try:
        async for step in steps:
            if isinstance(step, str):
                yield f": {step.partition(':')[0]}\n\n"
                continue
            whole = completion(step, base)
            message = whole.choices[0].message.model_dump()
            yield _chunk(whole, {"role": "assistant", "content": message["content"]}, None)
            yield _chunk(whole, {"annotations": message["annotations"], "refusal": message["refusal"]}, "stop")
        yield "data: [DONE]\n\n"
    except DatelineError as error:
        yield f"data: {json.dumps({'error': {'message': str(error), 'type': status_of(error)[1]}})}\n\n"


def _chunk(whole: Completion, delta: dict[str, Any], finish: str | None) -> str:
    chunk: dict[str, Any] = {
        "id": whole.id,
        "object": "chat.completion.chunk",
        "created": whole.created,
        "model": whole.model,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    if finish:
        chunk["dateline"] = whole.dateline.model_dump(mode="json")
    return f"data: {json.dumps(chunk)}\n\n"
