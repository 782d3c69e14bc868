from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from evals.data.question import DataSet, EvalQuestion
from evals.data.validate import validate
from evals.report.compare import compare_runs
from evals.report.page import write_report
from evals.run.records import read_records
from evals.run.run import RunOptions, run
from evals.run.stored import load_run
from index import Archive, StoreLockedError
from ingest import Article, InputError
from qa.reader.model import WEIGHTS

pytestmark = pytest.mark.skipif(not (WEIGHTS / "model.safetensors").exists(), reason="needs the packaged reader")

ARTICLES = (
    Article(
        id="verdict", headline="Jury acquits Ruiz of bribery", source="Courier", published_at="2024-03-15",
        body="PORT ANSEL — A jury acquitted Maria Ruiz of bribery on Friday.\n\nThe judge declared a mistrial on the "
        "charge of fraud. Ruiz, 51, had run the harbor since 2011.",
        id_given=True, origin="articles/courier/verdict.txt",
    ),
    Article(
        id="fire", headline="Mill burns in Tarrow Falls", source="Lantern", published_at="2024-05-02",
        body="TARROW FALLS — A fire destroyed the paper mill on Thursday. Two workers died, the fire chief said.",
        id_given=True, origin="articles/lantern/fire.txt",
    ),
)  # fmt: skip
QUESTIONS = (
    EvalQuestion("verdict", "Which charge ended in a mistrial?", ("fraud",), articles=("courier/verdict.txt",)),
    EvalQuestion("dead", "How many workers died in the mill fire?", ("two", "2"), articles=("fire",), kind="number"),
    EvalQuestion("early", "How many workers died in the mill fire?", unanswerable=True, asked_on=date(2024, 4, 1)),
    EvalQuestion("absent", "Who won the regatta in Brannock?", unanswerable=True),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    with Archive.open(folder, write=True) as opened:
        opened.add(ARTICLES)
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> DataSet:
    path = tmp_path_factory.mktemp("data") / "mine.jsonl"
    path.write_text("questions\n")
    return DataSet("mine", QUESTIONS, (path,))


@pytest.fixture(scope="module")
def finished(archive, data, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("runs") / "one"
    run(data, archive, out, options=RunOptions(processes=1))
    return out


def unhurried(folder: Path) -> list[dict]:
    """The records without what differs from run to run: times and memory."""
    records = [record.model_dump(mode="json") for record in read_records(folder / "records.jsonl")]
    for record in records:
        del record["seconds"], record["peak_mb"]
        record["answer"].pop("timings_ms")
    return records


def test_a_run_says_what_it_was_made_with(finished, data):
    config = json.loads((finished / "config.json").read_text())
    assert config["data"] == {"name": "mine", "questions": 4, "hash": data.digest()}
    assert config["archive"]["articles"] == 2
    assert config["versions"]["torch"]
    assert config["reader"]


def test_every_question_has_a_record_in_order(finished):
    records = {record.question.id: record for record in read_records(finished / "records.jsonl")}
    assert list(records) == ["verdict", "dead", "early", "absent"]
    assert records["verdict"].ranked[0] == "courier/verdict.txt"  # named as the question names it
    assert records["verdict"].gold == {"verdict": "courier/verdict.txt"}
    assert (records["dead"].source, records["dead"].year) == ("Lantern", 2024)
    assert "fire" not in records["early"].ranked  # it had not happened yet
    for record in records.values():
        assert record.candidate is not None
        assert record.answer is not None
        assert record.exact == len(record.answer.citations)


def test_metrics_are_those_of_the_records(finished):
    figures = load_run(finished).metrics["figures"]
    assert figures["R@1"]["value"] == 1.0
    assert figures["answered"]["n"] == 2
    assert figures["false_answer"]["n"] == 2


def test_an_interrupted_run_is_resumed_with_the_same_result(finished, archive, data, tmp_path):
    out = tmp_path / "resumed"
    out.mkdir()
    (out / "config.json").write_bytes((finished / "config.json").read_bytes())
    kept = (finished / "records.jsonl").read_text().splitlines(keepends=True)
    (out / "records.jsonl").write_text("".join(kept[:2]) + kept[2][:80])
    with pytest.raises(InputError, match="continue it with --resume"):
        run(data, archive, out, options=RunOptions(processes=1))
    run(data, archive, out, options=RunOptions(processes=1, resume=True))
    assert unhurried(out) == unhurried(finished)
    assert not compare_runs(load_run(finished), load_run(out)).moved


def test_another_data_set_cannot_be_resumed(finished, archive, data):
    other = replace(data, questions=QUESTIONS[:3])
    with pytest.raises(InputError, match="holds a run with another data"):
        run(other, archive, finished, options=RunOptions(resume=True))


def test_two_runs_do_not_mix_in_one_folder(finished, archive, data):
    with FileLock(finished / "run.lock"), pytest.raises(StoreLockedError, match="Another process is running"):
        run(data, archive, finished, options=RunOptions(resume=True))


@pytest.mark.slow
def test_several_processes_find_what_one_finds(archive, data, tmp_path):
    options = RunOptions(retrieval_only=True, processes=2)
    run(data, archive, tmp_path / "two", options=options)
    run(data, archive, tmp_path / "one", options=replace(options, processes=1))
    two, one = (read_records(tmp_path / name / "records.jsonl") for name in ("two", "one"))
    assert [record.ranked for record in two] == [record.ranked for record in one]
    assert two[0].ranked[0] == "courier/verdict.txt"
    assert two[0].answer is None


def test_a_set_with_articles_of_its_own_needs_no_archive(data, tmp_path):
    own = replace(data, articles=lambda: ARTICLES)
    metrics = run(own, None, tmp_path / "own", options=RunOptions(retrieval_only=True, processes=1, sample=2))
    assert metrics["questions"] == 2
    assert (tmp_path / "own" / "archive").is_dir()


def test_an_empty_archive_is_an_error(data, tmp_path):
    Archive.open(tmp_path / "empty", write=True).close()
    with pytest.raises(InputError, match="is empty; fill it with"):
        run(data, tmp_path / "empty", tmp_path / "out")


def test_the_report_of_a_real_run(finished, tmp_path):
    page = write_report(load_run(finished), tmp_path / "report.html").read_text()
    assert "Milliseconds by stage" in page


def test_validation_names_what_is_not_in_the_archive(archive, data):
    lost = EvalQuestion("lost", "Who?", ("x",), articles=("courier/none.txt",))
    wrong = EvalQuestion("wrong", "Mill fire?", ("x",), articles=("lantern/fire.txt",), evidence=("Nobody died.",))
    found = validate(replace(data, questions=(*QUESTIONS, lost, wrong)), archive)
    assert found == [
        'Question "lost": the article "courier/none.txt" was not found in the archive.',
        'Question "wrong": its articles do not hold the evidence "Nobody died.".',
    ]
