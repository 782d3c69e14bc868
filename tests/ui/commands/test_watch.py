"""Watching: a line for each change, nothing twice, and nothing for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive
from ingest import IntakeSettings, Settings, Source
from tests.index.words import HashedWords
from ui.commands.watch import Watch

STORY = "Bridge opens\n\nThe bridge over the Tam opened on Monday with a parade.\n"


class Desk:
    """A watched folder, an archive, and what was said."""

    def __init__(self, root: Path) -> None:
        self.news, self.archive = root / "news", root / "archive"
        self.news.mkdir()
        self.settings = Settings(archive=self.archive, intake=IntakeSettings(tries=2))
        self.said: list[str] = []
        self.opened = 0

    def open(self) -> Archive:
        self.opened += 1
        return Archive.open(self.archive, self.settings, write=True, embedder=HashedWords())

    def watch(self, *paths: str) -> Watch:
        return Watch(paths or [str(self.news)], self.settings, self.open, self.said.append)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_there_and_what_appears_is_read_once_it_rests(desk: Desk) -> None:
    (desk.news / "a.txt").write_text(STORY)
    watch = desk.watch()
    watch.round()
    assert [line.split("  ")[1].endswith("a.txt: 1 added") for line in desk.said] == [True]
    (desk.news / "b.txt").write_text(STORY.replace("Monday", "Tuesday"))
    watch.round()
    assert len(desk.said) == 1, "it may still be being written"
    watch.round()
    assert desk.said[1].endswith("b.txt: 1 added")
    opened = desk.opened
    watch.round()
    assert (len(desk.said), desk.opened) == (2, opened), "nothing changed, so the archive was not even opened"


def test_a_file_that_changes_or_goes_is_told(desk: Desk) -> None:
    path = desk.news / "a.txt"
    path.write_text(STORY)
    watch = desk.watch()
    watch.round()
    path.write_text(STORY.replace("Monday", "Wednesday"))
    watch.round()
    watch.round()
    assert desk.said[-1].endswith("a.txt: 1 updated")
    path.unlink()
    watch.round()
    assert desk.said[-1].endswith("gone; what was read of it stays in the archive")


def test_a_file_that_fails_is_left_alone_after_its_tries(desk: Desk) -> None:
    (desk.news / "a.json").write_text('{"headline": ')
    watch = desk.watch()
    for _ in range(5):
        watch.round()
    assert len(desk.said) == 2
    assert "set aside" in desk.said[-1]


def test_another_writer_is_waited_for_and_told_once(desk: Desk) -> None:
    (desk.news / "a.txt").write_text(STORY)
    watch = desk.watch()
    with desk.open():
        watch.round()
        watch.round()
    assert len(desk.said) == 1
    assert "Waiting for it" in desk.said[0]
    watch.round()
    assert desk.said[-1].endswith("1 added")


def test_a_list_of_feeds_is_visited_when_due_and_not_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.fetch import Fetched, Validators

    visits: list[tuple[str, Validators]] = []

    def fetch(address: str, limits: IntakeSettings, known: Validators) -> Fetched:
        import io

        visits.append((address, known))
        return Fetched(Source(address, len(STORY), limits, lambda: io.BytesIO(STORY.encode())), Validators("v1"))

    monkeypatch.setattr("ui.commands.watch.fetch", fetch)
    listing = desk.news.parent / "feeds.txt"
    listing.write_text("# our feeds\nhttps://post.example/a\nhttps://post.example/b\n")
    watch = desk.watch(str(listing))
    watch.round()
    watch.round()
    assert [address for address, _ in visits] == ["https://post.example/a", "https://post.example/b"]
    assert [line.split(": ", 1)[1] for line in desk.said] == ["1 added", "1 unchanged"]
    for feed in watch._feeds.values():
        feed.due = 0.0
    watch.round()
    assert visits[2][1] == Validators("v1"), "the second visit asks only for what has changed"
