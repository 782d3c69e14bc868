import threading

import pytest

from ingest import ahead


def test_items_come_in_order_and_a_fault_in_its_place():
    def source():
        yield from range(5)
        raise ValueError("the sixth")

    items = ahead(source(), lambda _: 1, 3)
    assert [next(items) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="the sixth"):
        next(items)


def test_no_more_is_read_ahead_than_may_wait():
    taken = []

    def source():
        for n in range(100):
            taken.append(n)
            yield n

    items = ahead(source(), lambda _: 10, 30)
    assert next(items) == 0
    assert len(taken) <= 6
    items.close()
    assert len(taken) <= 6
    assert "reading-ahead" not in {thread.name for thread in threading.enumerate()}


def test_an_item_heavier_than_all_that_may_wait_comes_through():
    assert list(ahead(iter([1, 2, 3]), lambda _: 99, 10)) == [1, 2, 3]
