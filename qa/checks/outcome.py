"""A question that presumes an outcome is answered only where that outcome is told, of that person and charge."""

from __future__ import annotations

import re

from index import Hit
from qa.asked.question import Understood
from qa.language import outcomes
from qa.language.words import content_words, stem

_GENERAL = frozenset(
    stem(word)
    for word in (
        "charge count case trial retrial jury juror judge court verdict outcome decide decision rule ruling find "
        "finding happen happened become became panel end guilty innocent second third fourth legal"
    ).split()
)
"""Words of a question about an outcome that need not recur in the sentence which answers it."""


def fits(question: Understood, hit: Hit, sentence: tuple[int, int]) -> bool:
    """Whether a span in this sentence may answer a question that presumes an outcome; True for all other questions.

    It may not when the evidence never names the person asked about, never states the outcome, or states another
    outcome of the very charge: "when was he convicted of extortion?" has no answer in a sentence that acquits him.
    """
    # What a follow-up is about was told before; it is no premise of what is asked now.
    asked = outcomes.asked(question.text.partition(" (")[0] if question.before else question.text)
    if not asked:
        return True
    evidence = f"{hit.article.headline} {hit.text}"
    if not outcomes.supports(question.text, evidence):
        return False
    names, charge = _subject(question)
    if not names <= {stem(w) for w in content_words(evidence)}:
        return False
    quote = hit.article.body[slice(*sentence)]
    if not charge & {stem(w) for w in content_words(quote)}:
        return True
    statement = outcomes.said_of(quote, charge, names)
    return statement is None or not outcomes.excluded(statement.status, asked)


def told_of(question: Understood, hit: Hit, sentence: tuple[int, int]) -> outcomes.Statement | None:
    """The outcome that the sentence states of the question's person and charge; None when it may be of another's."""
    quote = hit.article.body[slice(*sentence)]
    names, charge = _subject(question)
    have = {stem(w) for w in content_words(quote)}
    nearby = have | {stem(w) for w in content_words(f"{hit.article.headline} {hit.text}")}
    if not charge <= have or not names <= nearby:
        return None
    return outcomes.said_of(quote, charge, names)


def _subject(question: Understood) -> tuple[set[str], set[str]]:
    """Stems of the names, and of the other words that tell which charge is meant, of a question about an outcome."""
    spoken = {stem(w) for phrase in outcomes.words_of(question.text) for w in content_words(phrase)}
    subject = [w for w in content_words(question.text) if stem(w) not in spoken | _GENERAL]
    names = {stem(w) for w in subject if _capital(w, question)}
    return names, {stem(w) for w in subject} - names


def _capital(word: str, question: Understood) -> bool:
    """Whether the question writes the word with a capital, other than as its first word."""
    return bool(re.search(rf"(?<=\s){re.escape(word[0].upper() + word[1:])}", question.text))
