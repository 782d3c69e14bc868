"""The figures of a run, whole and by slices, as they are stored in ``metrics.json``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from evals.metrics import refusal, stats
from evals.metrics.figures import FIGURES
from evals.metrics.stats import Estimate
from evals.metrics.support import SupportJudge
from evals.run.records import Record
from evals.run.score import Parts, candidate_reply, parts, reply

SLICED = ("correct", "news", "f1", "answered", "false_answer", "Success@10")
CURVE_RESAMPLES = 1_000
"""Resamples for figures that need a sorting of all replies each time."""
STAGES = ("understand", "retrieve", "read", "compose", "total")


def summarise(records: Sequence[Record], judge: SupportJudge, resamples: int = stats.RESAMPLES) -> dict[str, Any]:
    """Every figure with its interval, slices, curves, costs and failures."""
    scored = parts(records, judge)
    clusters = [record.question.group for record in records]
    figures = estimates(scored, clusters, resamples=resamples) | _curve_figures(records, clusters, resamples)
    ordered = [name for name in FIGURES if name in figures and figures[name].n]
    return {
        "questions": len(records),
        "failed": sum(bool(record.error) for record in records),
        "judge": judge.name,
        "figures": {name: _estimate(figures[name]) for name in ordered},
        "slices": _slices(records, scored, resamples),
        "reliability": [_band(band) for band in refusal.reliability([reply(r) for r in records if _short(r)])],
        "risk_coverage": _curve(records),
        "cost": _cost(records),
    }


def estimates(
    scored: Sequence[Parts], clusters: Sequence[str], names: Sequence[str] = (), resamples: int = stats.RESAMPLES
) -> dict[str, Estimate]:
    """The figures that are a sum over a sum, all from the same draws."""
    wanted = list(names) or list(dict.fromkeys(name for one in scored for name in one))
    wanted = [name for name in wanted if any(name in one for one in scored)]
    if not wanted:
        return {}
    tops = [[one.get(name, (0.0, 0.0))[0] for one in scored] for name in wanted]
    bottoms = [[one.get(name, (0.0, 0.0))[1] for one in scored] for name in wanted]
    found = stats.bootstrap(tops, bottoms, clusters, resamples=resamples)
    return {
        name: stats.unanimous(estimate) if FIGURES[name].unit == "%" else estimate
        for name, estimate in zip(wanted, found, strict=True)
    }


def _short(record: Record) -> bool:
    """Whether the short answer of a record can be judged."""
    return not record.question.long_form and bool(record.question.answers or record.question.unanswerable)


def _curve_figures(records: Sequence[Record], clusters: Sequence[str], resamples: int) -> dict[str, Estimate]:
    """Calibration, and the figures of the risk-coverage curve."""
    kept = [(record, cluster) for record, cluster in zip(records, clusters, strict=True) if _short(record)]
    if not kept:
        return {}
    groups = [cluster for _, cluster in kept]
    given = [reply(record) for record, _ in kept]
    open_ = [candidate_reply(record) for record, _ in kept]
    found = {"ece": _ece(given, groups, resamples)} if any(one.answered for one in given) else {}
    drawn: dict[str, Callable[[Sequence[refusal.Reply]], float]] = {
        "aurc": refusal.aurc,
        "auroc": lambda replies: refusal.auroc(
            [r.confidence for r in replies if r.answered], [r.right for r in replies if r.answered]
        ),
        **{f"coverage@{k}": _coverage_at(k / 100) for k in (5, 10, 20)},
    }
    if any(one.answered for one in open_):
        for name, figure in drawn.items():
            found[name] = stats.bootstrap_any(open_, figure, groups, resamples=min(resamples, CURVE_RESAMPLES))
        best, _threshold = refusal.oracle_best(open_)
        found["oracle_best"] = Estimate(best, float("nan"), float("nan"), len(kept), len(set(groups)))
    return found


def _coverage_at(risk: float) -> Callable[[Sequence[refusal.Reply]], float]:
    return lambda replies: refusal.coverage_at(replies, risk)


def _ece(replies: Sequence[refusal.Reply], clusters: Sequence[str], resamples: int, bins: int = 10) -> Estimate:
    """The calibration error with its interval: bands are summed within each resample."""
    columns = np.zeros((bins + 1, len(replies)))
    for place, one in enumerate(replies):
        if one.answered:
            columns[min(int(one.confidence * bins), bins - 1), place] = one.confidence - one.right
            columns[bins, place] = 1

    def error(sums: stats.Floats) -> stats.Floats:
        gaps: stats.Floats = np.abs(sums[:, :bins]).sum(axis=1)
        return gaps / np.where(sums[:, bins] > 0, sums[:, bins], np.nan)

    return stats.bootstrap_sums(columns, error, clusters, resamples=resamples)


def _slices(records: Sequence[Record], scored: Sequence[Parts], resamples: int) -> dict[str, dict[str, Any]]:
    """The main figures by kind of question, year and source; a slice of one value only is no slice."""
    keys: dict[str, Callable[[Record], str]] = {
        "kind": lambda record: record.question.kind,
        "year": lambda record: str(record.year or ""),
        "source": lambda record: record.source,
    }
    found: dict[str, dict[str, Any]] = {}
    for title, key in keys.items():
        members: dict[str, list[int]] = defaultdict(list)
        for place, record in enumerate(records):
            if key(record):
                members[key(record)].append(place)
        if len(members) > 1:
            found[title] = {
                value: _slice([scored[i] for i in places], [records[i].question.group for i in places], resamples)
                for value, places in sorted(members.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:25]
            }
    return found


def _slice(scored: Sequence[Parts], clusters: Sequence[str], resamples: int) -> dict[str, Any]:
    found = estimates(scored, clusters, SLICED, min(resamples, 2_000))
    return {"questions": len(scored), **{name: _estimate(value) for name, value in found.items()}}


def _curve(records: Sequence[Record]) -> dict[str, Any]:
    """Points of the risk-coverage curve, and where the deployed threshold stands on it."""
    kept = [record for record in records if _short(record)]
    coverage, risk = refusal.risk_coverage([candidate_reply(record) for record in kept])
    given = [reply(record) for record in kept]
    answered = [one for one in given if one.answered]
    wrong = sum(not one.right for one in answered)
    return {
        "coverage": [round(float(value), 5) for value in coverage],
        "risk": [round(float(value), 5) for value in risk],
        "deployed": {"coverage": len(answered) / len(kept), "risk": wrong / len(answered)} if answered else None,
    }


def _cost(records: Sequence[Record]) -> dict[str, Any]:
    """Milliseconds per stage, passages read, memory of one process."""
    answers = [record.answer for record in records if record.answer]
    cost: dict[str, Any] = {"peak_mb": max((record.peak_mb for record in records), default=0.0)}
    if answers:
        cost["passages"] = sum(len(answer.results) for answer in answers) / len(answers)
        cost["ms"] = {
            stage: _percentiles([getattr(answer.timings_ms, stage) for answer in answers]) for stage in STAGES
        }
    else:
        cost["ms"] = {"total": _percentiles([1_000 * record.seconds for record in records])}
    return cost


def _percentiles(values: Sequence[float]) -> dict[str, float]:
    return {f"p{p}": round(float(np.percentile(values, p)), 1) for p in (50, 95, 99)} if values else {}


def _estimate(value: Estimate) -> dict[str, Any]:
    """An estimate as JSON: what is not known is null."""
    return {
        "value": _finite(value.value), "low": _finite(value.low), "high": _finite(value.high), "n": value.n,
        "clusters": value.clusters,
    }  # fmt: skip


def _band(band: refusal.Bin) -> dict[str, float]:
    low, high = stats.wilson(round(band.right * band.n), band.n)
    return {"n": band.n, "confidence": band.confidence, "right": band.right, "low": low, "high": high}


def _finite(value: float) -> float | None:
    return value if value == value else None
