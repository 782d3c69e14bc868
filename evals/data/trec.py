"""TREC runs and relevance judgements, as trec_eval reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evals.data.lines import read_text_lines
from ingest import InputError


class Judgement(NamedTuple):
    """How relevant a document is to a query; 0 means not at all."""

    query: str
    document: str
    grade: int


class Ranked(NamedTuple):
    """A document that a system returned. Its place follows from the score: files with all ranks 0 are common."""

    query: str
    document: str
    score: float


def read_qrels(path: Path) -> Iterator[Judgement]:
    """Yield the judgements of a file with lines ``query 0 document grade``.

    Raises:
        InputError: when a line is not of that form, or a document is judged twice for a query.
    """
    for number, fields in _fields(path, 4, '"query 0 document grade"'):
        try:
            yield Judgement(fields[0], fields[2], int(fields[3]))
        except ValueError as error:
            raise InputError(
                f"{path}, line {number}: expected a whole number as grade, found {fields[3]!r}."
            ) from error


def read_run(path: Path) -> Iterator[Ranked]:
    """Yield the documents of a file with lines ``query Q0 document rank score tag``.

    Raises:
        InputError: when a line is not of that form, or a query has a document twice: trec_eval refuses such a run.
    """
    for number, fields in _fields(path, 6, '"query Q0 document rank score tag"'):
        try:
            yield Ranked(fields[0], fields[2], float(fields[4]))
        except ValueError as error:
            raise InputError(f"{path}, line {number}: expected a number as score, found {fields[4]!r}.") from error


def write_run(path: Path, ranked: dict[str, list[tuple[str, float]]], tag: str) -> None:
    """Write a run: for each query its documents, best first, with their scores."""
    with path.open("w", encoding="utf-8") as out:
        for query, documents in ranked.items():
            for rank, (document, score) in enumerate(documents, start=1):
                out.write(f"{query} Q0 {document} {rank} {score:.6f} {tag}\n")


def _fields(path: Path, count: int, expected: str) -> Iterator[tuple[int, list[str]]]:
    seen: dict[tuple[str, str], int] = {}
    for number, line in read_text_lines(path):
        fields = line.split()
        if not fields:
            continue
        if len(fields) != count:
            raise InputError(
                f"{path}, line {number}: expected {count} fields separated by spaces, {expected}, found {len(fields)}."
            )
        query, document = fields[0], fields[2]
        before = seen.setdefault((query, document), number)
        if before != number:
            raise InputError(
                f"{path}, line {number}: the document {document} of query {query} stands in line {before} already; "
                "list each document of a query once."
            )
        yield number, fields
