"""The rest of a sentence, the words that no typed comparison covers, must mostly stand in the evidence too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.faithfulness import people
from qa.faithfulness.evidence import Evidence
from qa.language.roots import root
from qa.language.sentence import Said

THRESHOLD = 0.8
"""Chosen on one half of FRANK and of the made-up reports, for few false passes rather than few false alarms:
``dateline eval frank`` and ``python -m evals.generated gate`` print both halves."""


def support(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence], licensed: str = "") -> float:
    """How much of a sentence the evidence holds, 0 to 1: two shares, of words and of pairs of words; names aside.

    Args:
        sentence: the sentence.
        window: the sentences it is taken to rest on; the first share is that of its content words which stand here or
            in the headline.
        evidence: the whole passages; the second share is that of its pairs of neighbouring content words which stand
            near each other here, in either order.
        licensed: words that need not be in the evidence, as those of the question that the sentence answers.
    """
    names = people.named(sentence)
    wanted = [word for word in sentence.plain if word not in set(map(root, names))]
    if not wanted:
        return 1.0 if sentence.numbers or sentence.dates or sentence.statuses or sentence.quoting else 0.0
    asked = Said(licensed)
    held = asked.roots.union(*(said.roots for said in window), *(one.heading.roots for one in evidence))
    covered = sum(word in held for word in wanted) / len(wanted)
    pairs = list(pairwise(wanted))
    together = sum(any(_near(pair, one) for one in evidence) or _asked(pair, asked) for pair in pairs)
    # Few pairs say little: their share counts for more the more there are, up to one half.
    weight = 0.5 * len(pairs) / (len(pairs) + 2)
    return (1 - weight) * covered + weight * together / max(len(pairs), 1)


def _near(pair: tuple[str, str], evidence: Evidence) -> bool:
    return pair in evidence.pairs or pair[::-1] in evidence.pairs


def _asked(pair: tuple[str, str], asked: Said) -> bool:
    return pair[0] in asked.told and pair[1] in asked.told
