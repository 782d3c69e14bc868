"""A small archive of literal articles, open for writing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive
from ingest import Article, Settings
from tests.index.words import HashedWords
from tests.ingest.test_fetch import site as site

VERDICT = Article(
    id="verdict",
    headline="Jury convicts mayor of Alderholt",
    body="A jury convicted Mayor Edna Quill of bribery on Thursday.\n\nShe was acquitted of perjury.",
    source="Alderholt Courier",
    published_at="2025-06-12",
    authors=("Ann Ray", "Tom Ode"),
    section="Courts",
    id_given=True,
)
FLOOD = Article(
    id="flood",
    headline="River Tam floods the valley",
    body="The River Tam rose four metres overnight and drove 1,200 people from their homes.",
    source="Valley Weekly",
    published_at="2024-01-02",
    section="Weather",
    id_given=True,
)
FLOOD_COPY = Article(
    id="flood-copy",
    headline="Flood drives 1,200 from homes",
    body=FLOOD.body,
    source="Harbour Post",
    published_at="2024-01-03",
    id_given=True,
)
UNDATED = Article(
    id="zoo", headline="Zebraquoll escapes", body="A zebraquoll escaped from the zoo by night.", id_given=True
)
ARTICLES = (VERDICT, FLOOD, FLOOD_COPY, UNDATED)


@pytest.fixture
def embedder() -> HashedWords:
    return HashedWords()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def archive(folder: Path, settings: Settings, embedder: HashedWords) -> Iterator[Archive]:
    with Archive.open(folder, settings, write=True, embedder=embedder) as opened:
        opened.add(ARTICLES)
        yield opened
