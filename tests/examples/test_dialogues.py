"""The scripted conversations over the sample archive go as written: understood as meant, the right article found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.components.dialogues import talk
from index import Archive
from ingest import Settings
from qa import Engine

EXAMPLES = Path(__file__).parents[2] / "examples"
DIALOGUES = [json.loads(line) for line in (EXAMPLES / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()]


TEXTS: dict[str, str] = {}
for path in (EXAMPLES / "articles").rglob("*.*"):
    if path.suffix == ".jsonl":
        TEXTS |= {json.loads(line)["id"]: line.replace('\\"', '"') for line in path.read_text("utf-8").splitlines()}
    else:
        TEXTS[path.name] = path.read_text(encoding="utf-8")


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


def test_every_turn_says_how_it_is_to_be_answered():
    turns = [turn for dialogue in DIALOGUES for turn in dialogue["turns"]]
    assert all(bool(turn.get("answers")) != bool(turn.get("refused")) for turn in turns)
    assert any(turn.get("refused") for turn in turns)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["id"])
def test_an_answer_that_is_expected_stands_in_an_article_that_is(dialogue):
    for turn in dialogue["turns"]:
        told = " ".join(TEXTS[name] for name in turn["articles"]).lower()
        wanted = [one.lower() for one in turn.get("answers", []) if one not in ("Yes", "No")]
        assert not wanted or any(one in told for one in wanted), turn["question"]


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["id"])
def test_a_conversation_goes_as_scripted(engine, dialogue):
    assert [outcome.faults for outcome in talk(engine, dialogue)] == [{}] * len(dialogue["turns"])
