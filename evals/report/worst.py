"""The answers of a run that most need a look."""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics import news, squad
from evals.run.records import Record
from evals.run.score import candidate_reply, reply


def worst(records: Sequence[Record], most: int = 50) -> list[tuple[Record, str]]:
    """The worst replies with what is wrong with each, the gravest first.

    Contradicted outcomes, numbers, dates and names come before other wrong answers, both with the most confident
    first; then failures; then right answers that were withheld, and last what was not found at all.
    """
    graded = ((record, *_fault(record)) for record in records if not record.question.long_form)
    faulty = [entry for entry in graded if entry[2]]
    faulty.sort(key=lambda entry: (entry[1], -(entry[0].answer.confidence if entry[0].answer else 0.0)))
    return [(record, fault) for record, _, fault in faulty[:most]]


def _fault(record: Record) -> tuple[int, str]:
    """How grave the fault of a reply is (0 is the gravest), and its name; ("" when there is none)."""
    question, came = record.question, reply(record)
    if record.error:
        return 3, "asking failed"
    if not (question.answers or question.unanswerable):
        found = any(name in question.articles for name in record.ranked[:10])
        return (9, "") if found else (5, "gold article not in the first ten")
    if came.answered and question.unanswerable:
        return 1, "answered, though the archive does not say"
    if came.answered and not came.right:
        return _contradiction(record)
    if came.answered or question.unanswerable:
        return 9, ""
    return (4, "right answer withheld") if candidate_reply(record).right else (5, "declined")


def _contradiction(record: Record) -> tuple[int, str]:
    question = record.question
    scores = news.best(record.given, question.answers, question.question)
    for part in ("outcome", "number", "date", "name"):
        if getattr(scores, part) == 0.0:
            return 0, f"wrong {part}"
    said = squad.right(record.given, question.wrong_answers) if question.wrong_answers else False
    return (0, "a value known to be false") if said else (2, "wrong answer")
