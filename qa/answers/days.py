"""Which day "Monday" was: the date that a short answer leaves to the reader, told beside it, never inside the quote."""

from __future__ import annotations

from collections.abc import Sequence

from index import Hit
from ingest import anchor_of, date_mentions
from qa.answer import Citation


def day_note(answer: str | None, citations: Sequence[Citation], hits: Sequence[Hit]) -> str | None:
    """A sentence that dates the words of an answer by its article's own day; None where they date themselves.

    Args:
        answer: the short answer.
        citations: of the answer, the first one holding it.
        hits: what was found, best first.
    """
    if not answer or not citations:
        return None
    cited = citations[0]
    article = next((hit.article for hit in hits if hit.article.id == cited.article_id), None)
    anchor = anchor_of(article) if article else None
    if article is None or anchor is None:
        return None
    for mention in date_mentions(article.body, anchor, cited.start, cited.end):
        words = " ".join(article.body[mention.start : mention.end].split())
        if not mention.in_full and words in answer:
            sure = "is" if mention.certain else "may be"
            return f"“{words}” {sure} {mention.label}, counted from the day of the article."
    return None
