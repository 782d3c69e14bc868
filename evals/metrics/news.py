"""Right by what a newsroom would call right: outcomes, numbers, dates, names and quotations must agree exactly.

The score of an answer is its token F1 over typed tokens (a date is one token, so is an amount with its unit, and
"two" equals "2"), and 0 when any typed part of the gold answer is contradicted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evals.metrics import dates, names, numbers, outcome, quotes
from evals.metrics.squad import normalise, token_f1

LONGEST = 12
"""Words of a span that may hold a typed right answer among other words and still count fully."""
_DATE = "date:"
_LIGHT = frozenset(("on", "in", "about", "around", "was", "were", "had", "been"))


@dataclass(frozen=True, slots=True)
class NewsScore:
    """How an answer compares with one gold answer. A part is None where the gold answer has nothing of that type."""

    value: float
    outcome: float | None = None
    number: float | None = None
    date: float | None = None
    name: float | None = None
    quote: float | None = None


def compare(prediction: str, gold: str, question: str = "", published: date | None = None) -> NewsScore:
    """Compare an answer with one gold answer.

    Args:
        prediction: the short answer.
        gold: one right answer.
        question: tells a plea from a verdict, and a name from another answer.
        published: the day of the cited article, for weekdays.

    >>> compare("$15 million", "$1.5 million").value, compare("Feb. 3", "February 3").value
    (0.0, 1.0)
    """
    # A date's digits are no quantities, and "May" is no person: each part is taken out before the next is looked for.
    said, wanted = _without_dates(prediction), _without_dates(gold)
    parts = {
        "outcome": outcome.score(prediction, gold, question),
        "number": numbers.score(said, wanted),
        "date": dates.score(prediction, gold, published),
        "name": names.score(prediction, gold, question),
        "quote": quotes.score(prediction, gold),
    }
    if any(part == 0.0 for part in parts.values()):
        return NewsScore(0.0, **parts)
    if parts["name"] == 1.0 or parts["quote"] == 1.0:
        return NewsScore(1.0, **parts)
    said_tokens, wanted_tokens = _tokens(prediction, question, published), _tokens(gold, question, None)
    if parts["date"] == 1.0:
        # The dates agree already, though one may go without its year.
        said_tokens, wanted_tokens = _one_date(said_tokens), _one_date(wanted_tokens)
    typed = any(part == 1.0 for part in parts.values())
    if typed and set(wanted_tokens) <= set(said_tokens) and len(prediction.split()) <= LONGEST:
        return NewsScore(1.0, **parts)
    return NewsScore(token_f1(said_tokens, wanted_tokens), **parts)


def best(prediction: str | None, golds: Iterable[str], question: str = "", published: date | None = None) -> NewsScore:
    """Compare an answer with the closest of several right answers; no prediction scores 0."""
    scores = [compare(prediction or "", gold, question, published) for gold in golds]
    return max(scores, key=lambda score: score.value, default=NewsScore(0.0))


def _without_dates(text: str) -> str:
    for day in reversed(dates.days(text)):
        text = text[: day.start] + " " + text[day.end :]
    return text


def _tokens(text: str, question: str, published: date | None) -> list[str]:
    """Typed tokens first, then the remaining words."""
    found = dates.days(text, published)
    typed = [_DATE + day.iso for day in found]
    rest = text
    for day in reversed(found):
        rest = rest[: day.start] + " " + rest[day.end :]
    for quantity in reversed(numbers.quantities(rest)):
        typed.append(f"{quantity.value.normalize():f}")
        rest = rest[: quantity.start] + " " + rest[quantity.end :]
    for named in reversed(outcome.outcomes(rest, question)):
        typed.append(named.key)
        rest = rest[: named.start] + " " + rest[named.end :]
    return typed + [word for word in normalise(quotes.straight(rest)).split() if word not in _LIGHT]


def _one_date(tokens: list[str]) -> list[str]:
    return [_DATE, *(token for token in tokens if not token.startswith(_DATE))]
