"""Reading in processes of their own leaves the archive that reading here makes."""

import json

import pytest

from index import Archive
from index.load import processes
from ingest import InputError
from tests.index.conftest import ARTICLES


def record(article, number):
    body = f"{article.body}\n\nThis was report number {number} of the day."
    return {"id": f"{article.id}-{number}", "title": article.headline, "body": body, "date": article.published_at}


@pytest.fixture
def files(tmp_path):
    """Several files, with an empty one, a broken line, and two copies of a story."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(5):
        lines = [json.dumps(record(article, number)) for article in ARTICLES]
        (folder / f"{number}.jsonl").write_text("\n".join([*lines, "{broken"] if number == 3 else lines))
    (folder / "9.jsonl").write_text("")
    return folder


def ingested(folder, files, settings, embedder, fast):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        report = archive.ingest([files], fast=fast)
        assert archive.check() == []
        found = [(hit.article.id, hit.copies) for hit in archive.search("mayor convicted of bribery")]
    return report, found


@pytest.mark.parametrize("fast", [True, False])
def test_the_same_articles_in_the_same_order_with_the_same_problems(
    files, settings, embedder, tmp_path, monkeypatch, fast
):
    here, found_here = ingested(tmp_path / "here", files, settings, embedder, fast)
    monkeypatch.setattr(processes, "_WORTH_BYTES", 0)
    apart, found_apart = ingested(tmp_path / "apart", files, settings, embedder, fast)
    assert (apart.files, apart.read, apart.added, apart.copies, apart.passages) == (
        here.files, here.read, here.added, here.copies, here.passages,
    )  # fmt: skip
    assert apart.problems == here.problems
    assert found_apart == found_here


def test_what_is_unchanged_starts_no_process(files, settings, embedder, tmp_path, monkeypatch):
    for tried_again in ("3.jsonl", "9.jsonl"):
        (files / tried_again).unlink()
    ingested(tmp_path / "archive", files, settings, embedder, True)
    monkeypatch.setattr(processes, "_WORTH_BYTES", 0)
    monkeypatch.setattr(processes, "Apart", None)
    again, _ = ingested(tmp_path / "archive", files, settings, embedder, True)
    assert again.added == 0


def test_a_reader_that_dies_leaves_what_was_committed_and_the_next_run_ends_it(
    files, settings, embedder, tmp_path, monkeypatch
):
    monkeypatch.setattr(processes, "_WORTH_BYTES", 0)
    monkeypatch.setattr(processes.Apart, "give", lambda self, task: self._process.kill())
    with pytest.raises(InputError, match="run the command again"):
        ingested(tmp_path / "archive", files, settings, embedder, True)
    monkeypatch.undo()
    report, _ = ingested(tmp_path / "archive", files, settings, embedder, True)
    assert report.added == 20
