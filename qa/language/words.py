"""The words of a text: which of them say what it is about, their stems, and how many of them another text holds."""

from __future__ import annotations

import re
from functools import lru_cache

MONTHS_OR_DAYS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow|week|month|year|noon|midnight|morning|night)\b",
    re.I,
)


WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")


STOP_WORDS = frozenset(
    """
    a about after all also an and any are as at be because been before being but by can could did do does doing down
    during each for from further had has have having he her here hers him his how i if in into is it its itself just me
    more most my no nor not now of off on once only or other our out over own said same say says she should so some such
    than that the their them then there these they this those through to too under until up us very was we were what
    when where which while who whom whose why will with would you your many much name year years s t week last recently
    according following one
    """.split()
)


def words(text: str) -> list[str]:
    """The words of a text, lower case, without possessive endings."""
    return [word.removesuffix("'s").removesuffix("’s") for word in WORD.findall(text.lower())]


def content_words(text: str) -> list[str]:
    """The words that say what a text is about: no stop words, each once, in order."""
    return list(dict.fromkeys(word for word in words(text) if word not in STOP_WORDS and len(word) > 1))


@lru_cache(32_768)
def stem(word: str) -> str:
    """A crude stem, enough to match "charges" with "charged": the word without its commonest endings."""
    for ending in ("ings", "ing", "edly", "ied", "ies", "ed", "es", "s", "al", "ion", "ions"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


RELATED = 0.5
"""From this share of the question's content words on, a passage counts as being about its subject."""


def coverage(question: str, evidence: str) -> float:
    """The share of the question's content words that the evidence holds, by stem, 0 to 1."""
    wanted = {stem(word) for word in content_words(question)}
    if not wanted:
        return 0.0
    present = {stem(word) for word in content_words(evidence)}
    return len(wanted & present) / len(wanted)
