"""The command line as a person types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qa import Answer
from tests.ui.conftest import EXAMPLES, Newsroom, answer_of
from ui.commands.cli import app

ROOT = Path(__file__).parents[3]
COMMANDS = (
    "ingest", "ask", "search", "serve", "show", "history", "remove", "redact", "unredact", "sealed", "log", "status", "check", "rebuild", "verify", "feedback",
    "password",
)  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_help_names_every_command() -> None:
    text = run("--help").output
    for name in (*COMMANDS, "eval"):
        assert name in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    assert run(command, "--help").exit_code == 0


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; import ui.commands.cli; "
        "heavy = {'torch', 'gradio', 'chromadb', 'llama_index', 'sentence_transformers', 'pydantic', 'sqlalchemy'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_help_is_quick() -> None:
    def seconds() -> float:
        before = os.times()
        command = [sys.executable, "-m", "ui.commands.cli", "--help"]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(3)) < 0.6, "of processor time, whatever else the machine does"


def test_ask_json_is_exactly_the_answer(newsroom: Newsroom) -> None:
    done = run("ask", "Which charge ended in a mistrial?", "--json", "--archive", newsroom.settings.archive)
    assert done.exit_code == 0, done.output
    answer = Answer.model_validate_json(done.stdout)
    assert json.loads(done.stdout) == json.loads(answer.model_dump_json())
    assert next(iter(json.loads(done.stdout))) == "schema"


def test_search_and_show_and_history_agree(newsroom: Newsroom) -> None:
    archive = newsroom.settings.archive
    first = json.loads(run("search", "dock strike", "--json", "-n", "1", "--archive", archive).stdout)[0]
    shown = json.loads(run("show", first["article_id"], "--json", "--archive", archive).stdout)
    assert shown["body"][first["start"] : first["end"]] == first["snippet"]
    (entry,) = json.loads(run("history", first["article_id"], "--json", "--archive", archive).stdout)
    assert entry["version"] == first["version"] == shown["version"]
    assert first["headline"] in run("show", first["article_id"], "--archive", archive).stdout


def test_the_same_folder_twice_changes_nothing(newsroom: Newsroom) -> None:
    done = run("ingest", EXAMPLES, "--json", "--archive", newsroom.settings.archive)
    report = json.loads(done.stdout)
    assert (report["added"], report["updated"], report["passages"]) == (0, 0, 0)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = run("ingest", EXAMPLES / "whitmoor-examiner", "--dry-run", "--archive", tmp_path / "archive")
    assert "← " in done.stdout
    assert "Nothing was written." in done.stdout
    assert not (tmp_path / "archive").exists()


def test_status_counts_and_check_agrees(newsroom: Newsroom) -> None:
    archive = newsroom.settings.archive
    assert json.loads(run("status", "--json", "--archive", archive).stdout)["articles"] > 40
    assert run("check", "--archive", archive).stdout == "The three stores agree.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ask", "Who?", "--archive", "no-such-archive"), "no-such-archive"),
        (("ask", "Who?", "--from", "yesterday"), "--from yesterday: not a day; write it as 2025-06-12."),
        (("search", "x", "--from", "2025-02-01", "--to", "2025-01-01"), "is later than --to"),
        (("verify", "no-such-file.json"), "no-such-file.json: No such file or directory."),
        (("serve", "--auth", "no-such-file"), "the file of passwords cannot be read"),
        (("serve", "--port", "0", "--llm", "cleverest"), 'The language model "cleverest" is not understood'),
        (("password", "a b"), "is not a name"),
    ],
)
def test_an_error_is_one_sentence_and_exit_2(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, list(arguments), input="pw\npw\n")
    assert done.exit_code == 2, done.output
    assert sentence in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize("question", ["", "?!...", "x" * 100_000])
def test_a_question_that_cannot_be_asked_is_told(newsroom: Newsroom, question: str) -> None:
    done = run("ask", question, "--archive", newsroom.settings.archive)
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr) < 400


def test_a_wrong_setting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SEARCH__CANDIDATES", "many")
    done = run("status", "--archive", tmp_path)
    assert done.exit_code == 2
    assert "search.candidates" in done.stderr


def test_an_exported_answer_verifies_until_it_is_altered(newsroom: Newsroom, tmp_path: Path) -> None:
    archive = newsroom.settings.archive
    exported = tmp_path / "answer.json"
    exported.write_text(run("ask", "Which charge ended in a mistrial?", "--json", "--archive", archive).stdout)
    assert run("verify", exported, "--archive", archive).exit_code == 0
    exported.write_text(answer_of().model_dump_json())
    altered = run("verify", exported, "--archive", archive)
    assert altered.exit_code == 1
    assert "0 of 1 quote stand." in altered.stdout


def test_removing_with_purge_forgets_kept_answers(tmp_path: Path) -> None:
    from ui.answers.kept import KeptAnswers

    archive, story = tmp_path / "archive", tmp_path / "story.txt"
    story.write_text("Lighthouse keeper retires\n\nMara Quist retired on Friday.")
    assert run("ingest", story, "--archive", archive).exit_code == 0
    found = json.loads(run("search", "lighthouse", "--json", "--archive", archive).stdout)[0]
    result = answer_of().results[0].model_copy(update={"article_id": found["article_id"]})
    KeptAnswers(archive).keep(answer_of(results=[result]))
    done = run("remove", found["article_id"], "--reason", "asked to", "--purge", "--archive", archive)
    assert "1 kept answer" in done.stdout
    assert not [path for path in archive.rglob("*") if path.is_file() and b"Mara Quist" in path.read_bytes()]
