"""The report's plots, as inline SVG that takes its colours from the page."""

from __future__ import annotations

import io
import re
from typing import Any

from evals.extras import needs

_INK = "#010203"
"""A colour that nothing else uses: it becomes the page's text colour."""


def risk_coverage(curve: dict[str, Any]) -> str:
    """Share of wrong answers against share of questions answered, with the deployed threshold as a point."""
    figure, axes = _axes("share of questions answered", "share of answers wrong")
    axes.step(curve["coverage"], curve["risk"], where="post", color="#2f7fd1", linewidth=2)
    if curve["deployed"]:
        point = curve["deployed"]
        axes.plot(point["coverage"], point["risk"], "o", color="#d1492f", markersize=8, label="as deployed")
        axes.legend(frameon=False, loc="upper left", labelcolor=_INK)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, max([0.05, *curve["risk"]]) * 1.1)
    return _svg(figure, "Risk against coverage")


def reliability(bands: list[dict[str, float]]) -> str:
    """Share right against stated confidence, with Wilson intervals; points on the diagonal are honest."""
    figure, axes = _axes("stated confidence", "share right")
    axes.plot([0, 1], [0, 1], color=_INK, linewidth=1, linestyle=":", alpha=0.6)
    stated = [band["confidence"] for band in bands]
    right = [band["right"] for band in bands]
    reach = [
        [max(0.0, band["right"] - band["low"]) for band in bands],
        [max(0.0, band["high"] - band["right"]) for band in bands],
    ]
    axes.errorbar(stated, right, yerr=reach, fmt="o", color="#2f7fd1", capsize=3)
    for band in bands:
        axes.annotate(
            f"{band['n']:.0f}", (band["confidence"], band["right"]), xytext=(7, -10), textcoords="offset points",
            color=_INK, fontsize=8,
        )  # fmt: skip
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    return _svg(figure, "Reliability")


def latency(totals: list[float]) -> str:
    """How many answers took how long."""
    figure, axes = _axes("milliseconds", "answers")
    axes.hist(totals, bins=40, color="#2f7fd1")
    axes.set_xlim(left=0)
    return _svg(figure, "Latency")


def _axes(across: str, up: str) -> tuple[Any, Any]:
    matplotlib = needs("matplotlib")
    matplotlib.use("Agg", force=True)
    pyplot = needs("matplotlib.pyplot")
    with matplotlib.rc_context({"svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10}):
        figure, axes = pyplot.subplots(figsize=(5.2, 3.4), layout="constrained")
    axes.set_xlabel(across, color=_INK)
    axes.set_ylabel(up, color=_INK)
    axes.tick_params(colors=_INK)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(_INK)
    axes.grid(alpha=0.15, color=_INK)
    return figure, axes


def _svg(figure: Any, title: str) -> str:
    matplotlib = needs("matplotlib")
    out = io.StringIO()
    # A fixed salt and no date: the same run draws the same file.
    with matplotlib.rc_context({"svg.hashsalt": title, "svg.fonttype": "none"}):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    needs("matplotlib.pyplot").close(figure)
    drawing = out.getvalue()[out.getvalue().index("<svg") :].replace(_INK, "currentColor")
    # Ids must not clash between the drawings of one page.
    key = re.sub(r"\W", "", title)
    drawing = re.sub(r'(id="|#)(?=[A-Za-z_][\w.-]*["\)])', rf"\g<1>{key}", drawing)
    return drawing.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)
