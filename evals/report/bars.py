"""Bars that figures must not fall below, for continuous integration.

A file of bars is TOML, one table a data set (or ``any``), figures as ``metrics.json`` names them, shares from 0 to 1::

    [rtqa]
    correct = { at_least = 0.40 }
    false_answer = { at_most = 0.10, margin = 0.03 }

A bar is broken when the figure misses it by more than noise: when its whole 95 % interval lies on the wrong side.
Figures that admit no noise (``exactness``) are broken by any miss. A few questions have so wide an interval that hardly
anything is broken: where a bar has a ``margin``, and for every bar when they are held strictly, the questions must be
enough to notice a miss by the margin.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from evals.metrics.figures import FIGURES, shown
from ingest import InputError

CERTAIN = frozenset({"exactness"})
MARGIN = 0.05
"""The miss that must be noticed where bars are held strictly and name no margin of their own."""
SIDES = ("at_least", "at_most")
Verdict = Literal["kept", "broken", "too few"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit for one figure."""

    figure: str
    limit: float
    least: bool
    """True when the figure must be at least the limit, False when at most."""
    margin: float | None = None
    """The miss that must be noticed; None where only a miss beyond noise counts."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a figure stands to its bar."""

    bar: Bar
    value: float | None
    low: float | None
    high: float | None
    n: int
    verdict: Verdict
    """"too few" where the interval reaches further than the margin: such a figure could be worse and not be noticed."""

    def __str__(self) -> str:
        name, bar = self.bar.figure, self.bar
        verdict = self.verdict if self.verdict == "kept" else self.verdict.upper()
        wanted = f"{'at least' if bar.least else 'at most'} {shown(name, bar.limit)} wanted"
        if self.value is None:
            return f"{verdict:8}{name}: no such figure in this run, {wanted}"
        known = self.low is not None and self.high is not None
        span = f" [{shown(name, self.low)}, {shown(name, self.high)}]" if known else ""
        told = f"{verdict:8}{name}: {shown(name, self.value)}{span}, n {self.n}, {wanted}"
        if self.verdict == "too few" and bar.margin is not None:
            told += f"; too few questions to notice a miss by {shown(name, bar.margin)}"
        return told


def read_bars(path: Path, data: str) -> list[Bar]:
    """The bars for a data set: those under its name and those under ``any``.

    Raises:
        InputError: when the file is missing or not as described.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); name a file of bars.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: expected TOML; {error}.") from error
    bars = [_bar(path, name, limits) for key in ("any", data) for name, limits in tables.get(key, {}).items()]
    if not bars:
        raise InputError(f"{path} has no bars for {data}; write them under [{data}] or [any].")
    return bars


def _bar(path: Path, name: str, limits: Any) -> Bar:
    if name not in FIGURES:
        raise InputError(f"{path}: {name!r} is not a figure; the figures are {', '.join(FIGURES)}.")
    sides = [side for side in SIDES if isinstance(limits, dict) and side in limits]
    if len(sides) != 1 or not set(limits) <= {*SIDES, "margin"}:
        raise InputError(f"{path}: expected {name} = {{ at_least = NUMBER }} or {{ at_most = NUMBER }}.")
    for key, number in limits.items():
        if not isinstance(number, int | float) or isinstance(number, bool):
            raise InputError(f"{path}: {key} of {name} must be a number, found {number!r}.")
    margin = limits.get("margin")
    if margin is not None and margin <= 0:
        raise InputError(f"{path}: margin of {name} must be more than 0, found {margin!r}.")
    return Bar(name, float(limits[sides[0]]), sides[0] == "at_least", margin)


def check_bars(bars: list[Bar], metrics: dict[str, Any], *, strict: bool = False) -> list[Outcome]:
    """Hold the figures of a run against the bars. A figure that the run has not breaks its bar.

    Args:
        bars: the limits.
        metrics: of the run, as in ``metrics.json``.
        strict: hold every bar with a margin, ``MARGIN`` where it names none.
    """
    held = [replace(bar, margin=bar.margin or MARGIN) for bar in bars] if strict else bars
    return [_outcome(bar, metrics["figures"].get(bar.figure)) for bar in held]


def _outcome(bar: Bar, figure: dict[str, Any] | None) -> Outcome:
    if figure is None or figure["value"] is None:
        return Outcome(bar, None, None, None, 0, "broken")
    value, low, high = figure["value"], figure["low"], figure["high"]
    return Outcome(bar, value, low, high, figure["n"], _verdict(bar, value, low, high))


def _verdict(bar: Bar, value: float, low: float | None, high: float | None) -> Verdict:
    """Kept or broken by the kinder end of the interval; too few when that end is further off than the margin."""
    sign = 1 if bar.least else -1
    limit = sign * bar.limit
    if bar.figure in CERTAIN or low is None or high is None:
        unsure = bar.margin is not None and bar.figure not in CERTAIN
        return "broken" if sign * value < limit else "too few" if unsure else "kept"
    kind, unkind = (high, low) if bar.least else (-low, -high)
    if kind < limit:
        return "broken"
    noticed = bar.margin is None or kind - sign * value <= bar.margin or unkind >= limit
    return "kept" if noticed else "too few"
