"""The rest of a sentence, the words that no typed comparison covers, must mostly stand in the evidence too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.gate.evidence import Evidence, Said

THRESHOLD = 0.78
"""Chosen on hand-written sentences, which are shorter than summaries: on FRANK 0.9 agrees better with people on the
half that thresholds are chosen on. ``python -m evals.frank`` prints both."""


def support(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence], licensed: str = "") -> float:
    """How much of a sentence the evidence holds, 0 to 1: two shares, weighed three to one.

    Args:
        sentence: the sentence.
        window: the sentences it is taken to rest on; the first share is that of its content words which stand here.
        evidence: the whole passages; the second share is that of its pairs of neighbouring words which stand here.
        licensed: words that need not be in the evidence, as those of the question that the sentence answers.
    """
    wanted = sentence.plain or sentence.stems
    if not wanted:
        return 0.0
    asked = Said(licensed)
    held = {word for said in (*window, asked) for word in said.stems}
    covered = sum(word in held for word in wanted) / len(wanted)
    pairs = list(pairwise(sentence.tokens))
    worded = {pair for one in evidence for pair in one.pairs} | set(pairwise(asked.tokens))
    together = sum(pair in worded for pair in pairs) / len(pairs) if pairs else covered
    return 0.75 * covered + 0.25 * together
