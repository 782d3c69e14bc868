"""A finished run, read back from its folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.run.records import Record, read_records
from ingest import InputError


@dataclass(frozen=True)
class StoredRun:
    """Configuration, records and metrics of a run."""

    folder: Path
    config: dict[str, Any]
    records: tuple[Record, ...]
    metrics: dict[str, Any]

    @property
    def name(self) -> str:
        """The run as tables name it: its folder's name."""
        return self.folder.resolve().name

    @property
    def data(self) -> str:
        """The name of the data set."""
        return str(self.config["data"]["name"])


def load_run(folder: Path) -> StoredRun:
    """Read a run.

    Raises:
        InputError: when the folder is no run, or the run is not finished.
    """
    if not (folder / "config.json").exists():
        raise InputError(f"{folder} is not a run; make one with 'dateline eval run DATA --out {folder}'.")
    if not (folder / "metrics.json").exists():
        raise InputError(f"{folder} is not finished; continue it with 'dateline eval run ... --resume'.")
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise InputError(f"{folder} holds a damaged JSON file ({error}); run it again into a new folder.") from error
    return StoredRun(folder, config, tuple(read_records(folder / "records.jsonl")), metrics)
