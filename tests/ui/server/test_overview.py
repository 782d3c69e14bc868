"""What the archive page is made from: the parts of the folder, and what was set aside last."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive
from ingest import Settings
from tests.index.words import HashedWords
from tests.ui.conftest import ARTICLE, Newsroom
from ui.answers.desk import Desk
from ui.answers.keeping import Keeping
from ui.server.overview import SHOWN_PROBLEMS, overview_of


@pytest.fixture
def desk(tmp_path: Path, newsroom: Newsroom) -> Iterator[Desk]:
    settings = Settings(archive=tmp_path)
    with Archive.open(tmp_path, settings, write=True, embedder=HashedWords()) as archive:
        archive.add([ARTICLE])
        yield Desk(newsroom.engine, archive, settings, Keeping(tmp_path))


def test_what_a_store_keeps_beside_its_file_counts_to_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(b"x" * 10)
    (tmp_path / "note.txt-wal").write_bytes(b"x" * 5)
    (tmp_path / "empty.txt").touch()
    storage = dict(overview_of(desk).storage)
    assert storage["note.txt"] == 15
    assert not [name for name in storage if name.endswith(("-wal", "-shm")) or name == "empty.txt"]
    assert {"catalogue.sqlite3", "vectors", "lexical"} <= storage.keys()


def test_the_latest_problems_come_first_and_broken_lines_are_passed_over(desk: Desk, tmp_path: Path) -> None:
    assert overview_of(desk).problems == []
    lines = [f'{{"origin": "{number}.txt", "reason": "empty"}}' for number in range(SHOWN_PROBLEMS + 5)]
    (tmp_path / "problems.jsonl").write_text("\n".join([*lines, '{"origin": "hal']))
    problems = overview_of(desk).problems
    assert len(problems) == SHOWN_PROBLEMS
    assert problems[0] == (f"{SHOWN_PROBLEMS + 4}.txt", "empty")
