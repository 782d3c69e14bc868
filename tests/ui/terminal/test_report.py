"""What an ingest did, in lines."""

from pathlib import Path
from typing import Any

import pytest

from index import IngestReport
from ingest import Problem
from ui.terminal.report import SHOWN_PROBLEMS, outcome, summary

PROBLEM = Problem("a\x1b.txt", "the file is empty")


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ({"added": 1, "unchanged": 2_000}, "1 added, 2,000 unchanged"),
        ({"updated": 1, "kept_out": 1, "set_aside": 1}, "1 updated, 1 kept out, 1 set aside"),
        ({"problems": [PROBLEM]}, "the file is empty"),
        ({"added": 1, "problems": [PROBLEM] * 3}, "1 added; the file is empty (and 2 more)"),
        ({}, "nothing to read"),
    ],
)
def test_one_file_is_a_line(report: dict[str, Any], said: str) -> None:
    assert outcome(IngestReport(**report)) == said


def test_many_files_are_counted() -> None:
    assert summary(IngestReport(files=1, read=1, files_unchanged=2, added=1, passages=1, seconds=0.25), Path("a")) == [
        "1 file (1 article read, 2 unchanged) in 0.2 s",
        "1 added, 0 updated, 0 unchanged, 0 grouped as copies, 0 kept out, 1 passage",
    ]


def test_what_failed_is_told_and_the_rest_counted() -> None:
    _, _, before, *lines = summary(IngestReport(set_aside=1, problems=[PROBLEM] * (SHOWN_PROBLEMS + 2)), Path("a"))
    assert before == "1 file failed before and were not tried again"
    assert lines == [
        f"{SHOWN_PROBLEMS + 2} problems set aside, listed in a/problems.jsonl:",
        *["  a.txt: the file is empty"] * SHOWN_PROBLEMS,
        "  and 2 more",
    ]
