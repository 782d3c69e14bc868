"""SQuAD 1.1 and 2.0: the official JSON, and the flattened form with one question a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.data.lines import open_text, read_rows
from evals.data.question import DataSet, EvalQuestion
from ingest import Article, InputError, content_key


def load_squad(path: Path) -> DataSet:
    """Read ``data[].paragraphs[].{context, qas[].{id, question, is_impossible, answers[].{text, answer_start}}}``.

    Questions are clustered by paragraph. The paragraphs are the set's articles.

    Raises:
        InputError: when the file is no such JSON; names the place.
    """
    with open_text(path) as stream:
        try:
            whole = json.load(stream)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {error.lineno}: expected SQuAD JSON; {error.msg}.") from error
    questions: list[EvalQuestion] = []
    contexts: dict[str, Article] = {}
    for title, paragraph, place in _paragraphs(path, whole):
        article = _article(paragraph["context"], title)
        contexts[article.id] = article
        for entry in paragraph["qas"]:
            questions.append(_question(entry, article.id, f"{path}, {place}"))
    return DataSet(path.name.removesuffix(".json"), tuple(questions), (path,), lambda: contexts.values())


def _paragraphs(path: Path, whole: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    if not isinstance(whole, dict) or not isinstance(whole.get("data"), list):
        raise InputError(f'{path}: expected SQuAD JSON, an object with a list under "data".')
    for number, document in enumerate(whole["data"]):
        for position, paragraph in enumerate(document.get("paragraphs", [])):
            place = f"data[{number}].paragraphs[{position}]"
            if not isinstance(paragraph.get("context"), str) or not isinstance(paragraph.get("qas"), list):
                raise InputError(f'{path}, {place}: expected a text under "context" and a list under "qas".')
            yield document.get("title", ""), paragraph, place


def _question(entry: dict[str, Any], article: str, place: str) -> EvalQuestion:
    if not isinstance(entry.get("id"), str) or not isinstance(entry.get("question"), str):
        raise InputError(f'{place}: expected each of "qas" to have an "id" and a "question".')
    texts = [answer["text"] for answer in entry.get("answers", []) if isinstance(answer.get("text"), str)]
    impossible = bool(entry.get("is_impossible", False))
    if not texts and not impossible:
        raise InputError(f'{place}: question "{entry["id"]}" has no answers and is not marked "is_impossible".')
    return EvalQuestion(
        id=entry["id"],
        question=entry["question"],
        answers=() if impossible else tuple(dict.fromkeys(texts)),
        unanswerable=impossible,
        articles=(article,),
    )


def load_squad_lines(path: Path) -> DataSet:
    """Read the flattened form: ``id, context, question, answers: [{text, answer_start}], is_impossible, title``.

    Raises:
        InputError: when a line is not as described, or an answer is not the text at its offset.
    """
    questions: list[EvalQuestion] = []
    contexts: dict[str, Article] = {}
    for row in read_rows(path):
        context = row.text("context")
        article = _article(context, row.text("title", ""))
        contexts[article.id] = article
        answers = row.objects("answers")
        for answer in answers:
            start, text = answer.get("answer_start"), answer.get("text")
            if not isinstance(start, int) or not isinstance(text, str) or context[start : start + len(text)] != text:
                raise row.error('expected each answer to be the text of "context" at its "answer_start"')
        questions.append(
            EvalQuestion(
                id=row.text("id"),
                question=row.text("question"),
                answers=tuple(dict.fromkeys(answer["text"] for answer in answers)),
                unanswerable=not answers,
                articles=(article.id,),
            )
        )
    name = path.name.removesuffix(".gz").removesuffix(".jsonl")
    return DataSet(name, tuple(questions), (path,), lambda: contexts.values())


def _article(context: str, title: str) -> Article:
    return Article(id=content_key(title, context), headline=title.replace("_", " "), body=context, id_given=True)
