"""The dated events of a matter as rows, for JSON and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.answers.exports import cell

if TYPE_CHECKING:
    from qa import Event

COLUMNS = (
    "date_from", "date_to", "date_stated", "announced", "event", "source", "published_at", "headline", "url",
    "article_id", "version", "start", "end", "also_in",
)  # fmt: skip


def row(event: Event) -> dict[str, str | int | bool]:
    """An event by the names of its columns; ``also_in`` names the other articles that tell the same."""
    cited = event.citations[0]
    values = (
        event.first.isoformat(), event.last.isoformat(), event.stated, event.ahead, event.text, cited.source,
        cited.published_at or "", cited.headline, cited.url, cited.article_id, cited.version, cited.start, cited.end,
        " ".join(other.article_id for other in event.citations[1:]),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def table(events: Sequence[Event]) -> str:
    """The events as CSV; a cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerow([cell(value) if isinstance(value, str) else value for value in row(event).values()])
    return out.getvalue()
