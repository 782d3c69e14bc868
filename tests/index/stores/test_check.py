"""``check`` finds what was damaged behind the archive's back, and ``rebuild`` mends what can be derived."""

import shutil
import sqlite3

import numpy as np
import pytest

from index import Archive
from index.stores.records import passage_key
from tests.index.conftest import ARTICLES, VERDICT
from tests.index.words import HashedWords


def found(archive):
    return {(finding.store, finding.what) for finding in archive.check()}


@pytest.fixture
def passage(archive):
    return archive.passages("verdict")[0]


def test_a_vector_that_is_missing(archive, passage):
    archive._stores.vectors.delete([passage.id])
    assert found(archive) == {("vectors", "passages missing")}
    assert "dateline rebuild" in str(archive.check()[0])
    assert archive.rebuild() == []


def test_a_vector_that_nobody_asked_for(archive):
    archive._stores.vectors.upsert(["stranger:0-9"], np.eye(1, 64, dtype=np.float32))
    assert found(archive) == {("vectors", "passages that the catalogue does not know")}
    assert archive.rebuild() == []


def test_a_vector_of_another_text(archive, passage):
    archive._stores.vectors.upsert([passage.id], np.eye(1, 64, dtype=np.float32))
    assert found(archive) == {("vectors", "vectors that are not their text's")}
    assert archive.rebuild() == []


def test_words_that_are_missing(archive, passage):
    archive._stores.lexical.write(delete=[passage_key(passage.id)])
    assert found(archive) == {("lexical", "passages missing")}
    assert archive.rebuild() == []


def test_an_article_whose_text_was_changed_in_the_database(archive, folder):
    with sqlite3.connect(folder / "catalogue.sqlite3") as database:
        database.execute("UPDATE texts SET body = replace(body, 'convicted', 'acquitted')")
    assert ("catalogue", "articles whose text is not what was stored") in found(archive)


@pytest.mark.parametrize("lost", ["vectors", "lexical"])
def test_a_derived_store_that_was_deleted_whole(folder, settings, embedder, lost):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    shutil.rmtree(folder / lost)
    with Archive.open(folder, settings, embedder=embedder) as reader:
        assert [finding.store for finding in reader.check()] == [lost]
    texts = embedder.texts
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        assert archive.rebuild() == []
        assert archive.search("mayor bribery")[0].article == VERDICT
    assert embedder.texts == texts, "a rebuild takes its vectors from the cache"


def test_a_rebuild_without_the_cache_embeds_again(folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    for path in folder.glob("embedded.sqlite3*"):
        path.unlink()
    with Archive.open(folder, settings, write=True, embedder=HashedWords()) as archive:
        assert archive.rebuild() == []
