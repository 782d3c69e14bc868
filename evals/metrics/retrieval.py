"""Retrieval figures by ir-measures, and whether all the evidence was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.extras import needs

MEASURES = ("R@1", "R@5", "R@10", "R@20", "Success@1", "Success@5", "Success@10", "Success@20", "RR@10", "nDCG@10")
"""What is reported by article: recall, at least one found, reciprocal rank of the first, and gain."""


def per_query(
    relevant: Mapping[str, Mapping[str, int]], ranked: Mapping[str, Sequence[str]], measures: Sequence[str] = MEASURES
) -> dict[str, dict[str, float]]:
    """Every measure for every query that has a relevant document; a query without a ranking scores 0.

    Args:
        relevant: query to its relevant documents with their grades, which are the gains of nDCG.
        ranked: query to the documents returned, best first, each once.
        measures: names that ir-measures knows.
    """
    run = {query: {doc: float(-rank) for rank, doc in enumerate(docs)} for query, docs in ranked.items()}
    return calculate(relevant, run, measures)


def calculate(
    qrels: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]], measures: Sequence[str] = MEASURES
) -> dict[str, dict[str, float]]:
    """Every measure for every judged query, from grades and scores.

    Raises:
        ConfigError: when ir-measures is not installed.
    """
    ir: Any = needs("ir_measures")
    parsed = [ir.parse_measure(name) for name in measures]
    found: dict[str, dict[str, float]] = {query: dict.fromkeys(measures, 0.0) for query in qrels if any(qrels[query])}
    judged = [ir.Qrel(query, doc, grade) for query, docs in qrels.items() for doc, grade in docs.items()]
    scored = [ir.ScoredDoc(query, doc, score) for query, docs in run.items() for doc, score in docs.items()]
    if scored:
        for metric in ir.iter_calc(parsed, judged, scored):
            if metric.query_id in found:
                found[metric.query_id][str(metric.measure)] = float(metric.value)
    return found


def all_found(relevant: Iterable[str], ranked: Sequence[str], k: int) -> float:
    """1.0 when every relevant document is among the first ``k``: what a question over several articles needs."""
    return float(set(relevant) <= set(ranked[:k]))


def distinct(documents: Iterable[str]) -> list[str]:
    """The documents in order, each at its first place: many passages of one article are one result."""
    return list(dict.fromkeys(documents))
