"""Forms of answer that are no span: who said it, lists, yes or no, why and what happened."""

from __future__ import annotations

from collections.abc import Sequence

from index import Hit
from qa.asked.question import Understood
from qa.compose import Composed
from qa.court import others, verdicts
from qa.court.rulings import Corrected
from qa.forms import explain, lists, said
from qa.reader import Reading


def plain(question: Understood, hits: Sequence[Hit]) -> Composed | Corrected | None:
    """The answer of a form that needs no reading; None when the passages have to be read.

    Args:
        question: the question.
        hits: what was found for it, best first.
    """
    return said.answer(question, hits) or lists.answer(question, hits) or others.answer(question, hits)


def told(question: Understood, hits: Sequence[Hit], readings: Sequence[Reading]) -> Composed | None:
    """The answer in whole sentences, where the question asks for one and the passages plainly give it.

    Args:
        question: the question.
        hits: what was found for it, best first.
        readings: one for each hit.
    """
    if not readings:
        return None
    if question.form == "yes_no":
        return verdicts.yes_no(question, hits, readings)
    if question.form == "explain":
        return explain.answer(question, hits, readings)
    return None
