"""The scripted conversations over the sample archive go as written: understood as meant, the right article found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.dialogues import talk
from index import Archive
from ingest import Settings
from qa import Engine

EXAMPLES = Path(__file__).parents[2] / "examples"
DIALOGUES = [json.loads(line) for line in (EXAMPLES / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """An engine over the sample articles, found by their words alone: quick, and the same everywhere."""
    folder = tmp_path_factory.mktemp("dialogues") / "archive"
    with Archive.open(folder, write=True) as archive:
        archive.ingest([EXAMPLES / "articles"], fast=True)
    with Archive.open(folder) as archive:
        yield Engine(archive, Settings(archive=folder))


def test_there_are_enough_conversations_and_all_have_follow_ups():
    assert len(DIALOGUES) >= 40
    assert all(len(dialogue["turns"]) >= 2 for dialogue in DIALOGUES)
    assert len({dialogue["id"] for dialogue in DIALOGUES}) == len(DIALOGUES)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["id"])
def test_every_article_that_a_conversation_expects_is_a_sample(dialogue):
    known = {path.name for path in (EXAMPLES / "articles").rglob("*")}
    for path in (EXAMPLES / "articles").rglob("*.jsonl"):
        known |= {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}
    assert {name for turn in dialogue["turns"] for name in turn["articles"]} <= known


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["id"])
def test_a_conversation_goes_as_scripted(engine, dialogue):
    assert [outcome.faults for outcome in talk(engine, dialogue)] == [{}] * len(dialogue["turns"])
