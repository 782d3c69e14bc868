"""Work in a process of its own: its results and faults come back in order, and it never outlives what started it."""

import os
from collections.abc import Iterator

import pytest

from ingest import Apart, InputError


def counted(most: int) -> Iterator[int]:
    os.write(1, b"what a library prints does no harm")
    yield from range(most)


def broken(most: int) -> Iterator[int]:
    yield from range(most)
    raise ValueError("the last")


def own_process(_: int) -> Iterator[int]:
    yield os.getpid()


def dying(_: int) -> Iterator[int]:
    os._exit(3)


@pytest.fixture
def apart():
    started = []

    def start(make):
        started.append(Apart(make))
        return started[-1]

    yield start
    for one in started:
        one.close()


def test_each_task_has_its_results_in_the_order_in_which_it_was_given(apart):
    worker = apart(counted)
    worker.give(3)
    worker.give(0)
    worker.give(2)
    assert [list(worker.results()) for _ in range(3)] == [[0, 1, 2], [], [0, 1]]


def test_a_fault_is_raised_in_its_place_and_the_next_task_is_done(apart):
    worker = apart(broken)
    worker.give(2)
    worker.give(1)
    results = worker.results()
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="the last"):
        next(results)
    assert next(worker.results()) == 0


def test_it_is_another_process_and_ends_when_it_is_closed(apart):
    worker = apart(own_process)
    worker.give(0)
    number = next(worker.results())
    assert number != os.getpid()
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_process_that_dies_is_told_in_a_sentence(apart):
    worker = apart(dying)
    worker.give(0)
    with pytest.raises(InputError, match=r"exit status 3.*run the command again"):
        list(worker.results())
