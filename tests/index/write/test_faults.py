"""A write that fails at any step leaves the old state or the new one, never neither and never a mixture."""

from dataclasses import replace

import pytest

from index import Archive, NotFoundError
from index.stores.cache import VectorCache
from index.stores.lexical import LexicalIndex
from index.stores.vectors import VectorStore
from index.write.journal import Journal
from ingest import Article
from tests.index.conftest import ARTICLES, VERDICT

STEPS = (
    (Journal, "writing"),
    (VectorStore, "upsert"),
    (VectorStore, "delete"),
    (LexicalIndex, "stage"),
    (LexicalIndex, "commit"),
    (VectorCache, "put"),
    (VectorCache, "forget"),
    (Journal, "shred"),
)
CORRECTED = replace(VERDICT, body=VERDICT.body.replace("convicted", "acquitted", 1), modified_at="2025-06-13")


class DiskFull(Exception):
    pass


class Faults:
    """Lets so many write steps pass, then makes every further one fail."""

    def __init__(self, monkeypatch):
        self.left = 10_000
        for kind, name in STEPS:
            monkeypatch.setattr(kind, name, self.counted(getattr(kind, name)))

    def counted(self, step):
        def call(*args, **kwargs):
            self.left -= 1
            if self.left < 0:
                raise DiskFull
            return step(*args, **kwargs)

        return call


@pytest.fixture
def faults(monkeypatch):
    return Faults(monkeypatch)


def every_step(faults, folder, settings, embedder, change):
    """Make a change fail after 0, 1, 2... steps; yields the archive as it is opened again, until the change passes."""
    steps = 0
    while True:
        with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
            faults.left = steps
            try:
                change(archive)
            except DiskFull:
                failed = True
            else:
                failed = False
            faults.left = 10_000
        with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
            yield archive
        if not failed:
            assert steps > 3
            return
        steps += 1


def test_an_update_that_fails_leaves_the_old_version_or_the_new(faults, folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    for archive in every_step(faults, folder, settings, embedder, lambda archive: archive.add([CORRECTED])):
        article = archive.article("verdict")
        assert article in (VERDICT, CORRECTED)
        found = {
            hit.article.body for hit in archive.search("mayor of Alderholt bribery") if hit.article.id == "verdict"
        }
        assert found == {article.body}
        assert archive.check() == []
    assert archive.settings == settings
    with Archive.open(folder, settings, embedder=embedder) as reader:
        assert reader.article("verdict") == CORRECTED


@pytest.mark.parametrize("purge", [False, True])
def test_a_removal_that_fails_has_happened_or_has_not(faults, folder, settings, embedder, purge):
    left = [f"x{n}" for n in range(30)]
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(Article(id_, "Quibble", f"The quibble of {id_} was heard.") for id_ in left)
    for archive in every_step(
        faults, folder, settings, embedder, lambda archive: archive.remove(left[0], "why", purge)
    ):
        found = {hit.article.id for hit in archive.search(f"quibble {left[0]}", limit=50)}
        try:
            archive.article(left[0])
            assert left[0] in found
        except NotFoundError:
            assert left[0] not in found
            left.pop(0)
        assert set(left) == found
        assert archive.check() == []
    if purge:
        assert not any(b"quibble of x0 " in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_rebuild_that_fails_leaves_the_archive_as_it_was(faults, folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    for archive in every_step(faults, folder, settings, embedder, lambda archive: archive.rebuild()):
        assert archive.search("mayor bribery")[0].article.id == "verdict"
        assert archive.check() == []
