"""The notes below an answer: which day "Monday" was, where it was found, and that it is old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index import Hit
from qa.answers.age import age_note
from qa.answers.compose import Composed
from qa.answers.days import day_note
from qa.asked.question import Understood
from qa.retrieval.scope import Scope


def notes(question: Understood, scope: Scope, composed: Composed, hits: Sequence[Hit], newest: date | None) -> str:
    """What a reader should know of where an answer was found, and of its age; each note a paragraph.

    Args:
        question: the question.
        scope: the part of the archive that was searched.
        composed: the answer.
        hits: what was found, best first.
        newest: day of the newest article that the scope admits.
    """
    missed = f"Note: nothing from {scope.missed} answers this; it was found in the rest of the archive."
    dated = scope.time is not None or bool(scope.missed or scope.filters.date_to)
    given = (
        day_note(composed.answer, composed.citations, hits),
        missed if scope.missed else None,
        age_note(question.text, composed.citations, hits, newest, dated=dated),
    )
    return "".join(f"\n\n{note}" for note in given if note)
