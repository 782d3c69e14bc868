"""One writer at a time, who learns how the one before ended."""

import os
from contextlib import ExitStack

import pytest

from index import StoreLockedError
from index.stores.lock import Gate, WriterLock


@pytest.fixture
def lock(tmp_path):
    held = WriterLock(tmp_path)
    held.acquire()
    yield held
    held.release()


@pytest.mark.parametrize(("orderly", "crashed"), [(True, False), (False, True)])
def test_the_next_writer_learns_how_the_one_before_ended(lock, tmp_path, orderly, crashed):
    assert not lock.crashed
    lock.release(orderly=orderly)
    after = WriterLock(tmp_path)
    after.acquire()
    assert after.crashed == crashed
    after.release()


def test_a_second_writer_is_told_who_writes(lock, tmp_path):
    with pytest.raises(StoreLockedError, match=f"process {os.getpid()} on "):
        WriterLock(tmp_path).acquire()


def test_a_card_that_nobody_can_read_names_nobody(lock, tmp_path):
    (tmp_path / "writer.json").write_text("{")
    with pytest.raises(StoreLockedError, match=r"is writing to [^(]*; wait"):
        WriterLock(tmp_path).acquire()


def test_the_gate_is_shut_for_one_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr("index.stores.lock._GATE_PATIENCE", 0.05)
    with ExitStack() as shut:
        shut.enter_context(Gate(tmp_path).closed())
        with pytest.raises(StoreLockedError, match="closed for a minute"):
            shut.enter_context(Gate(tmp_path).closed())
    with Gate(tmp_path).closed():
        pass


def test_a_folder_that_is_not_there_has_no_writer_to_wait_for(tmp_path):
    (tmp_path / "file").touch()
    with Gate(tmp_path / "file").closed():
        pass
