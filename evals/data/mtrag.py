"""MT-RAG: turns of conversations with their history and gold passages. Answers are whole paragraphs by people."""

from __future__ import annotations

from pathlib import Path

from evals.data.corpus import read_corpus
from evals.data.lines import Row, read_rows
from evals.data.own import turn
from evals.data.question import DataSet, EvalQuestion


def load_mtrag(folder: Path) -> DataSet:
    """The 159 turns, clustered by conversation. What is measured is retrieval on follow-ups, and refusal.

    Raises:
        InputError: when a file is missing or broken.
    """
    path = folder / "queries.jsonl"
    questions = tuple(_question(row) for row in read_rows(path))
    return DataSet("mtrag", questions, (path,), lambda: read_corpus(folder / "passages.jsonl"))


def _question(row: Row) -> EvalQuestion:
    unanswerable = row.text("answerability") in ("UNANSWERABLE", "CONVERSATIONAL")
    history = tuple(turn(row, entry) for entry in row.objects("history"))
    return EvalQuestion(
        id=row.text("id"),
        question=row.text("question"),
        answers=() if unanswerable else row.texts("answer"),
        unanswerable=unanswerable,
        kind="follow-up" if history else "first turn",
        articles=() if unanswerable else tuple(fact["article_id"] for fact in row.objects("evidence")),
        history=history,
        cluster=row.text("id").partition("<::>")[0],
        long_form=True,
    )
