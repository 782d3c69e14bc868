"""A link to an answer outlives the server and the index, and an exported answer can be checked against the archive."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner

from index import Archive
from qa import Engine
from tests.ui.conftest import Newsroom
from ui.commands.cli import app as dateline

QUESTION = "Which charge ended in a mistrial?"


def served_again(room: Newsroom, folder: Path, *, rebuild: bool = False) -> TestClient:
    """A server of its own over the archive in ``folder``, whose index is made anew first where that is asked for."""
    settings = room.settings.model_copy(update={"archive": folder})
    if rebuild:
        for derived in ("vectors", "lexical"):
            shutil.rmtree(folder / derived)
        with Archive.open(folder, settings, write=True, embedder=room.archive.embedder) as archive:
            archive.rebuild()
    archive = Archive.open(folder, settings, embedder=room.archive.embedder)
    served = Newsroom(settings, archive, Engine(archive, settings))
    return TestClient(served.app(per_minute=0), base_url="http://localhost")


def test_a_link_shows_the_same_citations_after_a_restart_and_a_re_index(newsroom: Newsroom, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(newsroom.settings.archive, folder, ignore=shutil.ignore_patterns("answers"))
    with served_again(newsroom, folder) as client:
        kept = client.post("/api/answers", json={"question": QUESTION}).json()
        before = client.get(kept["path"]).text
    assert kept["answer"]["citations"]

    for rebuild in (False, True):
        with served_again(newsroom, folder, rebuild=rebuild) as client:
            assert client.get(f"/api{kept['path']}").json() == kept["answer"]
            page = client.get(kept["path"]).text
            assert page == before
            for mark in html.fromstring(page).xpath("//*[contains(@class, 'said')]//a/@href"):
                opened = html.fromstring(client.get(mark).text)
                quoted = "".join(opened.xpath("//mark//text()"))
                assert quoted in {one["quote"].replace("\n\n", "") for one in kept["answer"]["citations"]}
            states = [one["state"] for one in client.post("/api/verify", json=kept["answer"]).json()]
            assert set(states) == {"ok"}


def test_the_command_line_verifies_an_exported_answer_and_finds_one_that_was_altered(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(newsroom.settings.archive, folder)
    with served_again(newsroom, folder) as client:
        key = client.post("/api/answers", json={"question": QUESTION}).json()["key"]
        exported = client.get(f"/answers/{key}/export", params={"format": "json"}).text
    (tmp_path / "answer.json").write_text(exported)
    checked = CliRunner().invoke(dateline, ["verify", str(tmp_path / "answer.json"), "--archive", str(folder)])
    assert checked.exit_code == 0, checked.output

    answer = json.loads(exported)
    answer["citations"][0]["quote"] = "Nobody ever wrote this."
    (tmp_path / "altered.json").write_text(json.dumps(answer))
    checked = CliRunner().invoke(dateline, ["verify", str(tmp_path / "altered.json"), "--archive", str(folder)])
    assert checked.exit_code != 0
    assert "not the quote" in checked.output
