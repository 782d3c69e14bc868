"""Bars that figures must not fall below, for continuous integration.

A gate file is TOML, one table a data set (or ``any``), figures as ``metrics.json`` names them, shares from 0 to 1::

    [rtqa]
    correct = { at_least = 0.40 }
    false_answer = { at_most = 0.10 }

A bar is broken when the figure misses it by more than noise: when its whole 95 % interval lies on the wrong side.
Figures that admit no noise (``exactness``) are broken by any miss.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.metrics.figures import FIGURES
from ingest import InputError

CERTAIN = frozenset({"exactness"})


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit for one figure."""

    figure: str
    limit: float
    least: bool
    """True when the figure must be at least the limit, False when at most."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a figure kept to its bar."""

    bar: Bar
    value: float | None
    low: float | None
    high: float | None
    kept: bool

    def __str__(self) -> str:
        side = "at least" if self.bar.least else "at most"
        if self.value is None:
            return f"{self.bar.figure}: no such figure in this run, {side} {self.bar.limit:g} wanted"
        span = f" [{self.low:.3f}, {self.high:.3f}]" if self.low is not None and self.high is not None else ""
        return f"{self.bar.figure}: {self.value:.3f}{span}, {side} {self.bar.limit:g} wanted"


def read_gate(path: Path, data: str) -> list[Bar]:
    """The bars for a data set: those under its name and those under ``any``.

    Raises:
        InputError: when the file is missing or not as described.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); name a gate file.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: expected TOML; {error}.") from error
    bars = [_bar(path, name, limits) for key in ("any", data) for name, limits in tables.get(key, {}).items()]
    if not bars:
        raise InputError(f"{path} has no bars for {data}; write them under [{data}] or [any].")
    return bars


def _bar(path: Path, name: str, limits: Any) -> Bar:
    if name not in FIGURES:
        raise InputError(f"{path}: {name!r} is not a figure; the figures are {', '.join(FIGURES)}.")
    if not isinstance(limits, dict) or len(limits) != 1 or not set(limits) <= {"at_least", "at_most"}:
        raise InputError(f"{path}: expected {name} = {{ at_least = NUMBER }} or {{ at_most = NUMBER }}.")
    (side, limit), = limits.items()  # fmt: skip
    if not isinstance(limit, int | float) or isinstance(limit, bool):
        raise InputError(f"{path}: the limit of {name} must be a number, found {limit!r}.")
    return Bar(name, float(limit), side == "at_least")


def check_gate(bars: list[Bar], metrics: dict[str, Any]) -> list[Outcome]:
    """Hold the figures of a run against the bars. A figure that the run has not breaks its bar."""
    return [_outcome(bar, metrics["figures"].get(bar.figure)) for bar in bars]


def _outcome(bar: Bar, figure: dict[str, Any] | None) -> Outcome:
    if figure is None or figure["value"] is None:
        return Outcome(bar, None, None, None, False)
    low, high = figure["low"], figure["high"]
    edge = high if bar.least else low
    if edge is None or bar.figure in CERTAIN:
        edge = figure["value"]
    kept = edge >= bar.limit if bar.least else edge <= bar.limit
    return Outcome(bar, figure["value"], low, high, kept)
