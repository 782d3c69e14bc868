"""Summary of a Haystack: broad questions over 100 documents each, answered by insights with gold citations."""

from __future__ import annotations

from pathlib import Path

from evals.data.corpus import read_corpus
from evals.data.lines import read_rows
from evals.data.question import DataSet, EvalQuestion


def load_summhay(folder: Path) -> DataSet:
    """The 18 questions, clustered by topic; ``answers`` are the gold insights.

    Raises:
        InputError: when a file is missing or broken.
    """
    path = folder / "queries.jsonl"
    questions = tuple(
        EvalQuestion(
            id=row.text("id"),
            question=f"{row.text('topic')}: {row.text('question')}",
            answers=row.texts("answer"),
            kind=row.text("topic_file"),
            articles=tuple(dict.fromkeys(fact["article_id"] for fact in row.objects("evidence"))),
            cluster=row.text("id"),
            long_form=True,
        )
        for row in read_rows(path)
    )
    return DataSet("summhay", questions, (path,), lambda: read_corpus(folder / "corpus.jsonl.gz"))
