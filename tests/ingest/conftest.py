import gzip
from pathlib import Path

import pytest

from ingest import Article, IntakeSettings, Problem, discover, read_source

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture
def read(tmp_path):
    """Write a file and read it: ``read("a.txt", "Headline...")`` gives its articles and problems."""

    def reading(name, content, **settings):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") and data[:2] != b"\x1f\x8b" else data)
        return read_paths([path], **settings)

    return reading


def read_paths(paths, **settings):
    limits = IntakeSettings(**settings)
    items = []
    for found in discover(paths, limits):
        items.extend([found] if isinstance(found, Problem) else read_source(found, limits))
    return items


@pytest.fixture
def read_one(read):
    """Read a file that holds one article."""

    def reading(name, content, **settings):
        [article] = read(name, content, **settings)
        assert isinstance(article, Article), article
        return article

    return reading


@pytest.fixture
def shared():
    if not SHARED.is_dir():
        pytest.skip("the shared measuring data is not on this machine")
    return SHARED
