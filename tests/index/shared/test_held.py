"""What a replica holds is known whatever interrupts a step."""

from contextlib import closing

import pytest

from index.shared.held import Held


@pytest.fixture
def held(tmp_path):
    with closing(Held(tmp_path / "held.sqlite3", "archive")) as opened:
        opened.begin()
        opened.expect([("a", 1), ("a", 2), ("b", 2), ("c", 3)])
        yield opened


@pytest.mark.parametrize(
    ("versions", "passages"),
    [([], []), ([1], []), ([2], ["b"]), ([1, 2], ["a", "b"]), ([1, 2, 3], ["a", "b", "c"]), ([9], [])],
)
def test_a_passage_leaves_with_the_last_version_that_has_it(held, versions, passages):
    assert sorted(held.only_of(versions)) == passages


def test_a_step_that_was_not_ended_is_interrupted_and_forgets_nothing(held, tmp_path):
    held.close()
    with closing(Held(tmp_path / "held.sqlite3", "archive")) as again:
        assert again.interrupted
        assert again.generation is None
        assert again.ids() == {"a", "b", "c"}


def test_a_step_that_was_ended_is_in_step(held):
    held.end([2, 3], 7)
    assert not held.interrupted
    assert held.generation == 7
    assert held.ids() == {"a"}


def test_another_archive_s_replica_is_in_step_with_nothing(held, tmp_path):
    held.end([], 7)
    with closing(Held(tmp_path / "held.sqlite3", "another")) as other:
        assert other.generation is None
