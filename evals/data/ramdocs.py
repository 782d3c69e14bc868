"""RAMDocs: short documents that disagree; every correct value should be shown and no false one alone."""

from __future__ import annotations

from pathlib import Path

from evals.data.corpus import read_corpus
from evals.data.lines import read_rows
from evals.data.question import DataSet, EvalQuestion


def load_ramdocs(folder: Path) -> DataSet:
    """The 500 questions; relevant are the documents that state a correct value.

    Raises:
        InputError: when a file is missing or broken.
    """
    path = folder / "queries.jsonl"
    questions = tuple(
        EvalQuestion(
            id=row.text("id"),
            question=row.text("question"),
            answers=row.texts("answer"),
            wrong_answers=row.texts("wrong_answers"),
            kind="conflict" if row.texts("wrong_answers") else "agreed",
            articles=tuple(fact["article_id"] for fact in row.objects("evidence") if fact["doc_type"] == "correct"),
            cluster=row.text("id"),
        )
        for row in read_rows(path)
    )
    return DataSet("ramdocs", questions, (path,), lambda: read_corpus(folder / "corpus.jsonl"))
