"""Exact match and F1 as the official SQuAD scripts compute them.

Both compare normalised texts: lower case, without ASCII punctuation and the articles a, an, the, with single spaces.
They are comparable with published figures and misleading for news ("$1.5 million" equals "$15 million"): read them
beside :mod:`evals.metrics.news`.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_PUNCTUATION = frozenset(string.punctuation)
_ARTICLES = re.compile(r"\b(a|an|the)\b")


def normalise(text: str) -> str:
    """The text as SQuAD compares it.

    >>> normalise("The  U.S. Senate!")
    'us senate'
    """
    plain = "".join(character for character in text.lower() if character not in _PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", plain).split())


def exact(prediction: str, gold: str) -> float:
    """1.0 when both are the same after normalisation."""
    return float(normalise(prediction) == normalise(gold))


def token_f1(prediction: Sequence[str], gold: Sequence[str]) -> float:
    """Harmonic mean of precision and recall of tokens, counted with their multiplicity.

    Where either side has no token, 1.0 when both have none.
    """
    if not prediction or not gold:
        return float(not prediction and not gold)
    common = sum((Counter(prediction) & Counter(gold)).values())
    if common == 0:
        return 0.0
    precision, recall = common / len(prediction), common / len(gold)
    return 2 * precision * recall / (precision + recall)


def f1(prediction: str, gold: str) -> float:
    """Token F1 of the normalised texts.

    >>> round(f1("not guilty", "guilty"), 2)
    0.67
    """
    return token_f1(normalise(prediction).split(), normalise(gold).split())


def best(prediction: str | None, golds: Iterable[str]) -> tuple[float, float]:
    """Exact match and F1 against the best of several right answers.

    No prediction (None or blank) is right only for a question without right answers, as in SQuAD 2.0.
    """
    texts = [gold for gold in golds if normalise(gold)] or [""]
    shown = prediction or ""
    return max(exact(shown, gold) for gold in texts), max(f1(shown, gold) for gold in texts)


def corpus_scores(predictions: Mapping[str, str], golds: Mapping[str, Sequence[str]]) -> tuple[float, float]:
    """Mean exact match and F1 in per cent over all questions; a question without a prediction counts as wrong.

    Args:
        predictions: question id to answer; "" where the system declined.
        golds: question id to right answers; an empty sequence where none can be given.
    """
    pairs = [best(predictions[key], golds[key]) if key in predictions else (0.0, 0.0) for key in golds]
    count = max(len(pairs), 1)
    return 100 * sum(pair[0] for pair in pairs) / count, 100 * sum(pair[1] for pair in pairs) / count


def right(prediction: str | None, golds: Iterable[str], longest: int = 12) -> bool:
    """Whether a short answer counts as right: F1 of at least one half, or the right answer inside a short span.

    Args:
        prediction: what was answered; None and blank are wrong.
        golds: right answers, any of which will do.
        longest: words (separated by spaces) that a span which contains the right answer may have.
    """
    if not prediction or not prediction.strip():
        return False
    for gold in golds:
        wanted = normalise(gold)
        if f1(prediction, gold) >= 0.5:
            return True
        inside = f" {wanted} " in f" {normalise(prediction)} "
        if wanted and inside and len(prediction.split()) <= longest:
            return True
    return False
