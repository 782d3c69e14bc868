"""Ranked passages for the command line, the API and MCP, in the form that an Answer lists them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ingest import InputError

if TYPE_CHECKING:
    from index import Archive
    from qa import Filters, Result


def find(
    archive: Archive,
    query: str,
    *,
    limit: int,
    filters: Filters,
    as_of: date | None,
    max_chars: int,
    words_only: bool = False,
) -> list[Result]:
    """Search the archive.

    Args:
        archive: what is searched.
        query: words or a question.
        limit: how many passages at most.
        filters: what they are restricted to.
        as_of: admit nothing later than this day, and prefer what was recent then.
        max_chars: the longest query that is taken, in characters.
        words_only: leave meaning out, so that no model is loaded.

    Raises:
        InputError: when the query is empty, too long, or has no letter or digit.
    """
    from index import Filters as Restriction
    from qa import Result

    if not any(letter.isalnum() for letter in query):
        raise InputError("The query has no letter or digit: say what to look for.")
    if len(query) > max_chars:
        raise InputError(f"The query has {len(query):,} characters: at most {max_chars:,} are taken.")
    restriction = Restriction(
        filters.date_from, filters.date_to, tuple(filters.sources), tuple(filters.sections), tuple(filters.authors)
    )
    return [
        Result(
            article_id=hit.article.id,
            version=hit.article.version,
            headline=hit.article.headline,
            source=hit.article.source,
            published_at=hit.article.published_at,
            url=hit.article.url,
            snippet=hit.text,
            start=hit.passage.start,
            end=hit.passage.end,
            score=hit.score,
            copies=list(hit.copies),
        )
        for hit in archive.search(query, limit=limit, filters=restriction, as_of=as_of, words_only=words_only)
    ]
