"""Forms of answer that are no span: who said it, lists, yes or no, why and what happened."""

from __future__ import annotations

from collections.abc import Sequence

from index import Hit
from qa.answers.compose import Composed
from qa.asked.question import Understood
from qa.checks import presuppositions as premises
from qa.forms import explain, lists, others, said, verdicts
from qa.forms.rulings import Corrected
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
    hits, readings = staged(question, hits, readings)
    if not readings:
        return None
    if question.form == "yes_no":
        return verdicts.yes_no(question, hits, readings)
    if question.form == "explain":
        return explain.answer(question, hits, readings)
    return None


def verdict(question: Understood, hits: Sequence[Hit], readings: Sequence[Reading]) -> Composed | None:
    """The outcome that a question about a verdict asks for, where it is plain; arguments as for :func:`told`."""
    hits, readings = staged(question, hits, readings)
    return verdicts.outcome(question, hits, readings)


def staged(question: Understood, hits: Sequence[Hit], readings: Sequence[Reading]) -> tuple[list[Hit], list[Reading]]:
    """Those whose articles tell of the stage of a case that is asked about: of its retrial, of its jury."""
    pairs = [
        (hit, reading)
        for hit, reading in zip(hits, readings, strict=False)
        if premises.staged(question.core, hit.article.headline, hit.article.body)
    ]
    return [hit for hit, _ in pairs], [reading for _, reading in pairs]
