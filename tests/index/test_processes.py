"""Several processes on one archive: one writes, all read."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import Archive, StoreLockedError
from tests.index.conftest import ARTICLES

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from index import Archive
from ingest import Article, Settings
from tests.index.words import HashedWords
with Archive.open(sys.argv[1], Settings(), write=True, embedder=HashedWords()) as archive:
    print("open", flush=True)
    for line in sys.stdin:
        archive.add([Article(f"w{n}", f"Report {n}", f"Report {n} of the glimmerfox {line.strip()} {n * n}.")
                     for n in map(int, line.split())])
        print("added", flush=True)
"""


@pytest.fixture
def writer(folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "open\n"
    yield process
    process.stdin.close()
    process.wait(timeout=60)


def add(writer, numbers):
    writer.stdin.write(" ".join(map(str, numbers)) + "\n")
    writer.stdin.flush()
    assert writer.stdout.readline() == "added\n"


def test_a_second_writer_is_refused_within_a_second(writer, folder, settings):
    started = time.monotonic()
    with pytest.raises(StoreLockedError, match=f"process {writer.pid} "):
        Archive.open(folder, settings, write=True)
    assert time.monotonic() - started < 1


def test_a_killed_writer_does_not_keep_the_lock(writer, folder, settings, embedder):
    writer.kill()
    writer.wait()
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        assert archive.check() == []


def test_a_reader_answers_while_another_process_writes_and_sees_what_it_wrote(writer, folder, settings, embedder):
    with Archive.open(folder, settings, embedder=embedder) as reader:
        assert reader.search("mayor bribery")[0].article.id == "verdict"
        assert not any(hit.article.id.startswith("w") for hit in reader.search("glimmerfox report", limit=50))
        for start in range(0, 40, 10):
            add(writer, range(start, start + 10))
            assert reader.search("mayor bribery")[0].article.id == "verdict"
            seen = {hit.article.id for hit in reader.search("glimmerfox report", limit=100, per_story=False)}
            assert f"w{start}" in seen, "what the words bring up is seen at once"
        writer.stdin.close()
        writer.wait(timeout=60)
        row = embedder.encode_query("glimmerfox report")
        held = {id_ for id_, _ in reader._stores.vectors.nearest(row, 100)}
        assert len(held) == 44, "the vectors are seen as soon as nobody writes any more"
        assert reader.check() == []
