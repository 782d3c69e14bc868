"""How far the citation gate agrees with people about news claims (FRANK), beside plain overlap of words.

Thresholds are chosen on the claims of every second article, where Cohen's kappa is greatest, and reported on the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.data.frank import Claim
from evals.metrics.agreement import measure, tested
from evals.metrics.stats import Estimate, bootstrap
from evals.report.tables import SHARE, Table
from ingest import sentences
from qa.faithfulness import Evidence, Passage, check
from qa.faithfulness.quotes import quotations
from qa.faithfulness.support import THRESHOLD

Strength = Callable[[Claim], float]
_WORD = re.compile(r"\w+")
_CASED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STEPS = [step / 50 for step in range(10, 51)]
_TOKENISED = (
    (r"``\s*|(?<=\s)\"(?=\s?\w)", "“"),
    (r"\s*''|\s\"", "”"),
    (r"(?<!\w)`\s*", "‘"),
    (r"(?<=‘)([^‘’`]{1,200}?)\s'(?=\s|$|[,.;:])", r"\1’"),
    (r"\b(?i:unk)\b\s*", ""),
    (r"\s+([,.;:!?%])", r"\1"),
    (r"\s+('s|n't|'re|'ve|'ll|'d|'m)\b", r"\1"),
    (r"([$£€])\s+(?=\d)", r"\1"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement of one judge with people; a claim that it passes and people did not is the error that matters."""

    judge: str
    threshold: float
    precision: Estimate
    recall: Estimate
    accuracy: Estimate
    balanced_accuracy: float
    kappa: float


def plain(claim: str) -> str:
    """A machine-made summary as prose: quotation marks and punctuation as in print, unknown words left out."""
    for pattern, by in _TOKENISED:
        claim = re.sub(pattern, by, claim)
    return claim


def overlap(claim: Claim) -> float:
    """The share of the claim's words that the article holds."""
    words = _WORD.findall(claim.text.lower())
    held = set(_WORD.findall(claim.article.lower()))
    return sum(word in held for word in words) / max(len(words), 1)


class Gate:
    """The gate's least support over the sentences of a claim; 0 when a typed comparison fails.

    The summaries are in small letters; words that the article writes with a capital get it back.
    """

    def __init__(self) -> None:
        self._read: dict[str, dict[int, Evidence]] = {}
        self._capitals: dict[str, dict[str, str]] = {}

    def __call__(self, claim: Claim) -> float:
        """The strength of a claim, 0 to 1."""
        if claim.article_id not in self._read:
            self._read[claim.article_id] = {1: Evidence(Passage(1, claim.article))}
            self._capitals[claim.article_id] = capitals(claim.article)
        evidence, written = self._read[claim.article_id], self._capitals[claim.article_id]
        parts = [p for part in re.split(r"\s[.!?](?:\s|$)", claim.text) for p in _prose(plain(part))]
        told = [as_quoted(cased(part, written), claim.article) for part in parts]
        verdicts = [check(f"{one} [1]", evidence, threshold=0.0) for one in told]
        return min((v.score if v.passed else 0.0 for v in verdicts), default=0.0)


def capitals(article: str) -> dict[str, str]:
    """The words of an article that are nowhere written without a capital, by their form in small letters."""
    written: dict[str, Counter[str]] = {}
    for word in _CASED.findall(article):
        written.setdefault(word.lower(), Counter())[word] += 1
    return {low: forms.most_common(1)[0][0] for low, forms in written.items() if low not in forms}


def cased(sentence: str, written: Mapping[str, str]) -> str:
    """A sentence with the capitals of an article, and one at its beginning."""
    told = _CASED.sub(lambda m: written.get(m.group().lower(), m.group()), sentence)
    return told[:1].upper() + told[1:]


def as_quoted(sentence: str, article: str) -> str:
    """A sentence with its quoted words in the capitals of an article that holds them."""
    for words in quotations(sentence):
        found = re.search(re.escape(words), article, re.I)
        if found:
            sentence = sentence.replace(words, found.group())
    return sentence


def figures(name: str, strength: Sequence[float], claims: Sequence[Claim], threshold: float) -> Figures:
    """Precision, recall and agreement at a threshold; articles are resampled for the intervals."""
    said, meant = [one >= threshold for one in strength], [claim.supported for claim in claims]
    clusters = [claim.article_id for claim in claims]
    both = [a and b for a, b in zip(said, meant, strict=True)]
    precision, recall = bootstrap([both, both], [said, meant], clusters)
    found = measure(name, said, meant, clusters)
    return Figures(name, threshold, precision, recall, found.accuracy, found.balanced_accuracy, found.kappa)


def compare(claims: Sequence[Claim]) -> list[Figures]:
    """The gate and the overlap of words, each at the threshold chosen on the other half; the gate as shipped, too."""
    held_out = tested(claims)
    names = {claim.id for claim in held_out}
    chosen_on = [claim for claim in claims if claim.id not in names]
    found = []
    judges: list[tuple[str, Strength]] = [("overlap of words", overlap), ("citation gate", Gate())]
    for name, judge in judges:
        before, after = [judge(claim) for claim in chosen_on], [judge(claim) for claim in held_out]
        best = max(_STEPS, key=lambda step: _kappa(before, chosen_on, step))
        found.append(figures(name, after, held_out, best))
        found.append(figures(f"{name}, half that it was chosen on", before, chosen_on, best))
    found.append(figures("citation gate as shipped", after, held_out, THRESHOLD))
    found.append(figures("citation gate as shipped, half that it was chosen on", before, chosen_on, THRESHOLD))
    found.append(figures("citation gate, typed comparison alone", after, held_out, 1e-9))
    return found


def _kappa(strength: Sequence[float], claims: Sequence[Claim], threshold: float) -> float:
    return measure("", [one >= threshold for one in strength], [c.supported for c in claims], [""] * len(claims)).kappa


def _prose(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text) if _WORD.search(text[start:end])]


def table(found: Sequence[Figures]) -> Table:
    """Precision, recall and accuracy of each judge."""
    kappas = ", ".join(f"{one.judge} {one.kappa:.2f}" for one in found)
    made = Table(
        "citation gate, FRANK",
        "Is a claim supported by its article? FRANK, people's labels: `dateline eval frank DATA/frank`. Precision is "
        "the share of passed claims that people found supported, recall the share of those that passed; its n counts "
        f"them. Articles are resampled. Cohen's kappa: {kappas}.",
    )
    for one in found:
        for name, estimate in (("precision", one.precision), ("recall", one.recall), ("accuracy", one.accuracy)):
            made.add(f"{one.judge}: {name}", SHARE, estimate)
    return made
