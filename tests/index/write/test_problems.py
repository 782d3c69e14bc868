"""What is set aside is listed in the archive's folder."""

import json
from dataclasses import replace

import pytest

from index import StoreDamagedError
from tests.index.conftest import FLOOD


def listed(folder):
    return [json.loads(line) for line in (folder / "problems.jsonl").read_text("utf-8").splitlines()]


def test_the_list_is_that_of_the_present_oldest_first(archive, folder, tmp_path):
    assert listed(folder) == []
    broken, other = tmp_path / "é.json", tmp_path / "other.json"
    broken.write_bytes(b'{"headline": "Bridge opens", "body": ')
    other.write_bytes(b'{"headline": "Ferry sinks", "body": ')
    archive.ingest([broken, other])
    first, second = listed(folder)
    assert (first["origin"], second["origin"]) == (f"{broken}:1", f"{other}:1")
    assert first["kind"]
    assert first["reason"].endswith(".")
    broken.write_text(json.dumps({"headline": "Bridge opens", "body": "The bridge opened on Monday."}))
    archive.ingest([broken])
    assert [one["origin"] for one in listed(folder)] == [f"{other}:1"]


def test_a_list_that_cannot_be_written_is_one_sentence(archive, folder):
    (folder / "problems.new").mkdir()
    with pytest.raises(StoreDamagedError, match="The archive itself is complete"):
        archive.add([replace(FLOOD, id="f2")])
    assert archive.article("f2").id == "f2"
