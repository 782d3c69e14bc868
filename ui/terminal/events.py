"""The dated events of a matter on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.answers import words

if TYPE_CHECKING:
    from qa import Event


def events_view(events: Sequence[Event]) -> str:
    """Each event with its day, the sentence that tells it, and below it the articles that do."""
    lines = []
    for event in events:
        days = f"{event.first}" if event.first == event.last else f"{event.first} to {event.last}"
        when = f"{days}{'' if event.stated else ' (published)'}{' (announced)' if event.ahead else ''}"
        sources = ", ".join(
            f"{cited.source} {(cited.published_at or 'undated')[:10]} [{cited.article_id}]" for cited in event.citations
        )
        lines += [f"{when}  {event.text}", f"    {sources}"]
    return "\n".join(map(words.clean, lines))
