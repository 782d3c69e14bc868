"""Ranked passages without an answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive
from ingest import InputError, Settings
from qa import Filters
from tests.index.words import HashedWords
from tests.ui.conftest import ARTICLE
from ui.answers.find import find


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path, Settings(archive=tmp_path), write=True, embedder=HashedWords()) as archive:
        archive.add([ARTICLE])
        yield archive


def found(archive: Archive, query: str, filters: Filters | None = None, **options: bool) -> list[tuple[str, str]]:
    results = find(archive, query, limit=5, filters=filters or Filters(), as_of=None, max_chars=40, **options)
    assert all(ARTICLE.body[one.start : one.end] == one.snippet for one in results)
    return [(one.article_id, one.source) for one in results]


@pytest.mark.parametrize(
    ("filters", "listed"),
    [
        (Filters(), True),
        (Filters(sources=["The Courier"]), True),
        (Filters(sources=["Wire"]), False),
        (Filters(sections=["Courts"], authors=["Ana Lind"]), True),
    ],
)
def test_a_passage_is_listed_with_its_range_within_the_filters(
    archive: Archive, filters: Filters, listed: bool
) -> None:
    assert found(archive, "mistrial", filters) == ([("courier-17", "The Courier")] if listed else [])


def test_words_alone_ask_no_model(archive: Archive) -> None:
    archive.embedder.encode_query = lambda *_: pytest.fail("a model was used")  # type: ignore[method-assign]
    assert found(archive, "mistrial", words_only=True)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "has no letter or digit"),
        ("?!…", "has no letter or digit"),
        ("x" * 41, "has 41 characters: at most 40 are taken"),
    ],
)
def test_a_query_that_cannot_be_looked_for_is_told(archive: Archive, query: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        found(archive, query)
