from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.server.auth import Keys, read_keys, token_line
from ui.server.guard import MAX_BODY, Guard, Rates


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


def client(keys: Keys | None = None, hosts: frozenset[str] = frozenset(), per_minute: int = 0) -> TestClient:
    routes = [Route(path, echo, methods=["GET", "POST"]) for path in ("/", "/api/ask", "/gradio_api/upload")]
    return TestClient(Guard(Starlette(routes=routes), keys, hosts, Rates(per_minute)), base_url="http://localhost")  # type: ignore[arg-type]


def test_nothing_may_be_loaded_from_another_host() -> None:
    policy = client().get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_without_a_token_nobody_enters(tmp_path: Path) -> None:
    token, line = token_line("exporter")
    (tmp_path / "keys").write_text(line)
    guarded = client(read_keys(tmp_path / "keys"))
    refused = guarded.get("/")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic")
    assert refused.json()["error"]["type"] == "unauthorized"
    assert guarded.get("/", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_name_that_is_not_ours_is_refused() -> None:
    guarded = client(hosts=frozenset({"localhost", "127.0.0.1"}))
    assert guarded.get("/").status_code == 200
    assert guarded.get("/", headers={"Host": "127.0.0.1:7860"}).status_code == 200
    assert guarded.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_other_sites_cannot_post() -> None:
    assert client().post("/api/ask", headers={"Origin": "http://evil.example"}).status_code == 403
    assert client().post("/api/ask", headers={"Origin": "http://localhost"}).status_code == 200
    assert client().post("/api/ask", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_request_that_is_too_large_is_refused() -> None:
    assert client().post("/api/ask", content=b"x" * (MAX_BODY + 1)).status_code == 413


def test_a_body_without_a_length_is_counted_while_it_comes() -> None:
    reply = client().post("/api/ask", content=iter([b"x" * MAX_BODY, b"y" * 10]))
    assert reply.status_code == 413
    assert reply.json()["error"]["message"] == "The request is larger than 2,000,000 bytes."
    assert client().post("/api/ask", content=iter([b"x" * MAX_BODY])).text == str(MAX_BODY)


def test_one_client_cannot_ask_without_end() -> None:
    hurried = client(per_minute=1)
    replies = [hurried.post("/api/ask").status_code for _ in range(12)]
    assert replies[:10] == [200] * 10
    assert replies[-1] == 429
    assert hurried.get("/").status_code == 200


def test_the_rate_recovers_with_time() -> None:
    rates = Rates(60)
    assert all(rates.admits("a", 0.0) for _ in range(10))
    assert not rates.admits("a", 0.0)
    assert rates.admits("b", 0.0)
    assert rates.admits("a", 1.0)


def test_parts_of_gradio_that_are_not_used_are_closed() -> None:
    assert client().post("/gradio_api/upload").status_code == 404
