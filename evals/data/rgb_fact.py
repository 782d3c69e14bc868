"""RGB, counterfactual part: true passages beside passages in which the answer was replaced by a false one."""

from __future__ import annotations

from pathlib import Path

from evals.data.corpus import read_corpus
from evals.data.lines import Row, read_rows
from evals.data.question import DataSet, EvalQuestion


def load_rgb_fact(folder: Path) -> DataSet:
    """The 100 questions; relevant are the true passages.

    Raises:
        InputError: when a file is missing or broken.
    """
    path = folder / "queries.jsonl"
    questions = tuple(_question(row) for row in read_rows(path))
    return DataSet("rgb_fact", questions, (path,), lambda: read_corpus(folder / "corpus.jsonl"))


def _question(row: Row) -> EvalQuestion:
    return EvalQuestion(
        id=row.text("id"),
        question=row.text("question"),
        answers=_flat(row, "answer"),
        wrong_answers=_flat(row, "counterfactual_answer"),
        kind="conflict",
        articles=tuple(fact["article_id"] for fact in row.objects("evidence")),
        cluster=row.text("id"),
    )


def _flat(row: Row, key: str) -> tuple[str, ...]:
    """The texts under a key, where an entry may itself be a list of wordings."""
    value = row.values.get(key)
    entries = value if isinstance(value, list) else [value]
    texts = [text for entry in entries for text in (entry if isinstance(entry, list) else [entry])]
    found = tuple(text for text in texts if isinstance(text, str))
    if not found or len(found) < len(texts):
        raise row.error(f'expected texts under "{key}"')
    return found
