"""MRQA 2019: JSON lines with a header, several questions a context."""

from __future__ import annotations

from pathlib import Path

from evals.data.lines import Row, read_rows
from evals.data.question import DataSet, EvalQuestion
from ingest import Article, content_key


def load_mrqa(path: Path) -> DataSet:
    """Read ``{"header": ...}`` and then lines of ``context, qas[].{qid, question, answers, detected_answers}``.

    A right answer is any of ``answers`` or of the texts of ``detected_answers``, as in the official evaluation.

    Raises:
        InputError: when a line is not as described.
    """
    questions: list[EvalQuestion] = []
    contexts: dict[str, Article] = {}
    for row in read_rows(path):
        if "header" in row.values:
            continue
        context = row.text("context")
        article = Article(id=content_key(context), headline="", body=context, id_given=True)
        contexts[article.id] = article
        for entry in row.objects("qas"):
            questions.append(_question(Row(row.path, row.number, entry), article.id))
    name = path.name.removesuffix(".gz").removesuffix(".jsonl")
    return DataSet(name, tuple(questions), (path,), lambda: contexts.values())


def _question(row: Row, article: str) -> EvalQuestion:
    found = tuple(answer["text"] for answer in row.objects("detected_answers") if isinstance(answer.get("text"), str))
    answers = tuple(dict.fromkeys(row.texts("answers") + found))
    if not answers:
        raise row.error('expected every question to have "answers" or "detected_answers"')
    return EvalQuestion(
        id=row.text("qid", "") or row.text("id"), question=row.text("question"), answers=answers, articles=(article,)
    )
