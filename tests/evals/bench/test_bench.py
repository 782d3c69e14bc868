from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from evals.bench import checking, clustered, corpus, scaling
from evals.bench.cli import app
from evals.bench.generated import GeneratedVectors, World
from evals.bench.ingesting import ingest_once
from evals.bench.measure import Spread, plain
from evals.bench.process import disk_mb, peak_mb, percentile, resident_mb
from evals.bench.querying import LIMIT, cold_times, search_times, windows
from evals.bench.serving import ask_for
from evals.bench.table import SPREAD, Table
from evals.report.board import read_tables, render_board
from index import Archive
from ingest import InputError, split

ARTICLES = 40


@pytest.fixture(scope="module")
def world():
    return World()


@pytest.fixture(scope="module")
def made(world, tmp_path_factory):
    """A folder with generated articles in a file, and the archive that was measured while they were ingested."""
    folder = tmp_path_factory.mktemp("bench")
    corpus.write_articles(world.articles(ARTICLES, passages=2), folder / "articles.jsonl")
    return folder, ingest_once([folder / "articles.jsonl"], folder / "archive", GeneratedVectors(world))


@pytest.fixture(scope="module")
def archive(made, world):
    with Archive.open(made[0] / "archive", embedder=GeneratedVectors(world)) as opened:
        yield opened


# Numbers


def test_spread_and_percentiles():
    assert Spread.of([5.0, 1.0, 2.0]) == Spread(1.0, 2.0, 5.0, 3)
    assert [percentile(range(1, 101), share) for share in (0.5, 0.95, 1.0)] == [50, 95, 100]
    assert percentile([7.0], 0.95) == 7.0


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (0.01234, "0.0123"),
        (1.5, "1.50"),
        (12.34, "12.3"),
        (150.2, "150"),
        (31_367, "31,367"),
        ("–", "–"),
    ],
)
def test_numbers_keep_three_digits(number, text):
    assert plain(number) == text


def test_memory_and_disk_are_those_of_this_process_and_folder(tmp_path):
    assert 1 < resident_mb() <= peak_mb() < 1e6
    (tmp_path / "file").write_bytes(b"x" * 1_000_000)
    assert 1 <= disk_mb(tmp_path) < 1.1


def test_table_goes_to_the_board(tmp_path):
    table = Table("Queries", "a note", SPREAD)
    table.spread("search, p50", "ms", [3.0, 1.0, 2.0])
    table.spread("never measured", "ms", [])
    table.write(tmp_path / "query.json")
    board = render_board([], read_tables([tmp_path / "query.json"]))
    assert "## Queries\n\na note\n" in board
    assert "| search, p50 | 2.00 | 1.00 | 3.00 | ms | 3 |" in board
    assert json.loads((tmp_path / "query.json").read_text())["figures"]["search, p50"]["values"] == [3.0, 1.0, 2.0]
    with pytest.raises(InputError, match="cannot be written"):
        table.write(tmp_path / "query.json" / "below")


# What is measured on


def test_generated_articles_are_the_same_every_time(world):
    first, again = list(world.articles(3)), list(World().articles(3))
    assert first == again
    assert len({article.body for article in first}) == 3
    assert [len(split(article)) for article in first] == [10, 10, 10]


def test_generated_vectors_lie_near_where_words_are_shared(world):
    embedder = GeneratedVectors(world)
    texts = [article.body for article in world.articles(20)]
    rows = embedder.encode_passages(texts)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(20), abs=1e-5)
    assert [int(np.argmax(rows @ embedder.encode_query(text[:600]))) for text in texts] == list(range(20))
    assert embedder.encode_query("§ no word of theirs").shape == (384,)


def test_articles_are_written_and_read_back(made, world):
    found = list(corpus.articles([made[0] / "articles.jsonl"], limit=5))
    written = list(world.articles(ARTICLES, passages=2))[:5]
    assert [(a.id, a.body, a.published_day) for a in found] == [(a.id, a.body, a.published_day) for a in written]


def test_questions_come_from_a_file_or_from_the_articles(made, tmp_path):
    found = list(corpus.articles([made[0] / "articles.jsonl"]))
    made_up = corpus.questions(None, found, 7)
    assert (len(made_up), len(set(made_up))) == (7, 7)
    (tmp_path / "q.jsonl").write_text('{"question": "Who won?", "answers": ["Ruiz"]}\n')
    assert corpus.questions(tmp_path / "q.jsonl", found) == ["Who won?"]


def test_a_folder_without_articles_is_told(tmp_path):
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(InputError, match="no article there"):
        list(corpus.articles([tmp_path / "empty.jsonl"]))


# What is measured


def test_ingest_counts_what_it_took(made):
    folder, measured = made
    assert (measured.articles, measured.passages) == (ARTICLES, 2 * ARTICLES)
    assert 0 <= measured.embed_seconds < measured.seconds
    assert measured.disk_mb == pytest.approx(disk_mb(folder / "archive"), rel=0.5)


def test_filters_admit_the_shares_they_name(archive):
    found = {window.wanted: window for window in windows(archive, (0.0001, 0.1, 0.5, 1.0))}
    assert [found[share].articles for share in (0.0001, 0.1, 0.5, 1.0)] == [1, 4, 20, 40]
    assert "10 % (4 articles, 10 %)" in found[0.1].name
    hits = archive.search("a question?", limit=100, filters=found[0.1].filters, per_story=False)
    assert len({hit.article.id for hit in hits}) <= 4


