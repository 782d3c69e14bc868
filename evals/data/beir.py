"""BEIR: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/NAME.tsv`` in one folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from evals.data.lines import read_rows, read_table
from evals.data.question import DataSet, EvalQuestion
from ingest import Article, InputError


def load_beir(folder: Path, split: str = "test") -> DataSet:
    """Read the queries that have relevant documents, with their grades; they measure retrieval alone.

    Raises:
        InputError: when a file is missing or a line is not as BEIR writes it.
    """
    judgements = folder / "qrels" / f"{split}.tsv"
    if not judgements.exists():
        found = sorted(path.stem for path in (folder / "qrels").glob("*.tsv"))
        raise InputError(f"{judgements} is missing; the folder has qrels for: {', '.join(found) or 'nothing'}.")
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for query, document, grade in read_beir_qrels(judgements):
        if grade > 0:
            relevant[query][document] = grade
    questions = tuple(
        EvalQuestion(
            id=row.text("_id"), question=row.text("text"), articles=tuple(relevant[row.text("_id")]),
            grades=tuple(relevant[row.text("_id")].values()), cluster=row.text("_id"),
        )
        for row in read_rows(folder / "queries.jsonl")
        if row.text("_id") in relevant
    )  # fmt: skip
    files = (folder / "corpus.jsonl", folder / "queries.jsonl", judgements)
    return DataSet(folder.name, questions, files, lambda: _corpus(folder / "corpus.jsonl"))


def read_beir_qrels(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield (query, document, grade) of a BEIR judgement file, whose first line is a header.

    Raises:
        InputError: when a line has not three tab-separated fields or the grade is no whole number.
    """
    expected = 'three tab-separated fields "query-id corpus-id score"'
    for number, fields in read_table(path, 3, expected):
        if number == 1 and not fields[2].lstrip("-").isdigit():
            continue
        try:
            yield fields[0], fields[1], int(fields[2])
        except ValueError as error:
            raise InputError(
                f"{path}, line {number}: expected a whole number as score, found {fields[2]!r}."
            ) from error


def _corpus(path: Path) -> Iterator[Article]:
    for row in read_rows(path):
        body = row.text("text", "")
        if body.strip():
            yield Article(id=row.text("_id"), headline=row.text("title", ""), body=body, id_given=True)
