"""MCP over HTTP, as a client speaks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.ui.conftest import Newsroom

pytest.importorskip("mcp", reason="needs the extra mcp")

HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


@pytest.fixture(scope="module")
def client(newsroom: Newsroom) -> Iterator[TestClient]:
    with TestClient(newsroom.app(), base_url="http://localhost") as client:
        yield client


def call(client: TestClient, method: str, params: dict[str, Any], path: str = "/mcp") -> dict[str, Any]:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    reply = client.post(path, json=body, headers={**HEADERS, "mcp-protocol-version": "2025-06-18"})
    assert reply.status_code == 200, reply.text
    return dict(reply.json()["result"])


def test_three_tools_are_offered_and_all_are_read_only(client: TestClient) -> None:
    tools = call(client, "tools/list", {})["tools"]
    assert {one["name"] for one in tools} == {"ask", "search", "read_article"}
    assert all(one["annotations"]["readOnlyHint"] for one in tools)
    assert call(client, "tools/list", {}, path="/mcp/")["tools"] == tools


def test_a_quote_of_ask_is_a_range_of_read_article(client: TestClient) -> None:
    asked = call(client, "tools/call", {"name": "ask", "arguments": {"question": "Which charge ended in a mistrial?"}})
    answer = json.loads(asked["content"][0]["text"])
    cited = answer["citations"][0]
    read = call(client, "tools/call", {"name": "read_article", "arguments": {"article_id": cited["article_id"]}})
    article = json.loads(read["content"][0]["text"])
    assert article["body"][cited["start"] : cited["end"]] == cited["quote"]


def test_an_error_is_told_to_the_model(client: TestClient) -> None:
    read = call(client, "tools/call", {"name": "read_article", "arguments": {"article_id": "nothing"}})
    assert read["isError"]
    assert "nothing" in read["content"][0]["text"]
