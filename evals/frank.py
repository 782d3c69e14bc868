"""How far the citation gate agrees with people about news claims (FRANK), beside plain overlap of words.

    python -m evals.frank ../shared/data/frank

Thresholds are chosen on the claims of every second article, where Cohen's kappa is greatest, and reported on the rest.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.agreement import measure, tested
from evals.datasets.frank import Claim, load_claims
from ingest import sentences
from qa.gate import Evidence, Passage, check
from qa.gate.support import THRESHOLD

Strength = Callable[[Claim], float]
_WORD = re.compile(r"\w+")
_STEPS = [step / 50 for step in range(10, 51)]
_TOKENISED = (
    (r"``\s*|(?<=\s)\"(?=\s?\w)", "“"),
    (r"\s*''|\s\"", "”"),
    (r"(?<!\w)`\s*", "‘"),
    (r"\s+([,.;:!?%])", r"\1"),
    (r"\s+('s|n't|'re|'ve|'ll|'d|'m)\b", r"\1"),
    (r"([$£€])\s+(?=\d)", r"\1"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement of one judge with people; a claim that it passes and people did not is the error that matters."""

    judge: str
    threshold: float
    precision: float
    recall: float
    balanced_accuracy: float
    kappa: float
    n: int


def plain(claim: str) -> str:
    """A machine-made summary as prose: quotation marks and punctuation where a reader expects them."""
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

    The summaries are in lower case, so the article is too; names, which are told by capitals, are not compared.
    """

    def __init__(self) -> None:
        self._read: dict[str, dict[int, Evidence]] = {}

    def __call__(self, claim: Claim) -> float:
        """The strength of a claim, 0 to 1."""
        if claim.article_id not in self._read:
            self._read[claim.article_id] = {1: Evidence(Passage(1, claim.article.lower()))}
        evidence = self._read[claim.article_id]
        parts = [p for part in re.split(r"\s[.!?](?:\s|$)", claim.text.lower()) for p in _prose(plain(part))]
        verdicts = [check(f"{part} [1]", evidence, threshold=0.0) for part in parts]
        return min((v.score if v.passed else 0.0 for v in verdicts), default=0.0)


def figures(name: str, strength: Sequence[float], claims: Sequence[Claim], threshold: float) -> Figures:
    """Precision, recall and agreement at a threshold."""
    said, meant = [one >= threshold for one in strength], [claim.supported for claim in claims]
    both = sum(a and b for a, b in zip(said, meant, strict=True))
    found = measure(name, said, meant, [claim.article_id for claim in claims])
    return Figures(
        name,
        threshold,
        both / max(sum(said), 1),
        both / max(sum(meant), 1),
        found.balanced_accuracy,
        found.kappa,
        found.n,
    )


def compare(claims: Sequence[Claim]) -> list[Figures]:
    """The gate and the overlap of words, each at the threshold chosen on the other half; the gate as shipped, too."""
    held_out = tested(claims)
    names = {claim.id for claim in held_out}
    chosen_on = [claim for claim in claims if claim.id not in names]
    found = []
    judges: list[tuple[str, Strength]] = [("overlap of words", overlap), ("citation gate", Gate())]
    for name, judge in judges:
        before, after = [judge(claim) for claim in chosen_on], [judge(claim) for claim in held_out]
        best = max(_STEPS, key=lambda step: figures(name, before, chosen_on, step).kappa)
        found.append(figures(name, after, held_out, best))
        found.append(figures(f"{name}, half that it was chosen on", before, chosen_on, best))
    found.append(figures("citation gate as shipped", after, held_out, THRESHOLD))
    found.append(figures("citation gate as shipped, half that it was chosen on", before, chosen_on, THRESHOLD))
    found.append(figures("citation gate, typed comparison alone", after, held_out, 1e-9))
    return found


def _prose(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text) if _WORD.search(text[start:end])]


def main(folder: str) -> None:
    """Print one line of JSON for each judge."""
    for one in compare(load_claims(Path(folder))):
        print(json.dumps({k: round(v, 3) if isinstance(v, float) else v for k, v in asdict(one).items()}))


if __name__ == "__main__":
    main(sys.argv[1])
