"""How far a support judge agrees with people: FRANK's claims over news articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.data.frank import Claim
from evals.metrics.stats import Estimate, mean
from evals.metrics.support import SupportJudge


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of a judge with labels; balanced accuracy and kappa discount what guessing would reach."""

    judge: str
    accuracy: Estimate
    balanced_accuracy: float
    kappa: float
    false_passes: int
    """Claims that the judge supported and people did not: the errors that matter."""
    false_alarms: int
    n: int


def agreement(judge: SupportJudge, claims: Sequence[Claim]) -> Agreement:
    """Ask the judge about every claim and compare with the labels; intervals resample articles."""
    said = [judge.supports(claim.text, [claim.article]) for claim in claims]
    meant = [claim.supported for claim in claims]
    return measure(judge.name, said, meant, [claim.article_id for claim in claims])


def measure(name: str, said: Sequence[bool], meant: Sequence[bool], clusters: Sequence[str]) -> Agreement:
    """Accuracy, balanced accuracy and Cohen's kappa of two lists of decisions."""
    pairs = list(zip(said, meant, strict=True))
    both, neither = pairs.count((True, True)), pairs.count((False, False))
    passes, alarms = pairs.count((True, False)), pairs.count((False, True))
    n = len(pairs)
    observed = (both + neither) / n
    by_chance = ((both + passes) * (both + alarms) + (neither + alarms) * (neither + passes)) / n**2
    balanced = (both / max(both + alarms, 1) + neither / max(neither + passes, 1)) / 2
    kappa = (observed - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0
    return Agreement(name, mean([a == b for a, b in pairs], clusters), balanced, kappa, passes, alarms, n)


def tested(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of every second article: those that took no part in choosing the offline judge's threshold."""
    articles = sorted({claim.article_id for claim in claims})
    held_out = set(articles[1::2])
    return [claim for claim in claims if claim.article_id in held_out]
