"""Judges of support: does a passage say what a claim says? Named and replaceable; agreement with people is measured.

The offline judge compares words. Its agreement with the human labels of FRANK is printed by ``dateline eval judge`` and
belongs beside every figure that it decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from evals.metrics import outcome
from ingest import sentences


class SupportJudge(Protocol):
    """Decides whether passages, taken together, support a claim."""

    @property
    def name(self) -> str:
        """The judge as reports name it."""

    def supports(self, claim: str, passages: Sequence[str]) -> bool:
        """Whether the passages say what the claim says."""


class LexicalSupport:
    """Support by words: content words and word pairs of the claim found in the passages, close together.

    A number of the claim that no passage has, or an outcome with another polarity, is never supported.

    Args:
        threshold: least support, 0 to 1; the default was chosen on half of FRANK's articles and tested on the others.
    """

    def __init__(self, threshold: float = 0.84) -> None:
        self.threshold = threshold

    @property
    def name(self) -> str:
        """The judge as reports name it."""
        return f"words>={self.threshold}"

    def supports(self, claim: str, passages: Sequence[str]) -> bool:
        """Whether the passages hold enough of the claim's words."""
        return self.strength(claim, passages) >= self.threshold

    def strength(self, claim: str, passages: Sequence[str]) -> float:
        """How much of the claim the passages hold, 0 to 1: the mean over its sentences."""
        text = "\n".join(passages)
        parts = [words for words in map(_content, _sentences(claim)) if words]
        if not parts or not text.strip():
            return 0.0
        if outcome.score(text, claim) == 0.0 and outcome.outcomes(text):
            return 0.0
        return sum(_held(words, text) for words in parts) / len(parts)


class NliSupport:
    """Support by a natural-language-inference cross-encoder: a folder or a model name of sentence-transformers.

    Args:
        model: a cross-encoder with the labels contradiction, entailment, neutral, in any order it declares.
    """

    def __init__(self, model: str) -> None:
        from sentence_transformers import CrossEncoder

        self._model = CrossEncoder(model)
        labels = {str(label).lower(): number for number, label in self._model.model.config.id2label.items()}
        self._entailment = labels.get("entailment", 1)
        self.name = model

    def supports(self, claim: str, passages: Sequence[str]) -> bool:
        """Whether entailment is the likeliest label for the passages as premise and the claim as hypothesis."""
        scores = self._model.predict([("\n".join(passages), claim)])[0]
        return bool(scores.argmax() == self._entailment)


_WORD = re.compile(r"[a-z0-9]+(?:[.,]\d+)*")
_LIGHT_WORDS = """
    a an the of in on at to for from by with and or but as is are was were be been being it its he she they his her
    their has have had that this who which will would not after before said says n t s
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())


def _content(text: str) -> list[str]:
    """Lower-case words without endings, light words left out."""
    return [_stem(word) for word in _WORD.findall(text.lower().replace("’", "'")) if word not in _LIGHT]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _sentences(text: str) -> list[str]:
    # Machine-made summaries put spaces around full stops, where no sentence splitter expects an end.
    parts = re.split(r"\s[.!?](?:\s|$)", text)
    return [part[start:end] for part in parts for start, end in sentences(part)]


@lru_cache(maxsize=64)
def _indexed(text: str) -> tuple[tuple[frozenset[str], ...], frozenset[tuple[str, str]], frozenset[str]]:
    """Words of each window of two sentences, all word pairs, and all words of a text."""
    split = [_content(sentence) for sentence in _sentences(text)] or [[]]
    windows = tuple(frozenset(one + other) for one, other in zip(split, [*split[1:], []], strict=True))
    words = _content(text)
    return windows, frozenset(pairwise(words)), frozenset(words)


def _held(words: list[str], text: str) -> float:
    """The mean of the share of words in the best window and the share of word pairs anywhere in the text."""
    windows, pairs, everything = _indexed(text)
    if any(word[0].isdigit() and word not in everything for word in words):
        return 0.0
    close = max(sum(word in window for word in words) for window in windows) / len(words)
    wanted = list(pairwise(words))
    paired = sum(pair in pairs for pair in wanted) / len(wanted) if wanted else close
    return (close + paired) / 2
