"""A stand-in for a folder has links to its files, copies of its databases, and none of its locks."""

import os

import pytest

from index.stores.mirror import mirror

FILES = ("index.json", "part/words.idx", "chroma.sqlite3", "part/held.sqlite3-wal", "writer.lock", "chroma.sqlite3-shm")


@pytest.fixture
def twin(tmp_path):
    folder, twin = tmp_path / "folder", tmp_path / "twin"
    (folder / "part").mkdir(parents=True)
    for name in FILES:
        (folder / name).write_text(name)
        (folder / name).chmod(0o444)
    (twin / "old").mkdir(parents=True)
    mirror(folder, twin)
    return twin


@pytest.mark.parametrize("name", FILES[:2])
def test_a_file_that_is_only_read_is_a_link(twin, name):
    assert (twin / name).is_symlink()
    assert (twin / name).read_text() == name


@pytest.mark.parametrize("name", FILES[2:4])
def test_a_database_is_a_copy_that_may_be_written(twin, name):
    assert not (twin / name).is_symlink()
    assert (twin / name).read_text() == name
    assert (twin / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [*FILES[4:], "old"])
def test_locks_and_what_was_there_before_are_left_out(twin, name):
    assert not os.path.lexists(twin / name)


def test_nothing_is_made_of_a_folder_that_is_not_there(tmp_path):
    mirror(tmp_path / "missing", tmp_path / "twin")
    assert not (tmp_path / "twin").exists()
