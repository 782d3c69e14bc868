"""Shares of a set as a table for the board: each with its Wilson interval."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.metrics.stats import wilson


def share(figure: str, hits: int, total: int) -> dict[str, Any]:
    """A row: so many of so many."""
    low, high = wilson(hits, total)
    return {"figure": figure, "as": "em", "value": hits / total if total else 0.0, "low": low, "high": high, "n": total}


def write(path: Path, title: str, note: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows for ``dateline eval board --table``."""
    path.write_text(json.dumps({"title": title, "note": note, "rows": list(rows)}, indent=2) + "\n", encoding="utf-8")
