from __future__ import annotations

import json
import sys
from dataclasses import asdict

import pytest

from evals.bench import peer, peers
from evals.bench.generated import World
from ingest import Article

TASK = peer.Task("articles", "passages", ["Who?", "When?"], "embedder", "reader", "", limit=20, answers=2)


class Finder:
    """A peer that finds, and answers nothing."""

    def load(self, task):
        self.task = task

    def ingest(self):
        return 3

    def search(self, question):
        return ["b", "a", "b"]

    def answer(self, question):
        raise NotImplementedError("it only finds passages")


def test_a_peer_prints_what_it_took(tmp_path, monkeypatch, capsys):
    (tmp_path / "task.json").write_text(json.dumps(asdict(TASK) | {"store": str(tmp_path)}))
    monkeypatch.setattr(sys, "argv", ["peer", str(tmp_path / "task.json")])
    peer.run(Finder(), ["numpy"])
    told = json.loads(capsys.readouterr().out)
    assert told["passages"] == 3
    assert told["found"] == [["b", "a"], ["b", "a"]], "an article is counted once"
    assert len(told["search_ms"]) == 2
    assert told["answer_ms"] == []
    assert told["no_answers"] == "NotImplementedError: it only finds passages"
    assert "numpy" in told["versions"]


def test_a_peer_that_is_not_there_is_named_with_its_reason(tmp_path):
    [txtai] = [system for system in peers.SYSTEMS if system.name == "txtai"]
    task = asdict(TASK)
    assert "install_peers.sh" in peers.run_system(txtai, tmp_path, task, tmp_path)
    (tmp_path / "txtai.failed").write_text("ERROR: no matching distribution\n")
    assert peers.run_system(txtai, tmp_path, task, tmp_path) == "not installed (ERROR: no matching distribution)"


def test_a_peer_that_fails_is_named_with_its_last_words(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_text(
        "#!/bin/sh\necho Traceback >&2\necho 'KeyError: no such task' >&2\nexit 1\n"
    )
    (tmp_path / "bin" / "python").chmod(0o755)
    [bm25s] = [system for system in peers.SYSTEMS if system.module == "peer_bm25s"]
    assert peers.run_system(bm25s, tmp_path, asdict(TASK), tmp_path) == "failed: KeyError: no such task"


def test_ratios_are_those_within_a_round():
    def took(seconds, found):
        result = peer.Result({"x": "1"}, ingest_seconds=seconds, passages=30, search_ms=[1.0, 2.0], found=found)
        return asdict(result)

    ours = [took(2.0, [["a"], ["c"]]), took(4.0, [["a"], ["c"]])]
    theirs = [took(3.0, [["c"], ["a", "b"]]), took(8.0, [["c"], ["a", "b"]])]
    runs = {"dateline": ours, "txtai": theirs}
    asked = [("Who?", {"a"}), ("When?", {"b"})]
    table = peers._table(runs, {"Haystack": "not installed"}, list(World().articles(12)), asked)
    rows = {row[0]: row for row in table.rows}
    assert rows["dateline"][1] == "4.50 (3.00 to 6.00)"
    assert rows["txtai"][2] == "1.75 (1.50 to 2.00)"
    assert (rows["dateline"][-1], rows["txtai"][-1]) == ("50 %", "50 %")
    assert "Haystack: not installed." in table.note
    assert "2 questions where it is known" in table.note


def test_questions_about_the_articles_come_first(tmp_path):
    (tmp_path / "q.jsonl").write_text(
        '{"question": "Elsewhere?", "answers": ["x"], "article_ids": ["other"]}\n'
        '{"question": "Here?", "answers": ["x"], "article_ids": ["a", "other"]}\n'
    )
    found = [Article("a", "Headline", "A body.")]
    asked = peers.questions_about(found, str(tmp_path / "q.jsonl"), None, 5)
    assert asked == [("Here?", {"a"}), ("Elsewhere?", set())]


@pytest.mark.slow
def test_this_project_is_measured_as_its_peers_are(tmp_path):
    found = list(World().articles(3))
    [ours] = [system for system in peers.SYSTEMS if system.name == "dateline"]
    task = peers._task(tmp_path, found, ["What was said?"], 1)
    told = peers.run_system(ours, tmp_path, task, tmp_path)
    assert isinstance(told, dict), told
    assert (told["passages"], len(told["found"]), len(told["answer_ms"])) == (30, 1, 1)
