"""Answers that were kept in an archive's folder, and what was said of them: they go with the articles they quote."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index.stores.catalogue import Catalogue
from index.stores.schema import removals
from ingest import content_key

ANSWERS = "answers"
"""The folder of kept answers, one JSON file each, named by the answer's key."""
FEEDBACK = "feedback.jsonl"
"""What people said of kept answers, a line each with the answer's key."""


def forget(folder: Path, catalogue: Catalogue) -> int:
    """Delete every kept answer that quotes or lists a purged article, with what was said of it.

    A file that cannot be read as an answer goes too: nobody can tell what it holds.

    Args:
        folder: The archive's folder.
        catalogue: It knows what was purged.

    Returns:
        How many answers went.
    """
    with catalogue.reading() as connection:
        purged = connection.scalars(sa.select(removals.c.item).where(removals.c.purged)).all()
    return forget_about(folder, purged, lambda text: False)


def forget_about(folder: Path, items: Collection[str], holds: Callable[[str], bool]) -> int:
    """Delete every kept answer, and what was said of it, that quotes or lists some articles or holds certain words.

    Args:
        folder: The archive's folder.
        items: Content keys of the ids of the articles.
        holds: Tells of a text whether it holds the words.

    Returns:
        How many answers went.
    """
    files = [*(folder / ANSWERS).glob("*.json"), *(folder / ANSWERS).glob("*.part")]
    doomed = [
        path
        for path in files
        if not _articles_in(path).isdisjoint({"", *items}) or holds(path.read_text("utf-8", "replace"))
    ]
    for path in doomed:
        path.unlink(missing_ok=True)
    _forget_feedback(folder / FEEDBACK, {path.stem for path in doomed}, holds)
    return len(doomed)


def _articles_in(path: Path) -> set[str]:
    """Content keys of the articles in an answer; an empty one where it cannot be read."""
    try:
        answer: dict[str, Any] = json.loads(path.read_bytes())
        return {content_key(one["article_id"]) for part in ("citations", "results") for one in answer[part]}
    except (ValueError, TypeError, KeyError):
        return {""}


def _forget_feedback(book: Path, answers: Collection[str], holds: Callable[[str], bool]) -> None:
    if not book.exists():
        return
    lines = book.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if _answer_of(line) not in answers and not holds(line)]
    if len(kept) == len(lines):
        return
    fresh = book.with_suffix(".new")
    fresh.write_text("".join(kept), encoding="utf-8")
    fresh.replace(book)


def _answer_of(line: str) -> str:
    try:
        return str(json.loads(line)["answer"])
    except (ValueError, TypeError, KeyError):
        return ""
