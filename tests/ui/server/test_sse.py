"""An answer on its way, event by event."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from ingest import InputError
from qa import Answer
from tests.ui.conftest import answer_of
from ui.answers.desk import SlowError
from ui.server.sse import streamed

Step = str | Answer | Exception


async def steps_of(*steps: Step) -> AsyncIterator[str | Answer]:
    for step in steps:
        if isinstance(step, Exception):
            raise step
        yield step


async def sent(*steps: Step) -> list[tuple[str, object]]:
    reply = await streamed(steps_of(*steps))
    found = []
    async for chunk in reply.body_iterator:
        name, data = str(chunk).removesuffix("\n\n").split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


@pytest.mark.parametrize(
    ("step", "event"),
    [
        ("reading", ("stage", {"stage": "reading"})),
        ("writing: The charge:\nbribery", ("stage", {"stage": "writing", "text": "The charge:\nbribery"})),
        (answer_of(), ("answer", json.loads(answer_of().model_dump_json()))),
        (SlowError("Too long."), ("error", {"message": "Too long.", "type": "timeout"})),
    ],
)
def test_each_step_is_an_event_on_two_lines(step: Step, event: tuple[str, object]) -> None:
    assert asyncio.run(sent("queued", step)) == [("stage", {"stage": "queued"}), event]


def test_what_fails_at_once_is_raised_so_that_it_gets_its_status() -> None:
    with pytest.raises(InputError, match="no question"):
        asyncio.run(sent(InputError("no question")))
