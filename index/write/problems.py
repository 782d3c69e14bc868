"""What is set aside at present, as a list in the archive's folder, for people and programs to read."""

from __future__ import annotations

import json

import sqlalchemy as sa

from index.errors import StoreDamagedError
from index.stores.schema import problems
from index.stores.stores import Stores

PROBLEMS = "problems.jsonl"


def write_problems(stores: Stores) -> None:
    """Write the list anew, oldest first, a JSON object a line.

    Raises:
        StoreDamagedError: when the list cannot be written.
    """
    path = stores.folder / PROBLEMS
    chosen = sa.select(problems.c.at, problems.c.origin, problems.c.kind, problems.c.reason).order_by(problems.c.no)
    with stores.catalogue.reading() as connection:
        rows = connection.execute(chosen).mappings()
        lines = [json.dumps(dict(row), ensure_ascii=False) + "\n" for row in rows]
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")
        fresh.replace(path)
    except OSError as error:
        raise StoreDamagedError(
            f"{path} cannot be written ({error.strerror or error}); make room, then run the command again. The "
            "archive itself is complete."
        ) from error
