"""What every request passes: whose it is, where it comes from, how big and how frequent it may be."""

from __future__ import annotations

import asyncio
import json
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.auth import Keys

MAX_BODY = 2_000_000
"""Bytes of a request, other than an upload."""
MAX_UPLOAD = 500_000_000
BODY_SECONDS = 30.0
"""A body of which nothing comes for so long is not waited for."""
COSTLY = ("/api/ask", "/api/answers", "/api/search", "/api/uploads", "/v1/chat", "/mcp", "/gradio_api/queue/join")
UPLOADS = ("/api/uploads",)
CLOSED = ("/gradio_api/upload", "/gradio_api/file", "/gradio_api/proxy", "/gradio_api/stream", "/gradio_api/vibe")
"""Parts of Gradio that the page has no use for."""
CLIENTS = 10_000
"""Clients whose rate is remembered; the longest silent is forgotten first."""
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'self'; "
    "base-uri 'self'; form-action 'self'; object-src 'none'"
)
"""Nothing is loaded from another host. Gradio's front end needs inline scripts and eval."""


class _RefusedError(Exception):
    def __init__(self, status: int, kind: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.headers = status, kind, headers


@dataclass(slots=True)
class Rates:
    """A token bucket for each client.

    Args:
        per_minute: requests a client may make in the long run; 0 means no limit.
    """

    per_minute: int
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def admits(self, client: str, now: float) -> bool:
        """Count a request at ``now`` (seconds) and say whether it may pass."""
        if not self.per_minute:
            return True
        burst = max(10.0, self.per_minute / 6)
        left, at = self._buckets.pop(client, (burst, now))
        left = min(burst, left + (now - at) * self.per_minute / 60)
        self._buckets[client] = (left - 1 if left >= 1 else left, now)
        while len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        return left >= 1


class Guard:
    """ASGI middleware before everything else.

    Args:
        app: what is guarded.
        keys: who may enter; None lets everybody in.
        hosts: the names this server answers to; empty for any. On a loopback address this keeps web pages of other
            sites from reaching the archive through a name of their own.
        rates: how often a client may ask.
    """

    def __init__(self, app: ASGIApp, keys: Keys | None, hosts: frozenset[str], rates: Rates) -> None:
        self.app, self.keys, self.hosts, self.rates = app, keys, hosts, rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            self._check(scope, Headers(scope=scope))
        except _RefusedError as error:
            await _refuse(send, error)
            return
        body = _Counted(receive, _with_policy(send), _limit(scope["path"]))
        try:
            await self.app(scope, body.receive, body.send)
        except ClientDisconnect:
            if body.cut is None:
                raise
        if body.cut is not None and not body.answered:
            await _refuse(send, body.cut)

    def _check(self, scope: Scope, headers: Headers) -> None:
        path: str = scope["path"]
        host = headers.get("host", "")
        if self.hosts and (urlsplit(f"//{host}").hostname or "") not in self.hosts:
            raise _RefusedError(421, "wrong_host", f"This server does not answer to the name {host[:100]!r}.")
        client = self._client(scope, headers)
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and _foreign(headers, host):
            raise _RefusedError(403, "foreign_origin", "Requests from other sites are not taken.")
        if path.startswith(CLOSED):
            raise _RefusedError(404, "not_found", "There is nothing here.")
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > _limit(path):
            raise _too_large(_limit(path))
        if path.startswith(COSTLY) and not self.rates.admits(client, time.monotonic()):
            raise _RefusedError(429, "rate_limit", "Too many requests: wait a few seconds.", **{"Retry-After": "5"})

    def _client(self, scope: Scope, headers: Headers) -> str:
        if self.keys is None:
            return str((scope.get("client") or ("?",))[0])
        name = self.keys.name_of(headers.get("authorization", ""))
        if name is None:
            asks = {"WWW-Authenticate": 'Basic realm="Dateline", charset="UTF-8"'}
            raise _RefusedError(401, "unauthorized", "A password or a token is needed.", **asks)
        return name


def _foreign(headers: Headers, host: str) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    return urlsplit(origin).netloc != host


def _limit(path: str) -> int:
    return MAX_UPLOAD if path.startswith(UPLOADS) else MAX_BODY


def _too_large(limit: int) -> _RefusedError:
    return _RefusedError(413, "too_large", f"The request is larger than {limit:,} bytes.")


class _Counted:
    """A body that ends as if cut off once it passes the limit, whatever its length header said, or comes no more.

    What the application makes of the cut is not sent: the guard says then what was wrong with the request.
    """

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive, self._send, self._limit = receive, send, limit
        self._taken, self._whole = 0, False
        self.answered = False
        self.cut: _RefusedError | None = None

    async def receive(self) -> Message:
        if self._whole:  # what is waited for now is that the client leaves, however long it stays
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), BODY_SECONDS)
        except TimeoutError:
            self.cut = _RefusedError(408, "slow_request", "The rest of the request did not come in time.")
            return {"type": "http.disconnect"}
        self._taken += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._taken > self._limit:
            self.cut = _too_large(self._limit)
        return message if self.cut is None else {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if self.answered or self.cut is None:
            self.answered = True
            await self._send(message)


def _with_policy(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", POLICY)
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("Referrer-Policy", "no-referrer")
        await send(message)

    return sending


async def _refuse(send: Send, error: _RefusedError) -> None:
    body = json.dumps({"error": {"message": str(error), "type": error.kind}}).encode()
    headers = {"content-type": "application/json", "content-length": str(len(body)), **error.headers}
    raw: list[Any] = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": error.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
