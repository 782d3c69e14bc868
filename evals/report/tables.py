"""A table of figures with their intervals: printed for a person, and written as JSON for the board."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from evals.metrics.figures import FIGURES, shown
from evals.metrics.stats import Estimate, unanimous, wilson
from ingest import InputError

SHARE = "em"
"""A figure that is shown in per cent: shares are shown as it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. What is not known is None."""

    figure: str
    like: str
    """The figure of :mod:`evals.metrics.figures` in whose unit it is shown."""
    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(slots=True)
class Table:
    """Rows of figures, with a note on what was measured and how."""

    title: str
    note: str
    rows: list[Row] = field(default_factory=list)

    def add(self, figure: str, like: str, estimate: Estimate) -> None:
        """Add an estimate; ``like`` is the figure in whose unit it is shown."""
        one = unanimous(estimate) if FIGURES[like].unit == "%" else estimate
        self.rows.append(Row(figure, like, _known(one.value), _known(one.low), _known(one.high), one.n))

    def share(self, figure: str, hits: int, total: int) -> None:
        """Add so many of so many, with Wilson's interval."""
        low, high = wilson(hits, total)
        self.rows.append(Row(figure, SHARE, hits / total if total else None, low, high, total))

    def show(self) -> None:
        """Print a line for each row, in the units of the board."""
        width = max((len(row.figure) for row in self.rows), default=0)
        print(self.title)
        for row in self.rows:
            value, low, high = (shown(row.like, one) for one in (row.value, row.low, row.high))
            print(f"  {row.figure:{width}}  {value:>6}  [{low}, {high}]  n {row.n}", flush=True)

    def write(self, path: Path) -> None:
        """Write the table for ``dateline eval board --table``.

        Raises:
            InputError: when the file cannot be written.
        """
        rows = [
            {"figure": row.figure, "as": row.like, "value": row.value, "low": row.low, "high": row.high, "n": row.n}
            for row in self.rows
        ]
        content = {"title": self.title, "note": self.note, "rows": rows}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise InputError(f"{path} cannot be written ({error.strerror}); name another file with --out.") from error


def _known(value: float) -> float | None:
    return value if value == value else None
