"""The format for questions of one's own: one JSON object a line, written in a text editor.

    {"question": "Which charge ended in a mistrial?", "answers": ["bribery"]}
    {"question": "Who won the 2031 election?", "unanswerable": true}

Keys beside ``question``: ``id``; ``answers`` (every wording that should count as right); ``unanswerable``; ``kind`` (a
label to slice by); ``article_ids`` (ids as the archive shows them) or ``articles`` (ends of the paths they were read
from, such as "courier/fire.txt" or "wire.jsonl:3"); ``evidence``; ``wrong_answers``; ``history`` (the turns before, as
{"role": "user" | "assistant", "content": ...}); ``asked_on`` (articles of later days are not searched); ``why`` (a note
for people). Lines that are blank or start with # are skipped.
"""

from __future__ import annotations

from pathlib import Path

from evals.data.lines import Row, read_rows
from evals.data.question import DataSet, EvalQuestion
from ingest import InputError, content_key
from qa import Turn

KEYS = (
    *("id", "question", "answers", "answer", "unanswerable", "kind", "article_ids", "articles", "evidence"),
    *("wrong_answers", "history", "asked_on", "why", "long_form"),
)


def load_own(path: Path) -> DataSet:
    """Read a file of questions in the format above.

    Raises:
        InputError: when a line is not as described; names the file, the line, and what was expected.
    """
    questions: dict[str, EvalQuestion] = {}
    for row in read_rows(path):
        question = _question(row)
        if question.id in questions:
            raise row.error(
                f'"{question.id}" is the id of an earlier question; give each its own, or ask each question once'
            )
        questions[question.id] = question
    if not questions:
        raise InputError(f'{path} has no questions; write one a line, such as {{"question": ..., "answers": [...]}}.')
    name = path.name.removesuffix(".gz").removesuffix(".jsonl")
    return DataSet(name, tuple(questions.values()), (path,))


def _question(row: Row) -> EvalQuestion:
    unknown = sorted(set(row.values).difference(KEYS))
    if unknown:
        raise row.error(f'"{unknown[0]}" is not a key of a question; the keys are {", ".join(sorted(KEYS))}')
    text = row.text("question")
    answers = row.texts("answers") + row.texts("answer")
    unanswerable = row.flag("unanswerable")
    articles = row.texts("article_ids") + row.texts("articles")
    if unanswerable and answers:
        raise row.error('a question is either "unanswerable" or has "answers", not both')
    if not unanswerable and not answers and not articles:
        raise row.error('expected "answers" (a list of right answers), or "unanswerable": true')
    history = tuple(turn(row, entry) for entry in row.objects("history"))
    return EvalQuestion(
        id=row.text("id", "") or content_key(text, *(entry.content for entry in history))[:8],
        question=text,
        answers=answers,
        unanswerable=unanswerable,
        kind=row.text("kind", ""),
        articles=articles,
        evidence=row.texts("evidence"),
        wrong_answers=row.texts("wrong_answers"),
        history=history,
        asked_on=row.day("asked_on"),
        long_form=row.flag("long_form"),
    )


def turn(row: Row, entry: dict[str, object]) -> Turn:
    """One turn of a history, from {"role", "content"} ("agent" and "text" are other names that data sets use).

    Raises:
        InputError: when the role or the text is not given.
    """
    role = {"agent": "assistant"}.get(str(entry.get("role")), entry.get("role"))
    content = entry.get("content", entry.get("text"))
    if role not in ("user", "assistant") or not isinstance(content, str):
        raise row.error('expected turns such as {"role": "user", "content": "..."} in "history"')
    return Turn(role="user" if role == "user" else "assistant", content=content)
