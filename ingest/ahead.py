"""Reading ahead: what comes next is prepared by another thread while the present batch is being worked on."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T], weigh: Callable[[T], int], most: int) -> Iterator[T]:
    """The same items in the same order, taken from their source by a thread that runs ahead of the reader.

    Args:
        items: The source; only the thread touches it.
        weigh: How much of memory an item takes, in any unit.
        most: How much may wait to be read; one item may always wait, however heavy.

    Raises:
        Exception: whatever the source raised, in its place.
    """
    waiting: deque[tuple[T, int]] = deque()
    door = threading.Condition()
    state = {"weight": 0, "done": False, "stopped": False}
    faults: list[BaseException] = []

    def run() -> None:
        try:
            for item in items:
                weight = weigh(item)
                with door:
                    while not state["stopped"] and waiting and state["weight"] + weight > most:
                        door.wait()
                    if state["stopped"]:
                        return
                    waiting.append((item, weight))
                    state["weight"] += weight
                    door.notify_all()
        except BaseException as fault:  # noqa: BLE001 (it is raised where the items are read)
            faults.append(fault)
        finally:
            with door:
                state["done"] = True
                door.notify_all()

    thread = threading.Thread(target=run, name="reading-ahead", daemon=True)
    thread.start()
    try:
        while True:
            with door:
                door.wait_for(lambda: waiting or state["done"])
                if not waiting:
                    break
                item, weight = waiting.popleft()
                state["weight"] -= weight
                door.notify_all()
            yield item
        if faults:
            raise faults[0]
    finally:
        with door:
            state["stopped"] = True
            door.notify_all()
        thread.join()
