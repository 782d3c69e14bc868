"""Yes or no, and what became of a charge: only where one sentence plainly says so, of that person and charge."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Hit
from qa.answer import Citation
from qa.answers.compose import Composed, RankedSentence, flat, rank_sentences
from qa.asked.question import Understood
from qa.checks.outcome import told_of
from qa.forms.plainly import asks_of_anyone, plainly
from qa.language import outcomes
from qa.reader import Reading

_LOOKED_AT = 8
_BY_JUDGES = frozenset({"dismissed", "overturned", "upheld"})
"""What no jury decides."""
_JURY = re.compile(r"\bjur(?:y|ors)\b", re.I)
_LEAD = 400
"""Characters in which an article says what it is about."""


def yes_no(question: Understood, hits: Sequence[Hit], readings: Sequence[Reading]) -> Composed | None:
    """Yes or no with the sentence that says so; None when none plainly does.

    A question about an outcome ("was she convicted of fraud?") takes the outcome that a sentence states of that very
    charge. Any other needs a sentence that says it :func:`plainly`.
    """
    asked = outcomes.asked(question.text)
    ranked = rank_sentences(question, hits, readings)
    for sentence in ranked if asks_of_anyone(question.text) else ranked[:_LOOKED_AT]:
        article = hits[sentence.hit].article
        quote = article.body[sentence.start : sentence.end]
        year = article.published_day.year if article.published_day else None
        around = f"{article.headline} {article.body[:_LEAD]}"
        verdict = _outcome(question, asked, hits, sentence) if asked else plainly(question.text, quote, around, year)
        if verdict is not None:
            citation = Citation.of(article, sentence.start, sentence.end, 1)
            word = "Yes" if verdict else "No"
            return Composed(word, f"{word}: {flat(quote)} [1]", [citation])
    return None


def outcome(question: Understood, hits: Sequence[Hit], readings: Sequence[Reading]) -> Composed | None:
    """What became of the charge asked about, in the words of the sentence that says so; None when none plainly does."""
    for sentence in rank_sentences(question, hits, readings)[:_LOOKED_AT]:
        article = hits[sentence.hit].article
        statement = told_of(question, hits[sentence.hit], (sentence.start, sentence.end))
        if statement is None or statement.status in ("charged", "retrial", "sentenced"):
            continue
        if statement.status in _BY_JUDGES and _JURY.search(question.core):
            continue
        citation = Citation.of(article, sentence.start, sentence.end, 1)
        return Composed(citation.quote[statement.start : statement.end], f"{flat(citation.quote)} [1]", [citation])
    return None


def _outcome(question: Understood, asked: set[str], hits: Sequence[Hit], sentence: RankedSentence) -> bool | None:
    statement = told_of(question, hits[sentence.hit], (sentence.start, sentence.end))
    if statement is None:
        return None
    if statement.status in asked:
        return True
    return False if outcomes.excluded(statement.status, asked) else None
