"""FRANK: summary claims over news articles, labelled supported or not. Not questions: they judge a support judge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evals.data.corpus import read_corpus
from evals.data.lines import read_rows


@dataclass(frozen=True, slots=True)
class Claim:
    """What a summary says of an article, and whether people found the article to support it."""

    id: str
    article_id: str
    article: str
    text: str
    supported: bool


def load_claims(folder: Path) -> list[Claim]:
    """The claims with the text of their articles.

    Raises:
        InputError: when a file is missing or broken, or a claim is about an unknown article.
    """
    bodies = {article.id: article.body for article in read_corpus(folder / "articles.jsonl")}
    claims: list[Claim] = []
    for row in read_rows(folder / "claims.jsonl"):
        article = row.text("article_id")
        if article not in bodies:
            raise row.error(f'expected "article_id" to be in articles.jsonl, which has no "{article}"')
        supported = row.text("label") == "supported"
        claims.append(Claim(row.text("id"), article, bodies[article], row.text("claim"), supported))
    return claims
