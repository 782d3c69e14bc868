"""Scripted conversations: lines are checked, and shares are of turns without that fault."""

from __future__ import annotations

import pytest

from evals.components.dialogues import Outcome, read_dialogues, table, told
from ingest import InputError


def turn(dialogue: str, **faults: str) -> Outcome:
    return Outcome(dialogue, 0, "Who?", "Who?", {name.replace("_", " "): text for name, text in faults.items()}, 2.0)


TURNS = [
    turn("a"),
    turn("a", standalone="became: Whom?"),
    turn("b", declined="no_span"),
    turn("b", false_answer="Ruiz"),
]


def test_a_share_is_of_the_turns_without_a_fault_of_its_sort():
    found = {row.figure: row.value for row in table(TURNS, answers=True).rows}
    assert found == {
        "understood as scripted": 0.75,
        "the right article in the first 3": 1.0,
        "not declined": 0.75,
        "no false answer": 0.75,
        "answered as scripted, with the right citation": 0.5,
    }
    assert len(table(TURNS, answers=False).rows) == 2


def test_what_went_wrong_is_told_in_words():
    assert told(TURNS, answers=True).splitlines() == [
        "4 turns answered; not as scripted: declined 1, false answer 1",
        "0 of 2 conversations, 1 of 4 turns as scripted; understanding takes 2.0 ms, at most 2.0",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"turns": [{"question": "Who?"}]}', 'expected a text under "id"'),
        ('{"id": "a"}', 'expected a list of turns under "turns"'),
        ('{"id": "a" "turns": []}', "expected one JSON object a line"),
    ],
)
def test_a_line_that_is_no_conversation_is_named(tmp_path, line, expected):
    path = tmp_path / "dialogues.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(InputError, match=f"line 1: {expected}"):
        read_dialogues(path)
