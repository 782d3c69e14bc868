"""Fast ingests: everything is found by its words at once, and vectors come later, newest first, in steps."""

from dataclasses import replace

import pytest

from index import Archive, Filters, StoreMismatchError
from index.stores.vectors import VectorStore
from index.write.journal import Journal
from tests.index.conftest import ARTICLES, FLOOD, UNDATED, VERDICT
from tests.index.words import HashedWords

VALLEY = Filters(sources=("Valley Weekly",))
ONE_AT_A_TIME = "index.write.commit._ARTICLES_AT_ONCE"


@pytest.fixture
def fast(folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES, fast=True)
        yield archive


def ids(hits):
    return [hit.article.id for hit in hits]


def test_everything_is_found_and_nothing_was_embedded(fast, embedder, folder):
    assert ids(fast.search("who convicted the mayor of bribery?"))[0] == "verdict"
    assert (fast.status().articles, fast.status().waiting, fast.status().embedder) == (4, 4, "")
    assert embedder.texts == 0
    assert not (folder / "vectors").exists()
    assert fast.check() == []


def test_embedding_later_leaves_the_archive_that_an_ordinary_ingest_makes(fast, embedder, tmp_path, settings):
    assert fast.embed() == 0
    with Archive.open(tmp_path / "ordinary", settings, write=True, embedder=HashedWords()) as ordinary:
        ordinary.add(ARTICLES)
        for words in ("mayor of Alderholt", "river", "night at the zoo"):
            hits, expected = fast.search(words), ordinary.search(words)
            assert ids(hits) == ids(expected)
            assert [hit.score for hit in hits] == pytest.approx([hit.score for hit in expected], abs=1e-3)
    assert fast.check() == []


def test_the_newest_come_first_and_a_stop_is_taken_up_again(fast, monkeypatch):
    monkeypatch.setattr(ONE_AT_A_TIME, 1)
    assert fast.embed(until=lambda: True) == 3
    store = fast._stores.vectors
    assert list(store.ids()) == [passage.id for passage in fast.passages("verdict")]
    assert fast.check() == []
    assert fast.embed(until=lambda: store.count() == 3) == 1
    assert "zoo" in ids(fast.search("zebraquoll")), "what still waits is found by its words"
    assert fast.embed() == 0
    assert fast.check() == []


def test_the_same_again_changes_nothing_and_an_ordinary_ingest_leaves_what_waits(fast):
    assert fast.add(ARTICLES, fast=True).unchanged == 4
    assert fast.add(ARTICLES).unchanged == 4
    assert fast.status().waiting == 4
    fast.add([replace(UNDATED, id="late", body="A late report of the owlbear.")])
    assert fast.status().waiting == 4
    assert ids(fast.search("owlbear"))[0] == "late"
    assert fast.check() == []


def test_a_newer_version_in_a_fast_ingest_takes_the_vectors_of_the_older_out(fast):
    fast.embed()
    corrected = replace(VERDICT, body=VERDICT.body.replace("convicted", "acquitted", 1), modified_at="2025-06-13")
    fast.add([corrected], fast=True)
    assert fast.status().waiting == 1
    assert fast.article("verdict") == corrected
    assert fast.check() == []
    assert fast.embed() == 0
    assert fast.check() == []


def test_what_is_removed_while_it_waits_is_gone(fast, folder, embedder):
    fast.remove("zoo", "court order", purge=True)
    assert not any(b"zebraquoll" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert fast.embed() == 0
    assert (embedder.texts, fast.status().articles) == (3, 3)
    assert fast.check() == []


def test_a_copy_that_waits_does_not_count_twice(fast):
    fast.embed()
    fast.add([replace(FLOOD, id="flood-again")], fast=True)
    assert fast.check() == []
    fast.embed()
    assert fast.check() == []
    fast.remove("flood", "one is enough")
    assert fast.check() == []


def test_a_rebuild_leaves_what_waits_waiting(fast, monkeypatch):
    monkeypatch.setattr(ONE_AT_A_TIME, 1)
    fast.embed(until=lambda: True)
    assert fast.rebuild() == []
    assert fast.status().waiting == 3


@pytest.mark.parametrize("step", [(VectorStore, "upsert"), (Journal, "embedded")])
def test_embedding_that_fails_half_way_costs_nothing(fast, folder, settings, monkeypatch, step):
    class DiskFull(Exception):
        pass

    def fail(*_):
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(*step, fail)
        with pytest.raises(DiskFull):
            fast.embed()
    assert fast.check() == []
    fast.remove("zoo", "it may have its vector already")
    assert fast.check() == []
    assert fast.embed() == 0
    assert fast.check() == []


def test_words_alone_can_be_asked_for_and_need_no_model(archive, embedder, monkeypatch):
    monkeypatch.setattr(HashedWords, "encode_query", lambda *_: pytest.fail("a model was used"))
    assert ids(archive.search("mayor bribery", words_only=True))[0] == "verdict"


def test_vectors_of_two_models_are_not_mixed(fast, folder, settings, monkeypatch):
    monkeypatch.setattr(ONE_AT_A_TIME, 1)
    fast.embed(until=lambda: True)
    fast.close()
    with Archive.open(folder, settings, write=True, embedder=HashedWords("others")) as archive:
        with pytest.raises(StoreMismatchError, match="dateline rebuild"):
            archive.embed()
        assert archive.rebuild() == []
        assert archive.embed() == 0
        assert archive.check() == []


def test_filters_are_applied_while_some_wait(fast, folder, settings, embedder, monkeypatch):
    monkeypatch.setattr(ONE_AT_A_TIME, 1)
    monkeypatch.setattr("index.search.admitted._SELECTIVE", 1.1)
    with Archive.open(folder, settings, embedder=embedder) as reader:
        assert ids(reader.search("river", filters=VALLEY)) == ["flood"]
        for _ in range(4):
            fast.embed(until=lambda: True)
            for archive in (fast, reader):
                assert ids(archive.search("river", filters=VALLEY)) == ["flood"]
                assert ids(archive.search("mayor bribery"))[0] == "verdict"


def test_identical_texts_are_embedded_once(fast, embedder):
    fast.embed()
    copies = [replace(FLOOD, id=f"copy-{n}", url=f"https://copy.example/{n}") for n in range(5)]
    before = embedder.texts
    assert fast.add(copies).embedded == 0
    assert embedder.texts == before
    assert fast.check() == []
