"""Follow-ups are made to stand alone; a question that needs nothing from before is left as it was."""

import pytest

from qa import Turn
from qa.conversation import standalone


def talk(*turns: str) -> list[Turn]:
    return [Turn(role="user" if i % 2 == 0 else "assistant", content=text) for i, text in enumerate(turns)]


def test_without_history_nothing_changes():
    assert standalone("When was that?", []) == "When was that?"


@pytest.mark.parametrize(
    "question",
    [
        "Who won the 2022 mayoral race in Port Ellery?",
        "What did the inspector say that surprised the council?",
        "How many people live in Tarrow?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question):
    history = talk("Which charge against Dana Ruiz ended in mistrial?", "The bribery charge. [1]")
    assert standalone(question, history) == question


def test_a_pronoun_becomes_the_person():
    history = talk("Who was convicted of bribery?", "Dana Ruiz")
    assert standalone("When was she sentenced?", history) == "When was Dana Ruiz sentenced?"
    assert standalone("What was her sentence?", history) == "What was Dana Ruiz’s sentence?"


def test_a_year_is_exchanged():
    history = talk("How many ferries sank in 2018?", "Two")
    assert standalone("What about 2019?", history) == "How many ferries sank in 2019?"
    assert standalone("And in 2019?", history) == "How many ferries sank in 2019?"


def test_a_name_is_exchanged():
    history = talk("What sentence did Dana Ruiz get?", "Four years")
    assert standalone("And Peter Holm?", history) == "What sentence did Peter Holm get?"


def test_a_phrase_takes_the_place_of_the_one_in_its_role():
    history = talk("Was Leonard Voss convicted of wire fraud at his first trial?", "Yes")
    assert standalone("And of extortion?", history) == "Was Leonard Voss convicted of extortion at his first trial?"


def test_a_bare_pointer_takes_the_question_before_with_it():
    history = talk("Which charge ended in mistrial?", "third-degree rape charge")
    resolved = standalone("When was that?", history)
    assert "mistrial" in resolved
    assert "third-degree rape charge" in resolved


def test_a_chain_of_follow_ups_keeps_its_subject():
    history = talk("Who is the mayor of Tarrow?", "Ann Lee", "When was she elected?", "In 2021")
    assert "Ann Lee" in standalone("How old is she?", history)
