from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evals.metrics.support import LexicalSupport
from evals.report.board import read_tables, render_board
from evals.report.page import render, write_report
from evals.run.stored import StoredRun, load_run
from evals.run.summary import summarise
from ingest import InputError
from tests.evals.records_of import ALL, record

CONFIG = {
    "data": {"name": "mine", "questions": 6, "hash": "abc"},
    "archive": {"articles": 71, "passages": 143, "first_day": "2014-02-18", "last_day": "2026-05-15", "embedder": "e"},
    "options": {"sample": None, "retrieval_only": False},
    "reader": "0123",
    "commit": "f00",
    "started": "2026-11-22T20:00:00+00:00",
}
HOSTILE = record('<script>alert("q")</script>', "<img src=x>", answers=("Ruiz & Chen",), articles=("other",))


@pytest.fixture(scope="module")
def run() -> StoredRun:
    records = (*ALL, HOSTILE)
    metrics = {"run": "mine", **summarise(records, LexicalSupport(), resamples=200)}
    return StoredRun(Path("runs/mine"), CONFIG, records, metrics)


@pytest.fixture(scope="module")
def page(run) -> str:
    return render(run)


def test_the_report_is_one_file_that_asks_for_nothing(page, run, tmp_path):
    assert page.startswith("<!doctype html>")
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', re.sub(r'xlink:href="#[^"]*"', "", page))
    assert "@import" not in page
    assert not re.findall(r"url\((?!#)", page)
    assert write_report(run, tmp_path / "a" / "report.html").read_text("utf-8") == page


def test_what_people_wrote_is_shown_and_never_run(page):
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;b&gt;Two&lt;/b&gt; jurors" in page
    assert "Ruiz &amp; Chen" in page


def test_figures_have_intervals_and_n(page):
    assert re.search(r"<td>correct</td>.*?<b>50\.0</b>.*?to.*?<td class=\"n\">4</td>", page, re.DOTALL)


def test_plots_take_the_pages_colour_and_have_names(page):
    assert page.count('role="img"') == 3
    assert "currentColor" in page
    assert "#010203" not in page
    identifiers = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


def test_the_worst_answers_show_their_passages_with_the_answer_marked(page):
    entry = page[page.index('id="q-Where was Chen?"') :].split("</details>")[0]
    assert "answered, though the archive does not say" in entry
    assert "<mark>A jury acquitted Ruiz of bribery</mark>" in entry
    assert "Jury acquits Ruiz" in entry
    assert "2024-03-15" in entry


def test_the_same_run_makes_the_same_page(page, run):
    assert render(run) == page


def test_the_board_lists_every_figure_with_n(run):
    extra = {"title": "reader", "note": "On given passages.", "rows": [
        {"figure": "squad11_dev em", "as": "em", "value": 0.7, "low": 0.69, "high": 0.71, "n": 10570}]}  # fmt: skip
    board = render_board([run], [extra])
    assert "## mine" in board
    assert re.search(r"\| correct: .* \| 50\.0 \| .* to .* \| 4 \|", board)
    assert "| squad11_dev em | 70.0 | 69.0 to 71.0 | 10570 |" in board
    assert "dateline eval run mine" in board


def test_a_table_for_the_board_is_checked(tmp_path):
    path = tmp_path / "t.json"
    path.write_text('{"title": "x"}')
    with pytest.raises(InputError, match=r'expected an object with "title", "note" and "rows"'):
        read_tables([path])


def test_a_folder_that_is_no_run_says_so(tmp_path):
    with pytest.raises(InputError, match="is not a run"):
        load_run(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps(CONFIG))
    with pytest.raises(InputError, match="is not finished"):
        load_run(tmp_path)
