"""Vectors on a Chroma server: several processes read one archive and see at once what the writer adds."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from index import Archive, StoreDamagedError
from ingest import ConfigError, Settings
from tests.index.conftest import ARTICLES, UNDATED

ROOT = Path(__file__).parents[3]
READER = """
import sys
from index import Archive
from ingest import Settings
from tests.index.words import HashedWords
with Archive.open(sys.argv[1], Settings(vectors=sys.argv[2]), embedder=HashedWords()) as archive:
    for line in sys.stdin:
        hit = archive.search(line, limit=1)[0]
        held = archive._stores.vectors.count()
        print(hit.article.id, held, flush=True)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    if not chroma.exists():
        pytest.skip("Chroma's own command is not installed")
    place = tmp_path_factory.mktemp("server")
    command = [chroma, "run", "--host", "127.0.0.1", "--port", str(port), "--path", place]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/api/v2/heartbeat", timeout=5).close()
            break
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
    yield address, process
    process.kill()
    process.wait()


@pytest.fixture
def remote(server):
    return Settings(vectors=server[0])


def collections(address):
    import chromadb

    client = chromadb.HttpClient(host="127.0.0.1", port=int(address.rsplit(":", 1)[1]))
    return {collection.name for collection in client.list_collections()}


def test_several_processes_read_what_one_writes(folder, remote, server, embedder):
    with Archive.open(folder, remote, write=True, embedder=embedder) as writer:
        writer.add(ARTICLES)
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", READER, folder, remote.vectors],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
            for _ in range(2)
        ]  # fmt: skip

        def ask(reader, words):
            reader.stdin.write(words + "\n")
            reader.stdin.flush()
            return reader.stdout.readline().split()

        assert [ask(reader, "mayor of Alderholt bribery") for reader in readers] == [["verdict", "4"]] * 2
        writer.add([replace(UNDATED, id="owl", body="An owlbear was seen.")])
        assert [ask(reader, "owlbear") for reader in readers] == [["owl", "5"]] * 2
        for reader in readers:
            reader.stdin.close()
            reader.wait(timeout=60)
        assert writer.check() == []
    assert not (folder / "vectors").exists()


def test_a_rebuild_leaves_one_collection_on_the_server(folder, remote, server, embedder):
    before = collections(server[0])
    with Archive.open(folder, remote, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
        assert archive.rebuild() == []
        assert archive.search("mayor bribery")[0].article.id == "verdict"
    assert len(collections(server[0]) - before) == 1


def test_no_server_and_a_server_that_goes_away_are_one_sentence_each(folder, remote, server, embedder):
    with (
        Archive.open(folder, Settings(vectors="http://127.0.0.1:9"), write=True, embedder=embedder) as archive,
        pytest.raises(ConfigError, match=r"No Chroma server answers at http://127\.0\.0\.1:9"),
    ):
        archive.add(ARTICLES)
    with Archive.open(folder, remote, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
        server[1].kill()
        server[1].wait()
        with pytest.raises(StoreDamagedError, match=r"did not answer.*start it"):
            archive.search("mayor")
        assert archive.search("mayor", words_only=True)[0].article.id == "verdict"
