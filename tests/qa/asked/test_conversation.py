"""Follow-ups are made to stand alone; a question that needs nothing from before is left as it was."""

import pytest

from qa import Turn
from qa.asked.conversation import Resolved, resolve, standalone


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


@pytest.mark.parametrize(
    ("before", "reply", "question", "resolved"),
    [
        ("When did the new Odell Street Bridge open?", "Aug. 17", "How much did it cost?",
         "How much did the new Odell Street Bridge cost?"),
        ("Which bank made an offer?", "Chandler Bank", "How much did it offer?", "How much did Chandler Bank offer?"),
        ("Was Ada Orne convicted of fraud in 2018?", "Yes", "What did she steal?", "What did Ada Orne steal in 2018?"),
        ("Was Ada Orne convicted of fraud in 2018?", "Yes", "Is she in prison?", "Is Ada Orne in prison?"),
        ("Was Ada Orne convicted of fraud?", "Yes", "And extortion?", "Was Ada Orne convicted of extortion?"),
        ("Who won in Port Ansel?", "Dana Reyes-Holt", "Was she sued?", "Was Dana Reyes-Holt sued?"),
        ("How many heaters were recalled in May 2024?", "52", "And in June 2024?",
         "How many heaters were recalled in June 2024?"),
        ("Who was hurt?", "Two", "No, I meant who was arrested in Tarrow?", "who was arrested in Tarrow?"),
    ],
)  # fmt: skip
def test_things_charges_and_dates_are_carried_over(before, reply, question, resolved):
    assert standalone(question, talk(before, reply)) == resolved


def test_the_other_one_is_of_the_kind_asked_about():
    resolved = standalone("And the other one?", talk("Which charge ended in mistrial?", "Third-degree rape. [1]"))
    assert resolved.startswith("What of the other charge")


def test_what_came_later_is_not_held_to_the_date_before():
    history = talk("How many cases were there in March 2019?", "17")
    assert "2019" not in standalone("And how many in the end?", history)


def test_a_question_without_a_name_goes_on_only_when_the_matter_covers_it():
    history = talk("What was Ada Orne convicted of?", "Fraud")
    assert "Orne" in resolve("Who was the judge?", history, lambda before, question: 1.0).text
    assert resolve("How deep was the snow?", history, lambda before, question: 0.0) == Resolved(
        "How deep was the snow?"
    )


def test_what_a_follow_up_was_completed_from_is_known():
    history = talk("What was Ada Orne convicted of?", "Fraud")
    assert resolve("When was she sentenced?", history).before == "What was Ada Orne convicted of?"
    assert resolve("Who won the race in Tarrow?", history).before == ""


def test_a_refusal_is_not_taken_for_an_answer():
    history = talk("Which charge was dropped?", "The archive does not say.")
    assert "archive" not in standalone("When was that?", history)
