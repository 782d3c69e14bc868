"""MultiHop-RAG: questions whose evidence lies in several articles, and null questions that have none."""

from __future__ import annotations

from pathlib import Path

from evals.data.corpus import read_corpus
from evals.data.lines import Row, read_rows
from evals.data.question import DataSet, EvalQuestion


def load_multihop(folder: Path) -> DataSet:
    """The 500 development questions; the archive is the evidence sentences of 609 articles.

    Raises:
        InputError: when a file is missing or broken.
    """
    path = folder / "queries_dev.jsonl"
    questions = tuple(_question(row) for row in read_rows(path))
    return DataSet("multihop", questions, (path,), lambda: read_corpus(folder / "evidence_corpus.jsonl"))


def _question(row: Row) -> EvalQuestion:
    kind = row.text("question_type")
    null = kind == "null_query"
    evidence = row.objects("evidence")
    return EvalQuestion(
        id=row.text("id"),
        question=row.text("question"),
        answers=() if null else row.texts("answer"),
        unanswerable=null,
        kind=kind.removesuffix("_query"),
        articles=() if null else tuple(dict.fromkeys(fact["article_id"] for fact in evidence)),
        evidence=() if null else tuple(dict.fromkeys(fact["fact"] for fact in evidence)),
    )
