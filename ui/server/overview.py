"""Gathering what the archive page shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from ui.answers.desk import Desk
from ui.page.archive import Overview

SHOWN_PROBLEMS = 20
TAIL = 64_000
"""Bytes read from the end of problems.jsonl."""


def overview_of(desk: Desk) -> Overview:
    """The archive in figures."""
    archive, folder = desk.archive, desk.settings.archive
    return Overview(
        status=archive.status(),
        months=archive.months(),
        sources=sorted(archive.sources(), key=lambda one: -one[1]),
        storage=list(_storage(folder)),
        problems=list(islice(_problems(folder / "problems.jsonl"), SHOWN_PROBLEMS)),
    )


def _storage(folder: Path) -> Iterable[tuple[str, int]]:
    """The parts of the archive's folder; what SQLite keeps beside a file counts to it."""
    sizes: dict[str, int] = {}
    for part in sorted(folder.iterdir()):
        files = part.rglob("*") if part.is_dir() else [part]
        name = part.name.removesuffix("-wal").removesuffix("-shm")
        sizes[name] = sizes.get(name, 0) + sum(one.stat().st_size for one in files if one.is_file())
    yield from ((name, octets) for name, octets in sizes.items() if octets)


def _problems(path: Path) -> Iterable[tuple[str, str]]:
    """The latest problems first."""
    if not path.is_file():
        return
    with path.open("rb") as book:
        book.seek(max(0, path.stat().st_size - TAIL))
        lines = book.read().decode("utf-8", "replace").splitlines()
    for line in reversed(lines):
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield str(entry.get("origin", "")), str(entry.get("reason", ""))
