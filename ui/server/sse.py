"""Server-sent events: an answer on its way."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from fastapi.responses import StreamingResponse

from ingest import DatelineError
from ui.server.errors import status_of

if TYPE_CHECKING:
    from qa import Answer

EVENTS: dict[str, Any] = {
    "text/event-stream": {
        "schema": {
            "type": "object",
            "description": "One event; its data is JSON, except for the last of a completion, which is [DONE].",
            "properties": {"event": {"enum": ["stage", "answer", "error"]}, "data": {"type": "string"}},
            "required": ["data"],
        }
    }
}
"""How OpenAPI describes a stream: each of its events."""


def event(name: str, data: str) -> str:
    """One event; ``data`` must be one line, as JSON is."""
    return f"event: {name}\ndata: {data}\n\n"


async def streamed(steps: AsyncIterator[str | Answer]) -> StreamingResponse:
    """The steps as events ``stage`` (with the text that is being written, if any) and at last ``answer``, or ``error``.

    Raises:
        DatelineError: what the first step raises, so that a refused request gets its proper status.
    """
    first = await anext(steps)
    return StreamingResponse(
        _events(first, steps),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(first: str | Answer, steps: AsyncIterator[str | Answer]) -> AsyncIterator[str]:
    try:
        yield _said(first)
        async for step in steps:
            yield _said(step)
    except DatelineError as error:
        yield event("error", json.dumps({"message": str(error), "type": status_of(error)[1]}))


def _said(step: str | Answer) -> str:
    if not isinstance(step, str):
        return event("answer", step.model_dump_json())
    name, _, text = step.partition(": ")
    return event("stage", json.dumps({"stage": name, "text": text} if text else {"stage": name}))
