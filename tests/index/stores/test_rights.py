"""What may be shown is decided when a question is asked: by the clock, the terms of use and the settings."""

import time
from dataclasses import replace
from datetime import date

import pytest

from index import Archive
from ingest import Article, SearchSettings, Settings

LENT = Article(
    "lent", "Quaxel found", "The quaxel was found in the harbour.", published_at="2024-03-01", expires="2024-06-01",
    id_given=True,
)  # fmt: skip


@pytest.fixture
def clock(monkeypatch):
    """Set the clock to a day."""

    def at(day):
        seconds = time.mktime(date.fromisoformat(day).timetuple())
        monkeypatch.setattr("index.stores.catalogue.time.time", lambda: seconds)

    return at


def found(archive, words="quaxel harbour"):
    return "lent" in {hit.article.id for hit in archive.search(words)}


def test_an_article_is_found_until_its_licence_ends_and_withheld_afterwards(archive, clock):
    clock("2024-05-01")
    archive.add([LENT])
    assert found(archive)
    assert archive.count_withheld("quaxel") == 0
    clock("2024-06-02")
    assert not found(archive)
    assert archive.count_withheld("quaxel") == 1


def test_a_question_about_the_past_does_not_revive_a_licence(archive, clock):
    archive.add([LENT])
    clock("2025-01-01")
    assert "lent" not in {hit.article.id for hit in archive.search("quaxel", as_of=date(2024, 3, 2))}


def test_words_in_the_terms_withhold_and_the_settings_say_which(folder, embedder):
    loan = replace(LENT, expires=None, usage="For subscribers. NO ARCHIVAL USE.")
    with Archive.open(folder, Settings(), write=True, embedder=embedder) as archive:
        archive.add([loan])
        assert not found(archive)
        assert archive.count_withheld("quaxel") == 1
    free = Settings(search=SearchSettings(withhold_usage=()))
    with Archive.open(folder, free, embedder=embedder) as archive:
        assert found(archive)


def test_a_change_of_terms_alone_is_a_new_version(archive):
    archive.add([replace(LENT, expires=None)])
    assert found(archive)
    assert archive.add([LENT]).updated == 1
    assert not found(archive)
    assert archive.check() == []


def test_a_reader_of_an_earlier_day_does_not_see_what_was_under_embargo_then(archive):
    archive.add([replace(LENT, expires=None, embargo_until="2024-03-10T06:00:00+01:00")])
    assert archive.count_mentions("quaxel", as_of=date(2024, 3, 9)) == 0
    assert archive.count_mentions("quaxel", as_of=date(2024, 3, 10)) == 1
