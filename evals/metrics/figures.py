"""Every figure that is reported: its name, what it says, and which way is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported figure."""

    part: str
    title: str
    better: str = "higher"
    """"higher", "lower", or "" where neither is."""
    unit: str = "%"
    """"%" for a share that is shown in per cent, otherwise the unit's name or nothing."""


FIGURES: Mapping[str, Figure] = {
    "correct": Figure("answers", "right: F1 of a half, or the gold answer in a short span"),
    "news": Figure("answers", "news score: typed parts must agree exactly"),
    "em": Figure("answers", "exact match (SQuAD)"),
    "f1": Figure("answers", "F1 (SQuAD)"),
    "outcome": Figure("answers", "outcomes of proceedings right"),
    "number": Figure("answers", "numbers with their units right"),
    "date": Figure("answers", "dates right"),
    "name": Figure("answers", "names right"),
    "quote": Figure("answers", "quotations word for word"),
    "misled": Figure("answers", "answered with a value known to be false", "lower"),
    "conflict_shown": Figure("answers", "right and false value both shown where sources disagree"),
    "f1_all": Figure("answers", "F1 (SQuAD 2.0), declining counts as right on unanswerable questions"),
    "answered": Figure("refusal", "answerable questions answered", ""),
    "right_when_answered": Figure("refusal", "right, of all answers given"),
    "false_refusal": Figure("refusal", "answerable questions declined", "lower"),
    "false_answer": Figure("refusal", "unanswerable questions answered", "lower"),
    "truthfulness": Figure("refusal", "CRAG truthfulness: right 1, declined 0, wrong -1", unit=""),
    "ece": Figure("refusal", "expected calibration error", "lower", ""),
    "brier": Figure("refusal", "Brier score", "lower", ""),
    "aurc": Figure("refusal", "area under risk and coverage", "lower", ""),
    "coverage@5": Figure("refusal", "coverage at 5 % risk"),
    "coverage@10": Figure("refusal", "coverage at 10 % risk"),
    "coverage@20": Figure("refusal", "coverage at 20 % risk"),
    "auroc": Figure("refusal", "confidence tells right from wrong (AUROC)", unit=""),
    "oracle_best": Figure("refusal", "ceiling: best threshold chosen on these very questions", "", "%"),
    "R@1": Figure("retrieval", "gold articles in the first result"),
    "R@5": Figure("retrieval", "gold articles in the first 5"),
    "R@10": Figure("retrieval", "gold articles in the first 10"),
    "R@20": Figure("retrieval", "gold articles in the first 20"),
    "Success@1": Figure("retrieval", "a gold article first"),
    "Success@5": Figure("retrieval", "a gold article in the first 5"),
    "Success@10": Figure("retrieval", "a gold article in the first 10"),
    "Success@20": Figure("retrieval", "a gold article in the first 20"),
    "RR@10": Figure("retrieval", "reciprocal rank (MRR@10)", unit=""),
    "nDCG@10": Figure("retrieval", "nDCG@10", unit=""),
    "all_evidence@10": Figure("retrieval", "every gold article in the first 10"),
    "evidence@5": Figure("retrieval", "a passage with gold evidence in the first 5"),
    "evidence@10": Figure("retrieval", "a passage with gold evidence in the first 10"),
    "evidence@20": Figure("retrieval", "a passage with gold evidence in the first 20"),
    "answer_in@10": Figure("retrieval", "the gold answer stands in the first 10 passages"),
    "exactness": Figure("citations", "quotes equal to the stored text (less than 100 is a bug)"),
    "citation_recall": Figure("citations", "sentences that their citations support (ALCE)"),
    "citation_precision": Figure("citations", "citations that are needed (ALCE)"),
    "cites_gold": Figure("citations", "answers that cite a gold article"),
    "cites_evidence": Figure("citations", "answers that cite the gold evidence"),
    "answer_cited": Figure("citations", "short answers that stand in a cited quote"),
    "quotes_verbatim": Figure("citations", "quotations in answers that stand in a cited quote"),
}


def shown(name: str, value: float | None) -> str:
    """A figure as tables and bars show it, rounded here and nowhere before.

    Per cent with one decimal, other numbers with three; a share that is not whole gets the decimals that say so.

    >>> shown("correct", 0.5), shown("ece", 0.0712), shown("exactness", 0.9999)
    ('50.0', '0.071', '99.99')
    """
    if value is None or value != value:
        return "–"
    if name not in FIGURES or FIGURES[name].unit != "%":
        return f"{value:.3f}"
    written, digits = f"{100 * value:.1f}", 1
    # The last bits of a float are no share that is missing.
    while written.startswith("100.") and value < 1 - 1e-7:
        digits += 1
        written = f"{100 * value:.{digits}f}"
    return written
