"""The list of checks: what must hold where a span stands before it is given as the answer, each under its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index import Hit
from qa.asked.question import Understood
from qa.checks import conditions, outcome, presuppositions


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an answer stands: in which passage, in which sentence, and itself; ranges of the article's body."""

    question: Understood
    hit: Hit
    sentence: tuple[int, int]
    span: tuple[int, int]

    @property
    def asked(self) -> str:
        """What was asked, without what a follow-up was completed with: that was understood, it is no condition."""
        return self.question.core

    @property
    def quote(self) -> str:
        """The sentence, to the letter."""
        return self.hit.article.body[slice(*self.sentence)]


Check = Callable[[Stand], bool]


def _names(stand: Stand) -> bool:
    article = stand.hit.article
    return conditions.named(stand.asked, f"{article.headline} {article.body} {article.source}")


def _presuppositions(stand: Stand) -> bool:
    article = stand.hit.article
    return presuppositions.told(stand.asked, article.headline, article.body, stand.sentence)


CHECKS: Mapping[str, Check] = {
    "outcome": lambda stand: outcome.fits(stand.question, stand.hit, stand.sentence),
    "names": _names,
    "year": lambda stand: conditions.of_the_year(stand.asked, stand.hit),
    "role": lambda stand: conditions.in_role(stand.asked, stand.hit.article.headline, stand.quote),
    "counts": lambda stand: conditions.counts(stand.asked, stand.hit.article.body, stand.sentence, stand.span),
    "presuppositions": _presuppositions,
}


def held(stand: Stand, without: frozenset[str] = frozenset()) -> bool:
    """Whether all checks hold; those named in ``without`` are left out."""
    return all(check(stand) for name, check in CHECKS.items() if name not in without)