def test_every_search_is_timed(archive, world):
    times = search_times(archive, world.questions(6), None)
    assert len(times) == 6
    assert all(0 < time < 60_000 for time in times)
    assert len(archive.search(world.questions(1)[0], limit=LIMIT)) == LIMIT


def test_cold_commands_are_timed_or_their_failure_is_told(tmp_path):
    [seconds] = cold_times(["--version"], 1)
    assert 0 < seconds < 120
    with pytest.raises(InputError, match="no archive"):
        cold_times(["status", "--archive", str(tmp_path / "none")], 1)


def test_scale_measures_and_draws(made, monkeypatch, tmp_path):
    # In this process: starting new ones is what takes time here.
    monkeypatch.setattr(scaling, "in_fresh_process", lambda function, *args: function(*args))
    monkeypatch.setattr(scaling, "QUESTIONS", 3)
    table = scaling.bench_scale([200, 20], tmp_path / "curves.svg")
    assert table.columns == ("figure", "20 passages", "200 passages")
    small, large = table.figures["points"]
    assert (small["passages"], large["passages"], large["articles"]) == (20, 200, 20)
    assert 0 < small["disk_mb"] < large["disk_mb"]
    assert sum(large["disk_parts_mb"].values()) == pytest.approx(large["disk_mb"], rel=0.05)
    assert 0 < large["search_p50_ms"] <= large["search_p95_ms"]
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["search, filtered to 10 %, p50 / p95, ms"][0] == "–", "a tenth of two articles is none"
    assert all("/" in cell for cell in rows["search, filtered to 100 %, p50 / p95, ms"])
    assert (tmp_path / "curves.svg").read_text().count("<svg") == 1


class _Answers(BaseHTTPRequestHandler):
    """Answers, is busy, fails, and again."""

    statuses = (200, 503, 500)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.door:
            status = self.statuses[self.server.asked % 3]
            self.server.asked += 1
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def test_answers_busy_and_errors_are_counted_apart():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.asked, server.door = 0, threading.Lock()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        load = ask_for(server.server_port, ["Who?", "When?"], clients=2, seconds=1.0)
    finally:
        server.shutdown()
        server.server_close()
    assert len(load.milliseconds) + load.busy + load.errors == server.asked
    assert min(len(load.milliseconds), load.busy, load.errors) >= 1
    assert abs(load.busy - load.errors) <= 1
    assert load.seconds >= 1.0
    assert ask_for(server.server_port, ["Who?"], clients=1, seconds=0.05).errors >= 1, "nobody listens any more"


# The command


def test_help_names_every_command():
    text = CliRunner().invoke(app, ["--help"]).output
    for name in ("ingest", "cluster", "query", "serve", "scale"):
        assert name in text


@pytest.mark.parametrize("sizes", ["0", "ten", "1000,", "-5"])
def test_sizes_that_are_none_are_refused(sizes):
    with pytest.raises(InputError, match="whole numbers above 0"):
        CliRunner().invoke(app, ["scale", "--sizes", sizes], catch_exceptions=False)


@pytest.mark.slow
def test_an_ingest_on_a_cluster_is_timed_with_every_number_of_workers(tmp_path):
    pytest.importorskip("ray", reason='needs pip install "dateline[ray]"')
    table = clustered.bench_cluster([], 3, [1, 2], 1)
    assert table.figures["passages, workers: 1"]["values"][0] > 0
    assert table.figures["speed with 2 workers, of that with 1"]["values"][0] > 0


@pytest.mark.slow
def test_commands_end_to_end(tmp_path):
    def call(*arguments):
        result = CliRunner().invoke(app, [*arguments, "--out", str(tmp_path / "t.json")], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads((tmp_path / "t.json").read_text())["figures"]

    ingest = call("ingest", "--sample", "3", "--repeats", "1")
    assert 10 < ingest["end to end, of the bare rate"]["values"][0] < 500
    query = call("query", "--sample", "5", "--most", "3", "--answers", "2", "--repeats", "1")
    assert 0 < query["search, p50"]["values"][0] < query["whole answer, p50"]["values"][0]
    assert 0 < query["cold --help"]["values"][0] < query["cold ask"]["values"][0]
    serve = call("serve", "--sample", "5", "--most", "3", "--clients", "1,2", "--seconds", "3")
    assert serve["2 clients: answers"]["values"][0] > 0
    assert serve["2 clients: errors"]["values"] == [0.0]
    assert call("scale", "--sizes", "100")["points"][0]["passages"] == 100


@pytest.mark.slow
def test_the_checks_of_answers_are_timed(tmp_path, capsys):
    examples = Path(__file__).parents[3] / "examples"
    with Archive.open(tmp_path / "a", write=True) as archive:
        archive.ingest([examples / "articles"])
    asked = [str(examples / "questions.jsonl"), "--archive", str(tmp_path / "a"), "--most", "4", "--limit", "10000"]
    assert checking.main(asked) == 0
    assert re.search(r"checks of \d answers: median [\d.]+ ms, 95 % within [\d.]+ ms", capsys.readouterr().out)
