"""Saying no with a reason: what was searched, what was found, and which of the reasons it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from index import Archive, Filters, Hit
from qa.answer import Refusal
from qa.asked.question import Understood
from qa.language.names import names
from qa.language.words import RELATED, content_words, coverage

Reason = Literal["not_in_archive", "not_stated", "low_confidence", "withheld"]


def refuse(
    archive: Archive,
    question: Understood,
    hits: Sequence[Hit],
    *,
    filters: Filters | None,
    as_of: date | None,
    confidence: float,
    threshold: float,
) -> Refusal:
    """Choose the reason and word the message.

    Args:
        archive: for what was searched and how often the question's names occur.
        question: the question.
        hits: what retrieval found, best first.
        filters: what the search was restricted to.
        as_of: the last day that was admitted.
        confidence: of the answer that is not given.
        threshold: what it would have needed.
    """
    searched = _searched(archive, filters, as_of)
    hidden = archive.count_withheld(" ".join(content_words(question.text)))
    if hidden:
        noun = "article that bears on this is" if hidden == 1 else "articles that bear on this are"
        return Refusal(reason="withheld", message=f"{searched}; {hidden:,} {noun} withheld and may not be shown.")
    if not hits:
        why = _unsearched(archive, filters, as_of) or f"{searched}; nothing matches the question."
        return Refusal(reason="not_in_archive", message=f"The archive does not say. {why}")
    known, unknown = _mentions(archive, names(question.text), filters, as_of)
    related = max(coverage(question.text, f"{hit.article.headline} {hit.text}") for hit in hits[:10])
    if unknown and not known:
        listed = " or ".join(unknown)
        return Refusal(
            reason="not_in_archive", message=f"The archive does not say. {searched}; none mentions {listed}."
        )
    if related < RELATED:
        return Refusal(
            reason="not_in_archive",
            message=f"The archive does not say. {searched}; none of the passages found is about this question.",
        )
    told = "; ".join([searched, *known, *(f"none mentions {name}" for name in unknown)])
    if confidence >= threshold * 0.7:
        return Refusal(
            reason="low_confidence",
            message=f"There is a possible answer, but the evidence is too thin to state it. {told}. "
            "The nearest passages are listed.",
        )
    return Refusal(
        reason="not_stated",
        message=f"The archive covers the subject, but no passage says this. {told}. The nearest passages are listed.",
    )


def _searched(archive: Archive, filters: Filters | None, as_of: date | None) -> str:
    searched = archive.coverage(filters, as_of)
    noun = "article" if searched.articles == 1 else "articles"
    text = f"Searched {searched.articles:,} {noun}"
    if searched.first_day and searched.last_day:
        first, last = searched.first_day.year, searched.last_day.year
        text += f" from {first}" if first == last else f", {first} to {last}"
    return text


def _unsearched(archive: Archive, filters: Filters | None, as_of: date | None) -> str:
    """Why there was nothing to search; empty when there was something."""
    if archive.coverage(filters, as_of).articles:
        return ""
    held = archive.coverage().articles
    if not held:
        return "It holds no article yet."
    noun = "its one article is not" if held == 1 else f"none of its {held:,} articles is"
    return f"Nothing was searched: {noun} within the filters. Remove one of them, or widen it."


def _mentions(
    archive: Archive, wanted: Sequence[str], filters: Filters | None, as_of: date | None
) -> tuple[list[str], list[str]]:
    """Which names occur ("12 mention Ruiz") and which do not; at most three are looked up."""
    known, unknown = [], []
    for name in wanted[:3]:
        count = archive.count_mentions(" ".join(content_words(name)) or name.lower(), filters, as_of)
        if count:
            known.append(f"{count:,} {'mentions' if count == 1 else 'mention'} {name}")
        else:
            unknown.append(name)
    return known, unknown
