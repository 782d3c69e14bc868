"""An ingest on a Ray cluster of two machines ends as one on this machine alone does, whatever dies on the way."""

import gzip
import importlib.metadata
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from index import Archive
from index.cluster import connected
from index.cluster.remote import read
from ingest import ConfigError, IntakeSettings, Settings
from tests.index.cluster.slow_words import SlowWords
from tests.index.words import HashedWords
from tests.ingest.test_wire_formats import PAGES

pytest.importorskip("ray", reason='needs pip install "dateline[ray]"')

ROOT = Path(__file__).parents[3]
ARTICLES = 60
DEADLY = "This page ends whoever reads it."


@pytest.fixture(scope="module")
def machines():
    """A cluster of two machines, of one processor each."""
    from ray.cluster_utils import Cluster

    place = tempfile.mkdtemp(prefix="ray-")  # short: sockets are in it
    wanted = {"PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0", "RAY_TMPDIR": place}
    kept = {name: os.environ.get(name) for name in wanted}
    os.environ |= wanted
    head = {"num_cpus": 1, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    cluster.add_node(num_cpus=1)
    yield cluster
    cluster.shutdown()
    for name, value in kept.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def news(tmp_path) -> Path:
    """Sixty articles in files of several formats, a copy among them, and a file that is broken."""
    folder = tmp_path / "news"
    folder.mkdir()
    lines = [
        json.dumps({"id": f"n{n}", "title": f"Bridge {n} opens", "text": _body(n), "source": "Wire"}) + "\n"
        for n in range(ARTICLES // 2)
    ]
    (folder / "a.jsonl").write_text("".join(lines[:20]))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("".join(lines[20:]).encode()))
    for n in range(ARTICLES // 2, ARTICLES - 5):
        (folder / f"{n}.txt").write_text(f"Ferry {n} sails\n\n{_body(n)}")
    (folder / "broken.json").write_text('{"headline": "Bridge opens", "body": ')
    with zipfile.ZipFile(folder / "z.zip", "w") as box:
        for n in range(ARTICLES - 5, ARTICLES - 1):
            box.writestr(
                f"{n}.html", f"<html><head><title>Tram {n} runs</title></head><body><p>{_body(n)}</p></body></html>"
            )
        box.writestr("copy.txt", f"Another headline\n\n{_body(7)}")
    return folder


def _body(number: int) -> str:
    rest = " ".join(f"Word{number * 37 + n} was said of it by {n * number} people." for n in range(40))
    return f"The bridge number {number} opened on Monday.\n\n{rest}"


def _plain(path: Path, news: Path, **also):
    with Archive.open(path, Settings(**also), write=True, embedder=HashedWords()) as archive:
        return archive.ingest([news]), _content(archive)


def _content(archive: Archive) -> dict[str, object]:
    """Everything that an archive holds of its articles, vectors apart."""
    ids = sorted(article.id for article in archive.newest(1_000)) + sorted(
        {hit.article.id for hit in archive.search("bridge opened Monday", limit=500, per_story=False, words_only=True)}
    )
    return {id_: (archive.article(id_), archive.passages(id_), archive.copies(id_)) for id_ in sorted(set(ids))}


def _vectors(archive: Archive) -> dict[str, np.ndarray]:
    ids = [passage.id for id_ in _content(archive) for passage in archive.passages(id_)]
    return archive._stores.vectors.get(ids)


def _counts(report) -> dict[str, object]:
    found = asdict(report)
    return {name: value for name, value in found.items() if "seconds" not in name}


@contextmanager
def _opened(path, machines, embedder=None, **also):
    settings = Settings(**also)
    with (
        connected(machines.address, settings, embedder=embedder or HashedWords()) as cluster,
        Archive.open(path, settings, write=True, embedder=cluster.embedder) as archive,
    ):
        yield archive, cluster


@contextmanager
def _during(work):
    """Do something beside a block, and be told if it fails."""
    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(work)
        yield
        done.result()


def _first_note(notes: Path, apart_from=()) -> int:
    for _ in range(1_200):
        found = [int(path.name) for path in notes.iterdir() if int(path.name) not in apart_from]
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("no worker began to embed")


def deadly_read(parcel, limits, skip=0):
    """As ``read``, in a process that one of the pages ends."""
    for shipped in parcel:
        if DEADLY.encode() in shipped.data:
            os.kill(os.getpid(), signal.SIGKILL)
        yield from read([shipped], limits, skip)
        skip = 0


@pytest.mark.slow
def test_the_archive_is_the_same_as_without_a_cluster(tmp_path, machines, news):
    alone, content = _plain(tmp_path / "alone", news)
    with _opened(tmp_path / "cluster", machines) as (archive, cluster):
        assert (cluster.machines, cluster.workers) == (2, 2)
        report = archive.ingest([news], cluster=cluster)
        assert _counts(report) == _counts(alone)
        assert report.added == ARTICLES
        assert report.copies == 1
        assert [problem.origin for problem in report.problems] == [f"{news / 'broken.json'}:1"]
        assert _content(archive) == content
        assert archive.check() == []
        made = _vectors(archive)
        again = archive.ingest([news], cluster=cluster)
        assert (again.files_unchanged, again.read, len(again.problems), again.embedded) == (alone.files - 1, 0, 1, 0)
    with Archive.open(tmp_path / "alone", embedder=HashedWords()) as archive:
        expected = _vectors(archive)
    assert made.keys() == expected.keys()
    assert max(float(np.abs(made[id_] - expected[id_]).max()) for id_ in expected) < 1e-3


@pytest.mark.slow
def test_what_is_known_is_neither_read_nor_embedded_again(tmp_path, machines, news):
    _plain(tmp_path / "archive", news)
    shutil.copytree(tmp_path / "archive", tmp_path / "other")
    for path in (tmp_path / "other").glob("catalogue.sqlite3*"):
        path.unlink()
    notes = tmp_path / "notes"
    notes.mkdir()
    with _opened(tmp_path / "archive", machines, SlowWords(notes)) as (archive, cluster):
        archive.remove("n3", "a mistake")
        (news / "a.jsonl").write_text((news / "a.jsonl").read_text() + "\n")
        report = archive.ingest([news], cluster=cluster)
        assert (report.added, report.unchanged, report.kept_out, report.embedded) == (0, 19 + 29 + 11, 1, 0)
    assert list(notes.iterdir()) == [], "no worker was started, and what was removed is not embedded"


@pytest.mark.slow
def test_a_killed_worker_costs_nothing_but_time(tmp_path, machines, news, monkeypatch):
    alone, content = _plain(tmp_path / "alone", news)
    monkeypatch.setattr("index.cluster.pool.AT_ONCE", 8)
    monkeypatch.setattr("index.cluster.embedding.AT_ONCE", 8)
    notes = tmp_path / "notes"
    notes.mkdir()
    with (
        _opened(tmp_path / "cluster", machines, SlowWords(notes, 0.3)) as (archive, cluster),
        _during(lambda: os.kill(_first_note(notes), signal.SIGKILL)),
    ):
        report = archive.ingest([news], cluster=cluster)
        assert _counts(report) == _counts(alone)
        assert _content(archive) == content
        assert archive.check() == []
    assert len(list(notes.iterdir())) == 3, "another worker took the place of the one that was killed"


@pytest.mark.slow
def test_a_lost_machine_costs_nothing_but_time(tmp_path, machines, news, monkeypatch):
    alone, content = _plain(tmp_path / "alone", news)
    monkeypatch.setattr("index.cluster.pool.AT_ONCE", 8)
    monkeypatch.setattr("index.cluster.embedding.AT_ONCE", 8)
    notes = tmp_path / "notes"
    notes.mkdir()
    third = machines.add_node(num_cpus=1)

    def lose():
        _first_note(notes)
        machines.remove_node(third, allow_graceful=False)

    with _opened(tmp_path / "cluster", machines, SlowWords(notes, 0.3)) as (archive, cluster), _during(lose):
        assert cluster.machines == 3
        report = archive.ingest([news], cluster=cluster)
        assert _counts(report) == _counts(alone)
        assert _content(archive) == content
        assert archive.check() == []


@pytest.mark.slow
def test_a_file_that_kills_its_reader_is_set_aside_and_the_others_are_read(tmp_path, machines, news, monkeypatch):
    alone, content = _plain(tmp_path / "alone", news)
    deadly = news / "45.html"
    deadly.write_text(f"<html><body><p>{DEADLY}</p></body></html>")
    monkeypatch.setattr("index.cluster.reader.read", deadly_read)
    with _opened(tmp_path / "cluster", machines, intake=IntakeSettings(tries=2)) as (archive, cluster):
        report = archive.ingest([news], cluster=cluster)
        problem = next(one for one in report.problems if one.origin == str(deadly))
        assert problem.kind == "killed"
        assert "each time the process that read it ended (WorkerCrashedError" in problem.reason
        assert (report.added, report.passages) == (alone.added, alone.passages)
        assert _content(archive) == content
        tried = archive.ingest([news], cluster=cluster)
        assert any("tried 2 times and is now set aside" in one.reason for one in tried.problems)
        assert archive.ingest([news], cluster=cluster).set_aside == 2
        assert archive.check() == []


@pytest.mark.slow
def test_an_interrupted_run_goes_on_where_it_was(tmp_path, machines, news, monkeypatch):
    alone, content = _plain(tmp_path / "alone", news)
    monkeypatch.setattr("index.load.loader._BATCH_PASSAGES", 20)
    notes = tmp_path / "notes"
    notes.mkdir()

    def interrupt(progress):
        if progress.articles >= 20:
            raise KeyboardInterrupt

    with (
        pytest.raises(KeyboardInterrupt),
        _opened(tmp_path / "cluster", machines, SlowWords(notes)) as (archive, cluster),
    ):
        archive.ingest([news], interrupt, cluster=cluster)
    with _opened(tmp_path / "cluster", machines, SlowWords(notes)) as (archive, cluster):
        report = archive.ingest([news], cluster=cluster)
        assert 0 < report.added < alone.added
        assert report.embedded < alone.embedded
        assert _content(archive) == content
        assert archive.check() == []


@pytest.mark.slow
def test_large_files_and_such_as_need_the_files_beside_them_are_read_here(tmp_path, machines, news, monkeypatch):
    for name, text in PAGES.items():
        (news / name).parent.mkdir(parents=True, exist_ok=True)
        (news / name).write_text(text)
    alone, content = _plain(tmp_path / "alone", news)
    monkeypatch.setattr("index.cluster.reader.SHIPPED_BYTES", 20_000)
    assert (news / "a.jsonl").stat().st_size > 20_000
    with _opened(tmp_path / "cluster", machines) as (archive, cluster):
        assert _counts(archive.ingest([news], cluster=cluster)) == _counts(alone)
        assert _content(archive) == content


@pytest.mark.slow
def test_vectors_can_be_left_for_later_and_made_by_the_cluster_then(tmp_path, machines, news):
    notes = tmp_path / "notes"
    notes.mkdir()
    with _opened(tmp_path / "cluster", machines, SlowWords(notes)) as (archive, cluster):
        report = archive.ingest([news], fast=True, cluster=cluster)
        assert (report.added, report.embedded) == (ARTICLES, 0)
        assert list(notes.iterdir()) == []
        assert archive.embed() == 0
        assert archive.check() == []
    assert os.getpid() not in {int(path.name) for path in notes.iterdir()}


@pytest.mark.slow
def test_names_that_were_redacted_are_not_embedded_on_the_way(tmp_path, machines, news):
    for cluster_used in (False, True):
        path = tmp_path / str(cluster_used)
        (tmp_path / "first.txt").write_text("Keeper retires\n\nMara Quist retired on Friday.")
        _plain(path, tmp_path / "first.txt")
        with Archive.open(path, write=True, embedder=HashedWords()) as archive:
            archive.redact("Mara Quist", "asked to")
    (news / "keeper.txt").write_text("Lighthouse\n\nThe keeper, Mara Quist, came back on Sunday to see the lamp.")
    alone, content = _plain(tmp_path / "False", news)
    with _opened(tmp_path / "True", machines) as (archive, cluster):
        report = archive.ingest([news], cluster=cluster)
        assert (report.embedded, report.added) == (alone.embedded, alone.added)
        # Each archive hides names under a salt of its own, so only what is shown can be equal.
        assert [article.body for article, _, _ in _content(archive).values()] == [
            a.body for a, _, _ in content.values()
        ]
        assert not any("Quist" in article.body for article, _, _ in _content(archive).values())


@pytest.mark.slow
def test_another_version_of_ray_or_of_this_program_is_one_sentence(machines, monkeypatch):
    import ray

    with monkeypatch.context() as other:
        other.setattr(ray, "__version__", "1.0.0")
        with (
            pytest.raises(ConfigError, match=r"is of another version .*install the same on all machines"),
            connected(machines.address, Settings(), embedder=HashedWords()),
        ):
            pass
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "99.0")
    with (
        pytest.raises(ConfigError, match=r"this one 99\.0; install the same version on all"),
        connected(machines.address, Settings(), embedder=HashedWords()),
    ):
        pass


@pytest.mark.slow
def test_another_model_on_the_machines_is_one_sentence(tmp_path, machines, news):
    from index import StoreMismatchError

    with _opened(tmp_path / "cluster", machines) as (archive, cluster):
        cluster._pool._fingerprint = "another"
        with pytest.raises(StoreMismatchError, match="has another embedding model under the name"):
            archive.ingest([news], cluster=cluster)


@pytest.mark.parametrize("address", ["nowhere", "ray://host:10001", ":6379", "host:port"])
def test_what_is_no_address_is_told(address):
    with pytest.raises(ConfigError, match="write the address of a Ray cluster's head as HOST:PORT"), _tried(address):
        pass


def test_where_nothing_answers_and_where_something_else_does_is_told_in_seconds(monkeypatch):
    monkeypatch.setattr("index.cluster.connection._REACH", 0.5)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        closed = f"127.0.0.1:{silent.getsockname()[1]}"
        with (
            pytest.raises(ConfigError, match=rf"No Ray cluster answers at {closed} .*ray start --head"),
            _tried(closed),
        ):
            pass
        silent.listen()
        with pytest.raises(ConfigError, match=r"No Ray cluster answers at .* \(timed out\)"), _tried(closed):
            pass


def test_without_the_extra_the_error_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ConfigError, match=r'pip install "dateline\[ray\]"'), _tried("local"):
        pass


def _tried(address):
    return connected(address, Settings(), embedder=HashedWords())
