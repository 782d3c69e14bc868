"""Questions that are read at the same time: shared batches, in the order of asking, each for itself when it fails."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.reader import GivenUpError, PassageText, Reader
from qa.reader.encode import Window
from qa.reader.together import Together

TOKENS = 100


def window(name, length):
    """A window of so many tokens; its name stands where its first token would."""
    return Window(ids=[name] + [0] * (length - 1), types=[], context_start=1, first=0, offsets=[])


class Desk:
    """A reading with one thread, whose first batch takes until :meth:`open`; it notes every batch that it reads."""

    def __init__(self, broken=()):
        self.batches, self.broken = [], broken
        self._begun, self._opened = threading.Event(), threading.Event()
        self.together = Together(self._read, TOKENS, threads=1, begin=lambda: None)
        self._asking = ThreadPoolExecutor(8)
        self.first = self._asking.submit(self.together.read, [window("first", TOKENS)])
        self._begun.wait(10)

    def ask(self, windows, wanted=lambda: True):
        """Ask while the first batch is read."""
        before = len(self.together._waiting)
        asked = self._asking.submit(self.together.read, windows, wanted)
        while len(self.together._waiting) == before and not asked.done():
            threading.Event().wait(0.001)
        return asked

    def open(self):
        self._opened.set()

    def _read(self, windows):
        names = [one.ids[0] for one in windows]
        self.batches.append(names)
        if names == ["first"]:
            self._begun.set()
            self._opened.wait(10)
        for name in names:
            if name in self.broken:
                raise ValueError(name)
        return [f"read {name}" for name in names]


def test_results_come_in_the_order_asked_for_whatever_the_lengths():
    desk = Desk()
    desk.open()
    found = desk.together.read([window(name, length) for name, length in [("a", 70), ("b", 20), ("c", 90), ("d", 25)]])
    assert found == ["read a", "read b", "read c", "read d"]
    assert desk.batches[1:] == [["b", "d"], ["a"], ["c"]], "short ones together, and no batch above the budget"


def test_nothing_asked_for_is_nothing_found():
    assert Together(lambda _: [], TOKENS, 1, lambda: None).read([]) == []


def test_two_who_wait_share_a_batch():
    desk = Desk()
    one, other = desk.ask([window("a", 40)]), desk.ask([window("b", 30)])
    desk.open()
    assert one.result(10) == ["read a"]
    assert other.result(10) == ["read b"]
    assert desk.batches == [["first"], ["a", "b"]]


def test_who_came_first_is_read_first_and_later_ones_only_fill_up():
    desk = Desk()
    one = desk.ask([window("a1", 50), window("a2", 50), window("a3", 50)])
    other = desk.ask([window("b1", 10), window("b2", 60)])
    desk.open()
    assert one.result(10) == ["read a1", "read a2", "read a3"]
    assert other.result(10) == ["read b1", "read b2"]
    assert desk.batches == [["first"], ["a1", "a2"], ["a3", "b1"], ["b2"]], "b2 would have made the batch of a3 longer"


def test_a_failure_is_only_of_who_asked_for_it():
    desk = Desk(broken={"bad"})
    good, bad, fine = desk.ask([window("a", 30)]), desk.ask([window("bad", 30)]), desk.ask([window("c", 30)])
    desk.open()
    assert good.result(10) == ["read a"]
    assert fine.result(10) == ["read c"]
    with pytest.raises(ValueError, match="bad"):
        bad.result(10)
    assert desk.together.read([window("d", 10)]) == ["read d"], "and reading goes on"


def test_who_fails_has_the_rest_left_unread():
    desk = Desk(broken={"bad"})
    bad = desk.ask([window("bad", 80), window("rest", 90)])
    desk.open()
    with pytest.raises(ValueError, match="bad"):
        bad.result(10)
    assert desk.together.read([window("d", 10)]) == ["read d"]
    assert ["rest"] not in desk.batches


def test_what_is_wanted_no_more_leaves_its_place():
    desk = Desk()
    wanted = [True]
    gone, stays = desk.ask([window("gone", 40)], lambda: wanted[0]), desk.ask([window("stays", 40)])
    wanted[0] = False
    desk.open()
    with pytest.raises(GivenUpError):
        gone.result(10)
    assert stays.result(10) == ["read stays"]
    assert desk.batches == [["first"], ["stays"]]


def test_many_at_once_each_get_their_own():
    together = Together(lambda windows: [one.ids[0] for one in windows], TOKENS, threads=4, begin=lambda: None)

    def ask(number):
        names = [f"{number}/{i}" for i in range(20)]
        return together.read([window(name, 5 + (7 * i + number) % 90) for i, name in enumerate(names)]) == names

    with ThreadPoolExecutor(16) as crowd:
        assert all(crowd.map(ask, range(200)))


def test_read_together_is_read_alike():
    reader = Reader()
    questions = ["Who was convicted?", "How much rain is expected?", "Which charge ended in a mistrial?"]
    texts = [
        "A jury convicted the former harbor master, Elena Marsh, of wire fraud on Tuesday.",
        "Forecasters expect two inches of rain in the valley by Friday, with winds of up to 40 mph on the coast.",
        "The judge declared a mistrial on the conspiracy charge after the panel deadlocked, and the council, which met "
        "on Monday in the old town hall, put off its vote on the bridge until the spring.",
    ]
    passages = [PassageText(text) for text in texts]
    alone = [reader.read(question, passages) for question in questions]
    with ThreadPoolExecutor(3) as asking:
        together = list(asking.map(lambda question: reader.read(question, passages), questions * 4))
    for found, expected in zip(together, alone * 4, strict=True):
        for one, other in zip(found, expected, strict=True):
            assert one.null == pytest.approx(other.null, abs=0.15)
            assert one.spans[0].score == pytest.approx(other.spans[0].score, abs=0.15)
