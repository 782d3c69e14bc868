"""Dropped files, read by a process of their own while the server goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index import Archive
from ingest import Settings
from qa import Engine
from ui.server.application import application

STORY = (
    b"Lighthouse keeper retires\n\nMara Quist, the last keeper of Gull Point light, retired on Friday after 41 years."
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(archive=tmp_path / "archive")
    with Archive.open(settings.archive, settings, write=True):
        pass
    with Archive.open(settings.archive, settings) as archive:
        app = application(settings, archive, Engine(archive, settings))
        with TestClient(app, base_url="http://localhost") as client:
            yield client


def finished(client: TestClient, key: str) -> dict[str, Any]:
    for _ in range(600):
        job: dict[str, Any] = client.get(f"/api/uploads/{key}").json()
        if job["state"] != "running":
            return job
        time.sleep(0.2)
    raise AssertionError("the upload did not end")


def test_a_dropped_file_can_be_found_at_once(client: TestClient) -> None:
    files = [("files", ("story.txt", STORY)), ("files", ("virus.exe", b"MZ")), ("files", ("empty.txt", b""))]
    sent = client.post("/api/uploads", files=files)
    assert sent.status_code == 202
    job = finished(client, sent.json()["id"])
    assert job["state"] == "done", job
    story, virus, empty = job["files"]
    assert (story["state"], story["added"]) == ("done", 1)
    assert virus["state"] == "refused"
    assert "not taken" in virus["message"]
    assert empty["state"] == "refused"
    found = client.get("/api/search", params={"q": "lighthouse keeper"}).json()["results"]
    assert found[0]["headline"] == "Lighthouse keeper retires"


def test_questions_are_answered_while_files_are_read_in(client: TestClient) -> None:
    assert finished(client, client.post("/api/uploads", files=[("files", ("story.txt", STORY))]).json()["id"])
    more = "".join(
        f'{{"headline": "Tide table {day}", "body": "High water at Gull Point was at {day} past noon on Monday."}}\n'
        for day in range(200)
    )
    sent = client.post("/api/uploads", files=[("files", ("tides.jsonl", more.encode()))]).json()
    answered = client.post("/api/ask", json={"question": "Who was the last keeper of Gull Point light?"})
    assert answered.status_code == 200
    assert any(one["headline"] == "Lighthouse keeper retires" for one in answered.json()["results"])
    job = finished(client, sent["id"])
    assert (job["state"], job["files"][0]["added"]) == ("done", 200), job


def test_files_of_unknown_types_alone_fail(client: TestClient) -> None:
    sent = client.post("/api/uploads", files=[("files", ("../../x.exe", b"MZ"))])
    assert sent.json()["state"] == "failed"
    assert sent.json()["files"][0]["name"] == "x.exe"


def test_an_upload_can_be_cancelled_and_the_archive_stays_sound(client: TestClient) -> None:
    sent = client.post("/api/uploads", files=[("files", ("story.txt", STORY))])
    again = client.post("/api/uploads", files=[("files", ("other.txt", STORY))])
    assert again.status_code == 409
    assert client.delete(f"/api/uploads/{sent.json()['id']}").json()["state"] == "cancelled"
    assert client.get("/api/status").status_code == 200
