"""What a run was made with, so that two runs can be told apart and one can be repeated."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from evals.data.question import DataSet
from index import Archive
from ingest import Settings

PACKAGES = ("dateline", "torch", "transformers", "sentence-transformers", "chromadb", "tantivy", "llama-index-core")
SAME = ("data", "archive", "settings", "options")
"""What must be equal for a run to be resumed, or to be called a repetition."""


def describe(data: DataSet, archive: Archive, settings: Settings, options: dict[str, Any]) -> dict[str, Any]:
    """The configuration of a run, as stored in ``config.json``.

    Args:
        data: the data set; its content is named by a hash.
        archive: the archive that is asked; its state is named by its counts and generation.
        settings: of the engine.
        options: of the run that change what is recorded.
    """
    status = archive.status()
    return {
        "data": {"name": data.name, "questions": len(data.questions), "hash": data.digest()},
        "archive": {
            "articles": status.articles,
            "passages": status.passages,
            "first_day": str(status.first_day or ""),
            "last_day": str(status.last_day or ""),
            "embedder": status.embedder,
        },
        "settings": settings.model_dump(mode="json", exclude={"archive", "threads", "log", "serve"}),
        "options": options,
        "reader": reader_digest(settings.reader.model),
        "commit": commit(),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()},
        "versions": {name: version for name in PACKAGES if (version := _version(name))},
    }


def reader_digest(model: str) -> str:
    """Sixteen hexadecimal digits of the reader's weights and calibration; empty for a model that is no local folder."""
    import qa.reader

    folder = Path(qa.reader.__file__).parent / "weights" if model == "packaged" else Path(model)
    files = sorted(file for file in folder.glob("*") if file.suffix in (".safetensors", ".json", ".bin"))
    if not files:
        return ""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


def commit() -> str:
    """The commit of the code, with a + when tracked files differ from it; empty outside a repository."""
    here = Path(__file__).parent
    try:
        found = subprocess.run(
            ["git", "rev-parse", "--short=12", "HEAD"], cwd=here, capture_output=True, text=True, check=True
        ).stdout.strip()
        changed = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=no"],
            cwd=here, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found + ("+" if changed.strip() else "")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
