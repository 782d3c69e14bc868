"""What an archive's folder keeps beside its stores: kept answers, sealed originals, and the list of problems."""

from __future__ import annotations

import json
from collections.abc import Collection

from index.redaction.redactor import Redactor
from index.redaction.sealed import Sealed
from index.search import overview
from index.stores.kept import forget, forget_about
from index.stores.stores import Stores
from ingest import StoreDamagedError

PROBLEMS = "problems.jsonl"


def clear_folder(stores: Stores) -> int:
    """Leave nothing of what was purged in the files of the folder.

    Returns:
        How many kept answers went.
    """
    answers = forget(stores.folder, stores.catalogue)
    Sealed(stores.folder).forget_purged(stores.catalogue)
    if (stores.folder / PROBLEMS).exists():
        write_problems(stores)
    return answers


def forget_redacted(stores: Stores, items: Collection[str]) -> int:
    """Delete the kept answers that quote redacted articles, by the keys of their ids, or that hold redacted names.

    Returns:
        How many went.
    """
    clear = Redactor.of(stores.catalogue).text
    return forget_about(stores.folder, items, lambda text: clear(text) != text)


def write_problems(stores: Stores) -> None:
    """List what is set aside at present in the folder, for people and programs to read.

    Raises:
        StoreDamagedError: when the list cannot be written.
    """
    path = stores.folder / PROBLEMS
    lines = [json.dumps(problem, ensure_ascii=False) + "\n" for problem in overview.problems_of(stores)]
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")
        fresh.replace(path)
    except OSError as error:
        raise StoreDamagedError(
            f"{path} cannot be written ({error.strerror or error}); make room, then run the command again. The "
            "archive itself is complete."
        ) from error
