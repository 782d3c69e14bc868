"""Whether an article may be shown: decided when a question is asked, from the clock, the terms and the settings."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from index.stores.records import moment_of
from index.stores.schema import rights
from ingest import Article


def rights_of(article: Article) -> dict[str, Any] | None:
    """The columns of ``rights`` that an article fills; None where nothing limits its use."""
    if not article.usage and not article.expires:
        return None
    return {"ends": moment_of(article.expires), "usage": article.usage.casefold()}


def may_not_be_shown(now: int, withhold: Sequence[str]) -> sa.Select[tuple[int]]:
    """The versions whose licence has ended, or whose terms hold one of some words.

    A licence is a matter of today: a question about the past does not revive one that has ended since.

    Args:
        now: Seconds since 1970.
        withhold: The words, such as "no archive".
    """
    barred = [rights.c.usage.contains(word.casefold(), autoescape=True) for word in withhold if word]
    return sa.select(rights.c.no).where(sa.or_(rights.c.ends <= now, *barred))


def why_withheld(article: Article, withhold: Sequence[str]) -> str | None:
    """Why an article may not be shown now, as the end of a sentence; None when it may.

    Args:
        article: Any article of the catalogue.
        withhold: Words in terms of use for which an article is not shown.
    """
    until, ends, terms = moment_of(article.embargo_until), moment_of(article.expires), article.usage.casefold()
    if article.status != "usable":
        return "was withdrawn by its publisher"
    if until is not None and until > time.time():
        return "is under embargo"
    if ends is not None and ends <= time.time():
        return "may no longer be shown: its licence has ended"
    return "may not be shown by its terms of use" if any(w.casefold() in terms for w in withhold if w) else None
