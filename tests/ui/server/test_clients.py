"""Other people's clients: the official OpenAI client, and a real MCP client over HTTP."""

from __future__ import annotations

import json
from typing import Any

import anyio
import httpx
import pytest

from qa import Answer
from tests.ui.browsing import HOSTILE, QUESTION


@pytest.fixture
def openai_client(site: str) -> Any:
    openai = pytest.importorskip("openai", reason="needs the client of OpenAI")
    return openai.OpenAI(base_url=f"{site}/v1", api_key="none", max_retries=0, timeout=240)


def test_openais_client_gets_an_answer_with_its_citations(openai_client: Any, site: str) -> None:
    assert [one.id for one in openai_client.models.list()] == ["dateline"]
    said = openai_client.chat.completions.create(model="dateline", messages=[{"role": "user", "content": QUESTION}])
    (choice,) = said.choices
    answer = Answer.model_validate(said.model_extra["dateline"])
    assert choice.message.content == answer.text
    assert choice.message.refusal is None
    assert choice.finish_reason == "stop"
    assert len(choice.message.annotations) >= 1
    for one in choice.message.annotations:
        assert one.type == "url_citation"
        mark = choice.message.content[one.url_citation.start_index : one.url_citation.end_index]
        assert mark.startswith("[")
        assert int(mark.strip("[]")) in {cited.n for cited in answer.citations}
        assert one.url_citation.title


def test_openais_client_reads_the_stream(openai_client: Any) -> None:
    messages = [{"role": "user", "content": QUESTION}]
    chunks = list(openai_client.chat.completions.create(model="dateline", messages=messages, stream=True))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].choices[0].delta.annotations
    assert text == Answer.model_validate(chunks[-1].model_extra["dateline"]).text


def test_openais_client_carries_a_conversation(openai_client: Any) -> None:
    first = openai_client.chat.completions.create(model="dateline", messages=[{"role": "user", "content": QUESTION}])
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": first.choices[0].message.content},
        {"role": "user", "content": "When was that?"},
    ]
    second = openai_client.chat.completions.create(model="dateline", messages=messages)
    assert second.model_extra["dateline"]["standalone_question"] != "When was that?"


def test_openais_client_understands_our_errors(openai_client: Any) -> None:
    import openai

    with pytest.raises(openai.UnprocessableEntityError, match="The last message must be a user's"):
        openai_client.chat.completions.create(model="dateline", messages=[{"role": "assistant", "content": "x"}])


def test_a_real_mcp_client_lists_the_tools_asks_and_reads(site: str) -> None:
    mcp = pytest.importorskip("mcp", reason="needs the extra mcp")
    from mcp.client.streamable_http import streamable_http_client

    async def talk() -> dict[str, Any]:
        heard: dict[str, Any] = {}
        async with (
            streamable_http_client(f"{site}/mcp") as streams,
            mcp.ClientSession(*streams[:2]) as session,
        ):
            heard["server"] = await session.initialize()
            heard["tools"] = (await session.list_tools()).tools
            for name, arguments in (
                ("ask", {"question": QUESTION}),
                ("search", {"query": "zebraquoll", "limit": 2}),
                ("read_article", {"article_id": HOSTILE.id}),
                ("ask", {"question": "?"}),
            ):
                called = await session.call_tool(name, arguments)
                heard[name if name not in heard else "error"] = called
        return heard

    heard = anyio.run(talk)
    assert heard["server"].server_info.name == "dateline"
    assert {one.name for one in heard["tools"]} == {"ask", "search", "read_article"}
    assert all(one.annotations.read_only_hint and one.description for one in heard["tools"])
    answer = Answer.model_validate_json(heard["ask"].content[0].text)
    for one in answer.citations:
        body = httpx.get(f"{site}/api/articles/{one.article_id}", params={"version": one.version}).json()["body"]
        assert body[one.start : one.end] == one.quote
    assert json.loads(heard["search"].content[0].text)["results"][0]["headline"] == HOSTILE.headline
    read = json.loads(heard["read_article"].content[0].text)
    assert (read["headline"], read["body"], read["source"]) == (HOSTILE.headline, HOSTILE.body, HOSTILE.source)
    assert heard["error"].is_error
    assert "no letter or digit" in heard["error"].content[0].text or "no word" in heard["error"].content[0].text
