"""A server on loopback that speaks OpenAI's protocol and writes what a test tells it to."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

Script = Callable[[dict], str | Response]


def chunk(text: str | None, done: bool = False) -> str:
    choice = {
        "index": 0,
        "delta": {"content": text} if text is not None else {},
        "finish_reason": "stop" if done else None,
    }
    return (
        "data: "
        + json.dumps(
            {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}
        )
        + "\n\n"
    )


def streamed(text: str | Iterable[str], seconds: float = 0.0) -> Response:
    """A text in small pieces, or pieces as they come, with so many seconds before each."""
    parts = (text[at : at + 7] for at in range(0, len(text), 7)) if isinstance(text, str) else text

    def pieces() -> Iterator[str]:
        for part in parts:
            time.sleep(seconds)
            yield chunk(part)
        yield chunk(None, done=True)
        yield "data: [DONE]\n\n"

    return StreamingResponse(pieces(), media_type="text/event-stream")


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """Serve ``script`` (request body -> text or response); gives the address to put behind the @."""

    async def complete(request: Request) -> Response:
        said = script(await request.json())
        return streamed(said) if isinstance(said, str) else said

    app = Starlette(routes=[Route("/v1/chat/completions", complete, methods=["POST"])])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}/v1"
        server.should_exit = True
        server.force_exit = True
        thread.join(10)


__all__ = ["JSONResponse", "Response", "serving", "streamed"]
