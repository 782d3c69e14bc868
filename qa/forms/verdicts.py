"""Yes or no, and what became of a charge: only where one sentence plainly says so, of that person and charge."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Hit
from qa.answer import Citation
from qa.answers.compose import Composed, Sentence, flat, rank_sentences
from qa.asked.question import Understood
from qa.forms.plainly import asks_of_anyone, plainly
from qa.language import outcomes
from qa.language.words import content_words, stem
from qa.reader import Reading

_LOOKED_AT = 8
PLAINLY = 0.7
"""Confidence of a yes or no that one sentence says."""
_GENERAL = frozenset(
    stem(word)
    for word in (
        "charge count case trial retrial jury juror judge court verdict outcome decide decision rule ruling find "
        "finding happen happened become became panel end guilty innocent second third fourth legal"
    ).split()
)
"""Words of a question about an outcome that need not recur in the sentence which answers it."""
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
            return Composed(word, f"{word}: {flat(quote)} [1]", [citation], PLAINLY)
    return None


def outcome(question: Understood, hits: Sequence[Hit], readings: Sequence[Reading]) -> Composed | None:
    """What became of the charge asked about, in the words of the sentence that says so; None when none plainly does."""
    for sentence in rank_sentences(question, hits, readings)[:_LOOKED_AT]:
        article = hits[sentence.hit].article
        statement = _statement(question, hits, sentence)
        if statement is None or statement.status in ("charged", "retrial", "sentenced"):
            continue
        if statement.status in _BY_JUDGES and _JURY.search(question.core):
            continue
        citation = Citation.of(article, sentence.start, sentence.end, 1)
        return Composed(citation.quote[statement.start : statement.end], f"{flat(citation.quote)} [1]", [citation])
    return None


def _outcome(question: Understood, asked: set[str], hits: Sequence[Hit], sentence: Sentence) -> bool | None:
    statement = _statement(question, hits, sentence)
    if statement is None:
        return None
    if statement.status in asked:
        return True
    return False if outcomes.excluded(statement.status, asked) else None


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


def _statement(question: Understood, hits: Sequence[Hit], sentence: Sentence) -> outcomes.Statement | None:
    """The outcome that the sentence states of the question's person and charge; None when it may be of another's."""
    hit = hits[sentence.hit]
    quote = hit.article.body[sentence.start : sentence.end]
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
