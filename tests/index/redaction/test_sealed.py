"""Originals are kept apart, for their owner alone, and leave no byte when they are forgotten."""

import pytest

from index import NotFoundError
from index.redaction.sealed import Sealed
from ingest import Article, content_key

ORIGINAL = Article("n1", "Vexley wins", "Jane Vexley won the race.", authors=("Ann Ray",), flags=("odd",))


@pytest.fixture
def sealed(tmp_path):
    kept = Sealed(tmp_path)
    kept.seal(ORIGINAL, "shown")
    return kept


def test_an_original_comes_back_whole(sealed):
    (entry,) = sealed.entries()
    assert (entry.item, entry.version) == (content_key("shown"), ORIGINAL.version)
    assert sealed.read(entry.number) == ORIGINAL


def test_the_file_is_its_owner_s_alone(sealed, tmp_path):
    assert (tmp_path / "sealed.sqlite3").stat().st_mode & 0o777 == 0o600


def test_the_same_version_is_kept_once(sealed):
    sealed.seal(ORIGINAL, "shown")
    assert len(sealed.entries()) == 1


def test_what_is_forgotten_leaves_no_byte(sealed, tmp_path):
    assert sealed.forget({content_key("another")}) == 0
    assert sealed.forget({content_key("shown")}) == 1
    assert sealed.entries() == []
    assert b"Vexley" not in (tmp_path / "sealed.sqlite3").read_bytes()


def test_where_nothing_was_sealed_nothing_is_made(tmp_path):
    assert Sealed(tmp_path).entries() == []
    with pytest.raises(NotFoundError, match="`dateline sealed` lists them"):
        Sealed(tmp_path).read(1)
    assert list(tmp_path.iterdir()) == []
