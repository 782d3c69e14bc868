"""The API over a real archive of the examples, through the whole application."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa import Answer
from tests.ui.conftest import Newsroom

QUESTION = "Which charge ended in a mistrial?"


@pytest.fixture(scope="module")
def client(newsroom: Newsroom) -> Iterator[TestClient]:
    with TestClient(newsroom.app(per_minute=0), base_url="http://localhost") as client:
        yield client


def events(text: str) -> list[tuple[str, Any]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(block[0].removeprefix("event: "), json.loads(block[1].removeprefix("data: "))) for block in blocks]


def test_every_quote_is_a_range_of_the_article_it_cites(client: TestClient) -> None:
    answer = Answer.model_validate(client.post("/api/ask", json={"question": QUESTION}).json())
    assert answer.citations
    for one in answer.citations:
        article = client.get(f"/api/articles/{one.article_id}", params={"version": one.version}).json()
        assert article["body"][one.start : one.end] == one.quote
        assert "origin" not in article


def test_a_stream_says_each_stage_and_ends_with_the_answer(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": QUESTION, "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    said = events(reply.text)
    assert [data["stage"] for name, data in said if name == "stage"][1:] == ["searching", "reading", "checking"]
    assert said[-1][0] == "answer"
    assert Answer.model_validate(said[-1][1]).question == QUESTION


@pytest.mark.parametrize(
    "body",
    [
        {"question": ""},
        {"question": "?!"},
        {"question": "x" * 100_000},
        {"question": "Q", "unknown": 1},
        {"question": "Q", "as_of": "yesterday"},
        {},
        [],
    ],
)
def test_a_question_that_cannot_be_asked_gets_one_sentence(client: TestClient, body: Any) -> None:
    reply = client.post("/api/ask", json=body)
    assert reply.status_code == 422
    error = reply.json()["error"]
    assert error["type"] == "invalid_request"
    assert error["message"].endswith((".", "?"))
    assert "Traceback" not in reply.text


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b'{"question":', "The body is not JSON: Expecting value at character 12."),
        (b"3", "The body must be a JSON object, sent with the header content-type: application/json."),
        (b'{"question": "Who?", "as_of": "x"}', "as_of: "),
        (b'{"question": "Who is \\ud800?"}', "The request holds half of a character (a lone surrogate)"),
        (b'{"question": "Who is \\ud800?", "stream": true}', "The request holds half of a character"),
    ],
)
def test_a_body_that_cannot_be_read_is_told_where(client: TestClient, body: bytes, sentence: str) -> None:
    reply = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 422
    assert reply.json()["error"]["message"].startswith(sentence)


def test_a_path_or_method_that_there_is_not_is_told(client: TestClient) -> None:
    wrong = client.put("/api/ask")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
    assert client.delete("/api/uploads").headers["allow"] == "POST"
    nothing = client.get("/api/nothing")
    assert nothing.status_code == 404
    assert nothing.json()["error"]["message"] == "The API has no such path; /docs lists them."
    assert client.get("/v1/nothing").status_code == 404


def test_search_lists_passages_within_the_filters(client: TestClient) -> None:
    results = client.get("/api/search", params={"q": "verdict", "limit": 3, "source": "Meridian Wire"}).json()[
        "results"
    ]
    assert results
    assert {one["source"] for one in results} == {"Meridian Wire"}
    assert client.get("/api/search", params={"q": "verdict", "limit": 0}).status_code == 422


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    for path in ("/api/articles/nothing", "/api/answers/0000000000000000", "/api/uploads/nothing"):
        reply = client.get(path)
        assert reply.status_code == 404, path
        assert reply.json()["error"]["type"] == "not_found"
    assert client.get("/articles/nothing").status_code == 404
    assert client.get("/answers/nothing").status_code == 404


def test_status_is_ready_with_counts(client: TestClient, newsroom: Newsroom) -> None:
    status = client.get("/api/status").json()
    assert status["ready"] is True
    assert status["articles"] == newsroom.archive.status().articles


def test_a_kept_answer_has_a_page_and_exports(client: TestClient) -> None:
    kept = client.post("/api/answers", json={"question": QUESTION})
    assert kept.status_code == 201
    path = kept.headers["location"]
    assert client.get(f"/api{path}").json() == kept.json()["answer"]
    assert QUESTION in client.get(path).text
    for code, kind in (("md", "text/markdown"), ("ris", "application/x-research"), ("bibtex", "application/x-bibtex")):
        reply = client.get(f"{path}/export", params={"format": code, "passages": "1"})
        assert reply.headers["content-type"].startswith(kind)
        assert "attachment" in reply.headers["content-disposition"]
    assert client.get(f"{path}/export", params={"format": "doc"}).status_code == 422
    assert client.get(f"{path}/export", params={"passages": "x"}).status_code == 422


def test_an_answer_verifies_and_an_altered_one_does_not(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    assert {one["state"] for one in client.post("/api/verify", json=answer).json()} == {"ok"}
    answer["citations"][0]["quote"] += "!"
    assert client.post("/api/verify", json=answer).json()[0]["state"] == "altered"
    answer["citations"][0]["version"] = "0" * 16
    assert client.post("/api/verify", json=answer).json()[0]["state"] == "missing"


def test_feedback_needs_a_kept_answer(client: TestClient) -> None:
    key = client.post("/api/answers", json={"question": QUESTION}).json()["key"]
    said = client.post("/api/feedback", json={"answer": key, "verdict": "right"})
    assert said.status_code == 201
    assert client.post("/api/feedback", json={"answer": "0" * 16, "verdict": "right"}).status_code == 404
    assert client.post("/api/feedback", json={"answer": key, "verdict": "maybe"}).status_code == 422


def test_chat_completions_carry_citations_as_annotations(client: TestClient) -> None:
    body = {"model": "any", "temperature": 0, "messages": [{"role": "user", "content": QUESTION}]}
    reply = client.post("/v1/chat/completions", json=body).json()
    message = reply["choices"][0]["message"]
    assert message["content"] == reply["dateline"]["text"]
    for one in message["annotations"]:
        place = one["url_citation"]
        assert message["content"][place["start_index"] : place["end_index"]].startswith("[")
        assert place["url"].startswith("http")
    assert len(message["annotations"]) >= 1


def test_a_streamed_completion_ends_with_done(client: TestClient) -> None:
    body = {"stream": True, "messages": [{"role": "user", "content": [{"type": "text", "text": QUESTION}]}]}
    lines = [
        line for line in client.post("/v1/chat/completions", json=body).text.split("\n\n") if line.startswith("data")
    ]
    assert lines[-1] == "data: [DONE]"
    first, last = (json.loads(line.removeprefix("data: ")) for line in lines[:2])
    assert first["choices"][0]["delta"]["content"]
    assert last["choices"][0]["finish_reason"] == "stop"
    assert last["choices"][0]["delta"]["annotations"]


def test_a_completion_without_a_question_is_refused(client: TestClient) -> None:
    assert client.post("/v1/chat/completions", json={"messages": []}).status_code == 422
    said = client.post("/v1/chat/completions", json={"messages": [{"role": "assistant", "content": "x"}]})
    assert said.json()["error"]["message"] == "The last message must be a user's: it is the question."


def test_the_description_is_served_from_here(client: TestClient) -> None:
    spec = client.get("/openapi.json").json()
    page = client.get("/docs").text
    for path in spec["paths"]:
        assert path in page
    assert "https://" not in page.replace("https://courier", "")


def test_the_archive_page_shows_sources_and_storage(client: TestClient) -> None:
    page = client.get("/archive").text
    assert "Meridian Wire" in page
    assert "Storage" in page


def test_a_read_only_server_takes_no_files(newsroom: Newsroom) -> None:
    with TestClient(newsroom.app(read_only=True), base_url="http://localhost") as client:
        assert client.post("/api/uploads", files={"files": ("a.txt", b"x")}).status_code in (404, 405)
        assert client.post("/api/answers", json={"question": QUESTION}).status_code == 201


def test_the_description_says_how_one_operation_leads_to_the_next(client: TestClient) -> None:
    spec = client.get("/openapi.json").json()
    operations = {one["operationId"] for methods in spec["paths"].values() for one in methods.values()}
    assert len(operations) == sum(len(methods) for methods in spec["paths"].values())
    links = [
        link["operationId"]
        for methods in spec["paths"].values()
        for operation in methods.values()
        for reply in operation["responses"].values()
        for link in reply.get("links", {}).values()
    ]
    assert sorted(links) == ["article", "cancel", "judge", "kept", "progress"]
    assert set(links) <= operations
