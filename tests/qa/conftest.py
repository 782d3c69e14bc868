"""Small literal news, and hits and readings made of it."""

import pytest

from index import Hit
from ingest import Article, Passage
from qa.reader import Reading, Span


@pytest.fixture
def hit():
    """Make a hit over a whole body: hit("a1", "Text of the article.", headline=..., published_at=...)."""

    def make(name, body, score=1.0, dense=0.5, **fields):
        fields = {"headline": "", "source": "Tarrow Ledger"} | fields
        article = Article(id=name, body=body, **fields)
        return Hit(article, Passage(name, article.version, 0, len(body)), score=score, lexical=1.0, dense=dense)

    return make


@pytest.fixture
def reading():
    """Make a reading of a body whose best spans are the given words, in falling score; null is 0."""

    def make(body, *spans, best=6.0):
        found = []
        for number, text in enumerate(spans):
            start = body.index(text)
            found.append(Span(start, start + len(text), best - number))
        return Reading(tuple(found), null=0.0)

    return make
