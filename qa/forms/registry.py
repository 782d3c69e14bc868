"""The list of forms, in the order in which they are tried: the first that has an outcome gives it."""

from __future__ import annotations

from collections.abc import Sequence

from index import Hit
from qa.answers.compose import sentence_answer
from qa.checks import presuppositions
from qa.checks.registry import Stand, held
from qa.disagreement import disputes
from qa.forms import became, comparisons, explain, lists, others, rulings, said, verdicts
from qa.forms.form import Form, Material, Outcome
from qa.reader import Reading


def _comparison(given: Material) -> Outcome | None:
    sides = given.sides
    return comparisons.answer(given.question.text, sides.ask, sides.events) if sides else None


def _yes_no(given: Material) -> Outcome | None:
    return verdicts.yes_no(given.question, *_staged(given)) if given.question.form == "yes_no" else None


def _explain(given: Material) -> Outcome | None:
    return explain.answer(given.question, *_staged(given)) if given.question.form == "explain" else None


def _verdict(given: Material) -> Outcome | None:
    return verdicts.outcome(given.question, *_staged(given)) if given.question.form == "verdict" else None


def _sentences(given: Material) -> Outcome | None:
    wanted = given.question.form in ("yes_no", "explain")
    return sentence_answer(given.question, *_staged(given)) if wanted else None


def _span(given: Material) -> Outcome | None:
    if not given.groups or given.question.form in ("yes_no", "explain"):
        return None
    best = given.groups[0].best
    stand = Stand(given.question, given.hits[best.hit], best.sentence, (best.start, best.end))
    return disputes.show(given.dispute, given.groups, given.hits) if held(stand, given.without) else None


def _staged(given: Material) -> tuple[list[Hit], list[Reading]]:
    """The hits whose articles tell of the stage of a case that is asked about: of its retrial, of its jury."""
    pairs = [
        (hit, reading)
        for hit, reading in zip(given.hits, given.readings, strict=False)
        if presuppositions.staged(given.question.core, hit.article.headline, hit.article.body)
    ]
    return [hit for hit, _ in pairs], [reading for _, reading in pairs]


FORMS: Sequence[Form] = (
    Form("comparison", _comparison, reads=False),
    Form("said", lambda given: said.answer(given.question, given.hits, given.facts), reads=False),
    Form("list", lambda given: lists.answer(given.question, given.hits, given.facts), reads=False),
    Form("other", lambda given: others.answer(given.question, given.hits, given.facts), reads=False),
    Form("ruling", lambda given: rulings.answer(given.question, given.hits, given.facts), reads=False),
    Form("became", lambda given: became.answer(given.question, given.hits), reads=False),
    Form("yes_no", _yes_no),
    Form("explain", _explain),
    Form("verdict", _verdict, weighed=True),
    Form("sentences", _sentences, weighed=True),
    Form("span", _span, weighed=True),
)


def decide(given: Material, *, reads: bool, weighed: bool = True) -> tuple[Form, Outcome] | None:
    """The first form with an outcome, and that outcome.

    Args:
        given: what was found for the question.
        reads: whether the passages were read: forms that need it are tried then, the others before.
        weighed: whether the best span is sure enough for the forms that rest on it.
    """
    for form in FORMS:
        if form.reads != reads or form.name in given.without or (form.weighed and not weighed):
            continue
        outcome = form.answer(given)
        if outcome is not None:
            return form, outcome
    return None
