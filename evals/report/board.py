"""The project's board: today's figures, from runs, as one Markdown file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.metrics.figures import FIGURES, shown
from evals.run.stored import StoredRun
from ingest import InputError

HEADER = ("| figure | value | 95 % interval | n |", "|---|--:|--:|--:|")


def render_board(runs: Sequence[StoredRun], extra: Sequence[dict[str, Any]] = ()) -> str:
    """The board as Markdown: for each run its figures with intervals and n, what it ran on, and how to repeat it.

    Args:
        runs: finished runs.
        extra: tables of other programs: {"title", "note", "rows": [{"figure", "value", "low", "high", "n"}]}, or with
            "columns" rows of as many texts.
    """
    lines = [
        "# Board",
        "",
        "Written by `dateline eval board`, not by hand. Shares are in per cent; intervals come from 10,000 resamples",
        "of articles or stories; n counts questions. What each figure means: `evals/metrics/figures.py`.",
    ]
    for run in sorted(runs, key=lambda one: (one.data, one.name)):
        lines += ["", *_section(run)]
    for entry in extra:
        lines += ["", *_table(entry)]
    return "\n".join(lines) + "\n"


def _section(run: StoredRun) -> list[str]:
    config, metrics = run.config, run.metrics
    archive, cost = config["archive"], metrics["cost"]
    total = cost["ms"].get("total", {})
    sample = f" --sample {config['options']['sample']}" if config["options"].get("sample") else ""
    only = " --retrieval-only" if config["options"].get("retrieval_only") else ""
    failed = f"; {metrics['failed']} questions failed" if metrics["failed"] else ""
    lines = [
        f"## {run.data}",
        "",
        f"{metrics['questions']} questions (data {config['data']['hash']}), {archive['articles']:,} articles, "
        f"{archive['passages']:,} passages; code {config['commit'] or 'unknown'}, "
        f"reader {config['reader'] or 'other'}, {config['started'][:10]}. "
        f"Median {total.get('p50', 0):.0f} ms, p95 {total.get('p95', 0):.0f} ms, {cost['peak_mb']:.0f} MB a process"
        f"{failed}.",
        "",
        f"    dateline eval run {run.data} --data DATA --archive ARCHIVE --out RUN{sample}{only}",
        "",
        *HEADER,
    ]
    for name, one in metrics["figures"].items():
        lines.append(f"| {name}: {FIGURES[name].title} | {_cells(name, one)} |")
    return lines


def _table(entry: dict[str, Any]) -> list[str]:
    if "columns" in entry:
        across = len(entry["columns"])
        rows = [entry["columns"], ["---", *["--:"] * (across - 1)], *entry["rows"]]
        return [f"## {entry['title']}", "", entry["note"], "", *(f"| {' | '.join(row)} |" for row in rows)]
    lines = [
        f"## {entry['title']}",
        "",
        entry["note"],
        "",
        *HEADER,
    ]
    return lines + [f"| {row['figure']} | {_cells(row.get('as', 'em'), row)} |" for row in entry["rows"]]


def _cells(name: str, one: dict[str, Any]) -> str:
    known = one.get("low") is not None and one.get("high") is not None
    span = f"{shown(name, one['low'])} to {shown(name, one['high'])}" if known else ""
    return f"{shown(name, one['value'])} | {span} | {one['n']}"


def read_tables(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The tables that other programs wrote as JSON, for the board.

    Raises:
        InputError: when a file is not such a table.
    """
    tables = []
    for path in paths:
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, json.JSONDecodeError) as error:
            raise InputError(f"{path} is not a table for the board ({error}); name a file of --out.") from error
        if not isinstance(table, dict) or not {"title", "note", "rows"} <= set(table):
            raise InputError(f'{path}: expected an object with "title", "note" and "rows".')
        tables.append(table)
    return tables
