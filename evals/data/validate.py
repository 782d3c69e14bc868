"""Check questions against the archive they will be asked of: are their gold articles and evidence there?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evals.data.question import DataSet, EvalQuestion, matches
from index import Archive, NotFoundError
from ingest import Article

SEARCHED = 50
"""Hits looked through for an article that is named by its path."""


def validate(data: DataSet, archive: Path) -> list[str]:
    """What does not fit, one sentence each: gold articles that are not in the archive, evidence that is not in them."""
    with Archive.open(archive) as opened:
        return [finding for question in data.questions for finding in _check(question, opened)]


def _check(question: EvalQuestion, archive: Archive) -> Iterator[str]:
    found = {name: _find(name, question, archive) for name in question.articles}
    for name, article in found.items():
        if article is None:
            yield f'Question "{question.id}": the article "{name}" was not found in the archive.'
    bodies = [article.body for article in found.values() if article]
    if len(bodies) < len(found) or not bodies:
        return
    for evidence in question.evidence:
        if not any(_spaced(evidence) in _spaced(body) for body in bodies):
            yield f'Question "{question.id}": its articles do not hold the evidence "{evidence[:60]}".'


def _find(name: str, question: EvalQuestion, archive: Archive) -> Article | None:
    try:
        article: Article = archive.article(name)
        return article
    except NotFoundError:
        words = " ".join([question.question, *question.evidence[:1], *question.answers[:1]])
        hits = archive.search(words[:500], limit=SEARCHED, per_story=False)
        return next((h.article for h in hits if any(matches(at, name) for at in archive.locations(h.article.id))), None)


def _spaced(text: str) -> str:
    return " ".join(text.split())
