from __future__ import annotations

import json

import pytest

from evals.components.reader import evaluate, load_items, table
from qa.reader import PassageText, Reading, Span

ROWS = [
    {"id": "1", "title": "A", "context": "Ruiz won.", "question": "Who?", "answers": [{"text": "Ruiz"}]},
    {"id": "2", "title": "B", "context": "Chen lost.", "question": "Who?", "answers": [{"text": "Chen"}]},
    {"id": "3", "title": "C", "context": "It rained.", "question": "Who?", "answers": []},
]


class FirstWord:
    """Answers with the first word; surer of people than of the weather."""

    name = "first word"

    def read_pairs(self, pairs: list[tuple[str, PassageText]]) -> list[Reading]:
        found = []
        for _, passage in pairs:
            word = passage.text.split()[0]
            found.append(Reading((Span(0, len(word), 1.0),), 3.0 if word == "It" else 0.0))
        return found


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "dev.jsonl"
    place.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return place


def test_spans_on_answerable_questions_and_answer_or_not_on_all(path):
    found = evaluate(FirstWord(), load_items(path), "dev")
    assert (found["em"].value, found["f1"].value, found["em"].n) == (1.0, 1.0, 2)
    assert (found["auroc"].value, found["auroc"].n) == (1.0, 3)


def test_a_sample_is_the_same_every_time(path):
    assert load_items(path, 2) == load_items(path, 2)
    assert len(load_items(path, 2)) == 2


def test_the_table_fits_the_board(path):
    made = table("first word", {"dev": evaluate(FirstWord(), load_items(path), "dev")})
    assert {row["figure"] for row in made["rows"]} == {"dev em", "dev f1", "dev news", "dev auroc"}
