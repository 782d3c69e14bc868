"""Example questions come from the archive's words, and only those that it answers are shown."""

from __future__ import annotations

import asyncio
import dataclasses
from types import SimpleNamespace
from typing import Any

from qa import Answer, Question
from tests.ui.conftest import ARTICLE, answer_of, refused
from ui.answers.desk import BusyError
from ui.answers.examples import SHOWN, TRIED, Examples, candidates

BODIES = (
    "One charge in the retrial of Mara Quist ended in a mistrial on Friday.",
    "Owen Lind, the former treasurer, was sentenced on Monday to two years.",
    "On Tuesday Ana Ruiz was charged with fraud.",
    "Tove Aker, a glazier from Whitmoor, found the comet.",
    "Nothing is said of anybody here.",
)


def archive_of(*bodies: str) -> Any:
    articles = [dataclasses.replace(ARTICLE, body=body) for body in bodies]
    return SimpleNamespace(newest=lambda limit: articles[:limit], status=lambda: len(articles))


class Desk:
    """Answers with a confidence of its own for each question."""

    def __init__(self, archive: Any, confidences: dict[str, float]) -> None:
        self.archive, self.confidences, self.asked = archive, confidences, 0

    async def ask(self, question: Question) -> Answer:
        self.asked += 1
        confidence = self.confidences.get(question.question)
        return refused() if confidence is None else answer_of(confidence=confidence)


def proven(desk: Desk) -> list[str]:
    return asyncio.run(Examples(desk).proven())  # type: ignore[arg-type]


def test_the_words_of_articles_suggest_questions_of_several_kinds() -> None:
    assert candidates(archive_of(*BODIES)) == [
        "Which charge ended in a mistrial?",
        "What sentence was Owen Lind given?",
        "What was Ana Ruiz charged with?",
        "Who is Tove Aker?",
    ]


def test_what_the_archive_refuses_is_not_shown_and_what_it_knows_comes_first() -> None:
    known = {"Who is Tove Aker?": 0.9, "What was Ana Ruiz charged with?": 0.3}
    assert proven(Desk(archive_of(*BODIES), known)) == ["Who is Tove Aker?", "What was Ana Ruiz charged with?"]


def test_few_are_tried_and_fewer_shown() -> None:
    names = [
        f"{first} {last}" for first in ("Ada", "Bea", "Cyd", "Dag") for last in ("Lind", "Berg", "Holm", "Dahl", "Ek")
    ]
    bodies = [f"{name}, a baker, rose early." for name in names]
    desk = Desk(archive_of(*bodies), {})
    assert proven(desk) == []
    assert desk.asked == TRIED
    assert len(proven(Desk(archive_of(*bodies), {f"Who is {name}?": 0.8 for name in names}))) == SHOWN


def test_they_are_found_out_once_until_the_archive_changes() -> None:
    desk = Desk(archive_of(*BODIES), {"Who is Tove Aker?": 0.9})
    examples = Examples(desk)  # type: ignore[arg-type]

    async def twice() -> None:
        assert await examples.proven() == await examples.proven()

    asyncio.run(twice())
    assert desk.asked == 4


def test_a_busy_desk_is_left_to_people_and_tried_again_later() -> None:
    class Busy(Desk):
        busy = True

        async def ask(self, question: Question) -> Answer:
            if self.busy:
                raise BusyError("Busy.")
            return await super().ask(question)

    desk = Busy(archive_of(*BODIES), {"Who is Tove Aker?": 0.9})
    examples = Examples(desk)  # type: ignore[arg-type]

    async def visits() -> tuple[list[str], list[str]]:
        first = await examples.proven()
        desk.busy = False
        return first, await examples.proven()

    assert asyncio.run(visits()) == ([], ["Who is Tove Aker?"])
