"""Many people at one desk: bounded, apart from each other, and told when it is full."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from ingest import InputError, Settings
from qa import Answer, Question
from qa.reader import Wanted, always
from tests.ui.conftest import answer_of
from ui.answers.desk import BusyError, Desk
from ui.answers.keeping import Keeping


class Slow:
    """An engine that answers when it is told to, repeating the question and its history."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.given_up: list[str] = []

    def ask(self, question: Question, on_stage: Any = None, wanted: Wanted = always) -> Answer:
        if on_stage:
            on_stage("searching")
        self.go.wait(10)
        if not wanted():
            self.given_up.append(question.question)
        if question.question == "?":
            raise InputError("The question has no word.")
        said = " / ".join([*(turn.content for turn in question.history), question.question])
        return answer_of(question=question.question, standalone_question=said)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def engine() -> Slow:
    return Slow()


def desk_of(engine: Slow, folder: Path, **limits: int) -> Desk:
    return Desk(engine, None, Settings(archive=folder), Keeping(folder), **limits)  # type: ignore[arg-type]


@pytest.mark.anyio
async def test_sixteen_conversations_at_once_never_see_each_other(engine: Slow, tmp_path: Path) -> None:
    desk = desk_of(engine, tmp_path)
    engine.go.set()

    async def talk(person: int) -> list[str]:
        heard: list[Answer] = []
        for turn in range(3):
            history = [{"role": "user", "content": one.question} for one in heard]
            asked = Question.model_validate({"question": f"person {person} turn {turn}", "history": history})
            heard.append(await desk.ask(asked))
        return [one.standalone_question for one in heard]

    for person, said in enumerate(await asyncio.gather(*map(talk, range(16)))):
        assert said[-1] == f"person {person} turn 0 / person {person} turn 1 / person {person} turn 2"


@pytest.mark.anyio
async def test_a_full_desk_says_so_at_once(engine: Slow, tmp_path: Path) -> None:
    desk = desk_of(engine, tmp_path, workers=1, waiting=2)
    asked = [asyncio.ensure_future(desk.ask(Question(question=str(n)))) for n in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(BusyError, match="Busy: 3 questions"):
        await desk.ask(Question(question="one too many"))
    engine.go.set()
    assert [one.question for one in await asyncio.gather(*asked)] == ["0", "1", "2"]
    assert (await desk.ask(Question(question="later"))).question == "later"


@pytest.mark.anyio
async def test_who_leaves_gives_the_place_to_the_next(engine: Slow, tmp_path: Path) -> None:
    desk = desk_of(engine, tmp_path, workers=1, waiting=1)
    first = asyncio.ensure_future(desk.ask(Question(question="first")))
    second = asyncio.ensure_future(desk.ask(Question(question="second")))
    await asyncio.sleep(0.05)
    second.cancel()
    await asyncio.sleep(0.05)
    third = asyncio.ensure_future(desk.ask(Question(question="third")))
    await asyncio.sleep(0.05)
    engine.go.set()
    assert [(await first).question, (await third).question] == ["first", "third"]


@pytest.mark.anyio
async def test_work_is_told_when_nobody_waits_for_it_any_more(engine: Slow, tmp_path: Path) -> None:
    desk = desk_of(engine, tmp_path, workers=1, waiting=1)
    leaving = asyncio.ensure_future(desk.ask(Question(question="leaves")))
    await asyncio.sleep(0.05)
    leaving.cancel()
    await asyncio.wait([leaving])
    engine.go.set()
    assert (await desk.ask(Question(question="stays"))).question == "stays"
    assert engine.given_up == ["leaves"]


@pytest.mark.anyio
async def test_stages_come_before_the_answer(engine: Slow, tmp_path: Path) -> None:
    engine.go.set()
    steps = [step async for step in desk_of(engine, tmp_path).stages(Question(question="Q"))]
    assert steps[:2] == ["queued", "searching"]
    assert isinstance(steps[2], Answer)


@pytest.mark.anyio
async def test_a_question_that_cannot_be_asked_fails_after_its_stages(engine: Slow, tmp_path: Path) -> None:
    engine.go.set()
    with pytest.raises(InputError, match="no word"):
        _ = [step async for step in desk_of(engine, tmp_path).stages(Question(question="?"))]
