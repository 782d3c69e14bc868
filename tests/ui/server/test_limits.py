"""The limits of a running server, through the whole application: who enters, how often, how much, how long."""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Scope

from qa import Answer, Question
from tests.ui.conftest import Newsroom, answer_of
from ui.answers import desk
from ui.server import guard
from ui.server.application import application
from ui.server.auth import password_line, read_keys, token_line

QUESTION = {"question": "Which charge ended in a mistrial?"}


class Held:
    """An engine that answers only when it is let go."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.go = threading.Event()

    def ask(self, question: Question, on_stage: Any = None, wanted: Any = None) -> Answer:
        self.asked.set()
        self.go.wait(240)
        return answer_of(question=question.question)


@pytest.fixture
def held() -> Iterator[Held]:
    engine = Held()
    yield engine
    engine.go.set()


def client_of(newsroom: Newsroom, engine: Any = None, **options: Any) -> TestClient:
    app = application(newsroom.settings, newsroom.archive, engine or newsroom.engine, **options)
    return TestClient(app, base_url="http://localhost")


def test_with_auth_every_door_is_closed_but_to_those_on_the_list(newsroom: Newsroom, tmp_path: Path) -> None:
    token, line = token_line("exporter")
    (tmp_path / "keys").write_text(f"{password_line('ana', 'secret')}\n{line}\n")
    with client_of(newsroom, keys=read_keys(tmp_path / "keys")) as client:
        doors = ("/", "/archive", "/docs", "/openapi.json", "/api/status", "/answers/0", "/v1/models", "/config")
        for path in doors:
            assert client.get(path).status_code == 401, path
        for path in ("/api/ask", "/api/uploads", "/v1/chat/completions", "/mcp", "/gradio_api/queue/join"):
            assert client.post(path, json=QUESTION).status_code == 401, path
        person = {"Authorization": "Basic " + base64.b64encode(b"ana:secret").decode()}
        program = {"Authorization": f"Bearer {token}"}
        for allowed in (person, program):
            assert client.get("/", headers=allowed).status_code == 200
            assert client.get("/api/status", headers=allowed).json()["ready"]
        wrong = {"Authorization": "Basic " + base64.b64encode(b"ana:guess").decode()}
        assert client.get("/api/status", headers=wrong).status_code == 401


def test_each_client_has_a_rate_of_its_own(newsroom: Newsroom, held: Held, tmp_path: Path) -> None:
    held.go.set()
    (one, first), (two, second) = token_line("one"), token_line("two")
    (tmp_path / "keys").write_text(f"{first}\n{second}\n")
    with client_of(newsroom, held, keys=read_keys(tmp_path / "keys"), per_minute=1) as client:
        asked = [client.post("/api/ask", json=QUESTION, headers={"Authorization": f"Bearer {one}"}) for _ in range(12)]
        assert [reply.status_code for reply in asked[:10]] == [200] * 10
        assert asked[-1].status_code == 429
        assert asked[-1].json()["error"]["message"] == "Too many requests: wait a few seconds."
        assert asked[-1].headers["retry-after"]
        other = client.post("/api/ask", json=QUESTION, headers={"Authorization": f"Bearer {two}"})
        assert other.status_code == 200, "another client is not kept waiting"
        read = client.get("/api/status", headers={"Authorization": f"Bearer {one}"})
        assert read.status_code == 200, "what costs little is not counted"


def test_a_request_that_is_too_large_is_told_its_limit(newsroom: Newsroom) -> None:
    with client_of(newsroom) as client:
        reply = client.post("/api/ask", json={"question": "x" * (guard.MAX_BODY + 1)})
        assert reply.status_code == 413
        assert "2,000,000 bytes" in reply.json()["error"]["message"]


def test_a_question_that_takes_too_long_ends_with_a_sentence(
    newsroom: Newsroom, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "SECONDS", 0.05)
    with client_of(newsroom, held) as client:
        reply = client.post("/api/ask", json=QUESTION)
        held.go.set()
    assert reply.status_code == 504
    assert reply.json()["error"]["type"] == "timeout"
    assert "ask again" in reply.json()["error"]["message"]


def test_a_body_that_stops_coming_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.05)
    sent: list[Message] = []

    async def app(scope: Scope, receive: Any, send: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError("nobody waits as long as this")

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/ask", "headers": [(b"host", b"localhost")], "client": None}
    begun = time.monotonic()
    asyncio.run(guard.Guard(app, None, frozenset(), guard.Rates(0))(scope, never, send))  # type: ignore[arg-type]
    assert time.monotonic() - begun < 30
    assert sent[0]["status"] == 408
    assert b"did not come" in sent[1]["body"]


def test_a_desk_that_is_full_says_so_on_every_way_in(
    newsroom: Newsroom, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "WAITING", 0)
    monkeypatch.setattr(desk, "SPARE", 0)
    monkeypatch.setattr(desk.os, "cpu_count", lambda: 1)
    with client_of(newsroom, held) as client:
        first: list[int] = []
        asking = threading.Thread(target=lambda: first.append(client.post("/api/ask", json=QUESTION).status_code))
        asking.start()
        assert held.asked.wait(60)
        chat = {"messages": [{"role": "user", "content": "Who?"}]}
        for reply in (
            client.post("/v1/chat/completions", json=chat),
            client.post("/api/ask", json={**QUESTION, "stream": True}),
            client.get("/api/search?q=x"),
        ):
            assert reply.status_code == 503
            assert reply.headers["retry-after"] == "5"
            assert reply.json()["error"]["message"] == "Busy: 1 question is being answered; try again in a few seconds."
        held.go.set()
        asking.join(60)
        assert first == [200]
