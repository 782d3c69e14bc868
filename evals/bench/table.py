"""A benchmark's table: printed for a person, and written as JSON for the board."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable

from evals.bench.measure import Spread, plain
from ingest import InputError


@dataclass(slots=True)
class Table:
    """Rows of figures under columns, with a note on what was measured and how.

    ``figures`` keeps what was measured unrounded, for other programs.
    """

    title: str
    note: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    def spread(self, name: str, unit: str, values: Sequence[float]) -> None:
        """Add a row with the smallest, middle and largest of some measurements; none are a dash."""
        if not values:
            self.rows.append((name, "–", "", "", unit, "0"))
            return
        one = Spread.of(values)
        self.rows.append((name, plain(one.median), plain(one.low), plain(one.high), unit, str(one.n)))
        self.figures[name] = {"unit": unit, "values": list(values)}

    def show(self) -> None:
        """Print the table."""
        console = Console()
        drawn = RichTable(title=self.title, caption=self.note, caption_justify="left")
        for number, title in enumerate(self.columns):
            drawn.add_column(title, justify="right" if number else "left")
        for row in self.rows:
            drawn.add_row(*row)
        (console if console.is_terminal else Console(width=140)).print(drawn)

    def write(self, path: Path) -> None:
        """Write the table as JSON for ``dateline eval board --table``.

        Raises:
            InputError: when the file cannot be written.
        """
        content = {
            "title": self.title, "note": self.note, "columns": self.columns, "rows": self.rows, "figures": self.figures,
        }  # fmt: skip
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise InputError(f"{path} cannot be written ({error.strerror}); name another file with --out.") from error


SPREAD = ("figure", "median", "min", "max", "unit", "runs")
"""The columns that :meth:`Table.spread` fills."""
