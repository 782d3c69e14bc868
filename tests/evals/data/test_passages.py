"""Rows of a question over one passage: read, sampled the same every time, and paired with their twins."""

from __future__ import annotations

import json

import pytest

from evals.data.passages import load_passages, twins
from ingest import InputError

ANSWER = [{"text": "Ruiz", "answer_start": 0}]
ROWS = [
    {"title": "A", "context": "Ruiz won.", "question": "Who?", "answers": ANSWER, "kind": "answerable", "twin": "t1",
     "article_id": "n1", "is_impossible": False},
    {"title": "A", "context": "It rained.", "question": "Who?", "answers": [], "kind": "removed", "twin": "t1",
     "article_id": "n1", "is_impossible": True},
    {"context": "Chen lost.", "question": "Who?", "answers": [{"text": "Chen"}, {"text": "Chen"}]},
]  # fmt: skip


def written(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_what_a_row_says_is_kept(tmp_path):
    first, second, third = load_passages(written(tmp_path / "rows.jsonl", *ROWS))
    assert (first.headline, first.answers, first.cluster, first.kind) == ("A", ("Ruiz",), "n1", "answerable")
    assert (second.answerable, second.kind) == (False, "removed")
    assert (third.answers, third.cluster, third.twin) == (("Chen",), "Chen lost.", "")


def test_twins_are_pairs_of_an_answering_and_a_silent_passage(tmp_path):
    questions = load_passages(written(tmp_path / "rows.jsonl", ROWS[2], ROWS[1], ROWS[0]))
    assert twins(questions) == [(2, 1)]
    assert twins(questions[:2]) == []


def test_a_sample_is_the_same_every_time(tmp_path):
    path = written(tmp_path / "rows.jsonl", *ROWS)
    assert load_passages(path, 2) == load_passages(path, 2)
    assert len(load_passages(path, 2)) == 2


def test_a_row_that_has_an_answer_and_says_it_has_none_is_named(tmp_path):
    path = written(tmp_path / "rows.jsonl", ROWS[0] | {"is_impossible": True})
    with pytest.raises(InputError, match=r'line 1: expected no "answers" where "is_impossible" is true'):
        load_passages(path)
