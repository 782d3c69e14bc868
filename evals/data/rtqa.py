"""RealTimeQA: weekly news-quiz questions over dated articles. Every question is asked as of the day of its quiz."""

from __future__ import annotations

from pathlib import Path

from evals.data.corpus import read_corpus
from evals.data.lines import Row, read_rows
from evals.data.question import DataSet, EvalQuestion


def load_rtqa(folder: Path) -> DataSet:
    """The questions over the small archive: answerable ones (gold and weak) and those it cannot answer.

    The quiz's four choices are never part of a question.

    Raises:
        InputError: when a file is missing or broken.
    """
    files = (folder / "questions_dev.jsonl", folder / "unanswerable_dev.jsonl")
    questions = tuple(_question(row) for path in files for row in read_rows(path))
    return DataSet("rtqa", questions, files, lambda: read_corpus(folder / "articles_small.jsonl.gz"))


def load_rtqa_all(folder: Path) -> DataSet:
    """The answerable questions over the whole archive of 26,829 articles (the small archive's among them).

    Raises:
        InputError: when a file is missing or broken.
    """
    files = (folder / "questions_dev.jsonl", folder / "questions_dev_all_archive.jsonl")
    questions = tuple(_question(row) for path in files for row in read_rows(path))
    return DataSet("rtqa_all", questions, files, lambda: read_corpus(folder / "articles_all.jsonl.gz"))


def _question(row: Row) -> EvalQuestion:
    # The quiz's "evidence" explains the answer in other words than the articles: as gold passages it would mislead.
    answers = row.texts("answer")
    return EvalQuestion(
        id=row.text("id"),
        question=row.text("question"),
        answers=answers,
        unanswerable=not answers,
        kind=row.text("label"),
        articles=row.texts("gold_article_ids") or row.texts("articles_containing_answer"),
        asked_on=row.day("asked_on"),
    )
