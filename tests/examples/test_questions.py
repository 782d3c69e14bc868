"""The sample questions agree with the sample articles: every quoted evidence is there, to the letter."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
ARTICLES = EXAMPLES / "articles"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
KINDS = {
    "short", "who_said", "number", "date", "count", "outcome", "followup", "conflict", "evolving", "yes_no",
    "unanswerable", "false_premise",
}  # fmt: skip
BODY_COLUMNS = ("body", "content", "story_text")


class Paragraphs(HTMLParser):
    """The text of the visible paragraphs of a page's article."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.article = self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.article = True
        elif tag == "p" and self.article:
            said = dict(attrs)
            self.open = "style" not in said and said.get("class") in (None, "correction")
            if self.open:
                self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.article = False
        elif tag == "p":
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.found[-1] += data


def text_of(reference: str) -> str:
    """The body that a reference such as "box/a.html" or "box/b.jsonl:3" names."""
    name, _, line = reference.partition(":")
    text = (ARTICLES / name).read_text(encoding="utf-8")
    if line:
        record = json.loads(text.splitlines()[int(line) - 1])
        return str(next(record[column] for column in BODY_COLUMNS if column in record))
    if name.endswith(".html"):
        page = Paragraphs()
        page.feed(text)
        return "\n\n".join(page.found)
    return text


def day_of(reference: str) -> date:
    """The day of publication: part of the file name, or of the record's own id."""
    name, _, line = reference.partition(":")
    if not line:
        return date.fromisoformat(Path(name).name[:10])
    own = json.loads((ARTICLES / name).read_text(encoding="utf-8").splitlines()[int(line) - 1])["id"]
    digits = "".join(character for character in own if character.isdigit())
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def test_there_are_enough_questions_of_each_sort() -> None:
    assert len(ROWS) >= 120
    assert sum(row.get("unanswerable", False) for row in ROWS) >= 40
    assert {row["kind"] for row in ROWS} == KINDS
    assert len({row["id"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", [row for row in ROWS if not row.get("unanswerable")], ids=lambda row: row["id"])
def test_evidence_is_in_the_named_article(row: dict[str, Any]) -> None:
    assert row["answers"]
    assert len(row["evidence"]) == len(row["articles"]) > 0
    for reference, evidence in zip(row["articles"], row["evidence"], strict=True):
        assert evidence in text_of(reference), reference


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("unanswerable")], ids=lambda row: row["id"])
def test_what_cannot_be_answered_has_a_reason_and_no_evidence(row: dict[str, Any]) -> None:
    assert row["answers"] == []
    assert "evidence" not in row
    assert "articles" not in row
    assert row["why"]


@pytest.mark.parametrize("row", [row for row in ROWS if "history" in row], ids=lambda row: row["id"])
def test_a_conversation_alternates_and_ends_with_an_answer(row: dict[str, Any]) -> None:
    assert [turn["role"] for turn in row["history"]] == ["user", "assistant"] * (len(row["history"]) // 2)


@pytest.mark.parametrize("row", [row for row in ROWS if "asked_on" in row], ids=lambda row: row["id"])
def test_nothing_is_asked_before_its_evidence_was_published(row: dict[str, Any]) -> None:
    asked = date.fromisoformat(row["asked_on"])
    assert all(day_of(reference) <= asked for reference in row.get("articles", []))
