"""The article files of the shared folder: one JSON object a line with ``id, title, text`` and what else is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evals.data.lines import read_rows
from ingest import Article


def read_corpus(path: Path) -> Iterator[Article]:
    """Yield the articles of a corpus file; documents without text are skipped.

    Raises:
        InputError: when a line is not as described.
    """
    for row in read_rows(path):
        body = row.text("text", "")
        if not body.strip():
            continue
        yield Article(
            id=row.text("id"),
            headline=row.text("title", ""),
            body=body,
            source=row.text("source", ""),
            published_at=row.text("published_at", "") or None,
            authors=row.texts("author"),
            section=row.text("category", ""),
            url=row.text("url", ""),
            id_given=True,
        )
