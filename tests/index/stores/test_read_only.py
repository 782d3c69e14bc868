"""An archive on a disk that may not be written is read, searched and proven like any other."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from index import Archive, StoreDamagedError
from tests.index.conftest import ARTICLES, VERDICT

ROOT = Path(__file__).parents[3]
READER = """
import sys
from index import Archive
from ingest import Settings
from tests.index.words import HashedWords
with Archive.open(sys.argv[1], Settings(), embedder=HashedWords()) as archive:
    print([str(finding) for finding in archive.check()], archive.search("mayor bribery")[0].article.id)
"""


@pytest.fixture
def closed(folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    return folder


@pytest.fixture
def forbidden(monkeypatch):
    """Permissions do not stop the superuser, under whom tests often run: here the system says no to anybody."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **how: mode != os.W_OK and real(path, mode, **how))


def contents(folder):
    # Chroma notes some numbers of no meaning beside its vectors whenever it may; on a real disk it may not.
    files = (path for path in folder.rglob("*") if path.is_file() and "vectors" not in path.parts)
    return {path: path.read_bytes() for path in files}


def test_it_is_searched_and_checked_and_nothing_in_it_changes(closed, settings, embedder, forbidden):
    before = contents(closed)
    with Archive.open(closed, settings, embedder=embedder) as archive:
        hit = archive.search("mayor bribery")[0]
        assert hit.article == VERDICT
        assert hit.dense > 0.1, "the vectors are searched too"
        assert archive.check() == []
        scratch = archive._stores._place
        assert scratch != closed
    assert contents(closed) == before
    assert not scratch.exists(), "the stand-in goes with the archive"


def test_what_another_account_adds_is_seen(closed, settings, embedder, forbidden):
    with Archive.open(closed, settings, embedder=embedder) as reader:
        assert reader.search("owlbear report")[0].article.id != "late"
        with Archive.open(closed, settings, write=True, embedder=embedder) as writer:
            writer.add([type(VERDICT)("late", "Late", "A late report of the owlbear.")])
        assert reader.search("owlbear report")[0].article.id == "late"
        assert reader.check() == []


def test_a_log_that_was_never_written_back_is_one_sentence(closed, settings, embedder, forbidden, monkeypatch):
    real = sqlite3.connect

    def connect(address, **how):
        if "mode=ro" in str(address):
            raise sqlite3.OperationalError("unable to open database file")
        return real(address, **how)

    monkeypatch.setattr(sqlite3, "connect", connect)
    (closed / "catalogue.sqlite3-wal").write_bytes(b"what a killed writer left")
    with pytest.raises(StoreDamagedError, match=r"not closed in order.*dateline ingest"):
        Archive.open(closed, settings, embedder=embedder)


def test_no_room_for_the_stand_in_is_one_sentence(closed, settings, embedder, forbidden, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with Archive.open(closed, settings, embedder=embedder) as archive:
        monkeypatch.setattr(shutil, "copyfile", full)
        with pytest.raises(StoreDamagedError, match=r"No space left on device.*TMPDIR"):
            archive.search("mayor")


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's bind mounts")
def test_a_disk_that_is_mounted_read_only(closed):
    mounted = closed.with_name("mounted")
    mounted.mkdir()
    mount = 'mount --bind "$1" "$2" && mount -o remount,ro,bind "$2"'
    if subprocess.run(["unshare", "-m", "sh", "-c", mount, "-", closed, mounted], capture_output=True).returncode:
        pytest.skip("this account may not mount")
    mount += ' && exec "$3" -c "$4" "$2"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mount, "-", closed, mounted, sys.executable, READER],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.stdout == "[] verdict\n", done.stderr
