"""Watching folders and feeds: what appears or changes is read into the archive, a line for each change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index import StoreLockedError
from ingest import InputError, Source, Validators, addresses_in, fetch, is_address, stamps
from ui.answers import words
from ui.terminal.report import outcome

if TYPE_CHECKING:
    from index import Archive, IngestReport
    from ingest import Settings

_LONGEST_WAIT = 86_400.0
"""Seconds between visits to a feed that keeps failing, at most."""

Say = Callable[[str], None]


@dataclass
class _Feed:
    """A feed: when to visit it next, and what to ask with whether it has changed."""

    due: float
    wait: float
    known: Validators


class Watch:
    """Looks at folders, files and feeds again and again; a file is read when it has not changed for one round.

    Args:
        paths: Files, folders, patterns, web addresses, and files that list web addresses.
        settings: How often to look, and how often to try.
        opened: Opens the archive for writing; it is open only while something is read.
        say: Takes each line.
    """

    def __init__(self, paths: Iterable[str], settings: Settings, opened: Callable[[], Archive], say: Say) -> None:
        self._settings, self._opened, self._say = settings, opened, say
        self._paths: list[str] = []
        self._feeds: dict[str, _Feed] = {}
        every = settings.intake.feed_minutes * 60.0
        for path in paths:
            listed = [path] if is_address(path) else addresses_in(Path(path))
            self._feeds.update({address: _Feed(0.0, every, Validators()) for address in listed})
            self._paths += [] if listed else [path]
        self._seen: dict[str, tuple[int, int]] = {}
        self._last: dict[str, tuple[int, int]] | None = None
        self._tried: dict[str, int] = {}
        self._told_locked = False

    def run(self) -> None:
        """Look until interrupted."""
        while True:
            self.round()
            time.sleep(self._settings.intake.watch_seconds)

    def round(self) -> None:
        """Look once."""
        now = stamps(self._paths)
        settled = {path for path, stamp in now.items() if self._last is None or self._last.get(path) == stamp}
        self._last = now
        for path in self._seen.keys() - now.keys():
            self._tell(path, "gone; what was read of it stays in the archive")
            del self._seen[path]
        changed = sorted(path for path in settled if self._seen.get(path) != now[path])
        fetched = list(self._fetched())
        if changed or fetched:
            self._read(changed, fetched, now)

    def _read(self, changed: list[str], fetched: list[Source], now: dict[str, tuple[int, int]]) -> None:
        try:
            with self._opened() as archive:
                self._told_locked = False
                for source in fetched:
                    self._tell(source.origin, outcome(archive.ingest([source])))
                for path in changed:
                    report = archive.ingest([path])
                    if self._is_done(path, report):
                        self._seen[path] = now[path]
                    if not report.files_unchanged:
                        self._tell(path, outcome(report))
        except StoreLockedError as error:
            for source in fetched:
                self._feeds[source.origin].due, self._feeds[source.origin].known = 0.0, Validators()
            if not self._told_locked:
                self._say(f"{error} Waiting for it.")
            self._told_locked = True

    def _is_done(self, path: str, report: IngestReport) -> bool:
        """Whether to leave a file alone until it changes: it was read, or it failed often enough."""
        if report.read or not report.problems:
            self._tried.pop(path, None)
            return True
        self._tried[path] = self._tried.get(path, 0) + 1
        if self._tried[path] >= self._settings.intake.tries:
            self._tried.pop(path)
            return True
        return False

    def _fetched(self) -> Iterable[Source]:
        for address, feed in self._feeds.items():
            if feed.due > time.monotonic():
                continue
            every = self._settings.intake.feed_minutes * 60.0
            try:
                got = fetch(address, self._settings.intake, feed.known)
            except InputError as error:
                feed.wait = min(2 * feed.wait, _LONGEST_WAIT)
                feed.due = time.monotonic() + feed.wait
                self._tell(address, f"{error} The next visit is in {feed.wait / 60:.0f} minutes.")
                continue
            feed.wait, feed.due = every, time.monotonic() + every
            if got is not None:
                feed.known = got.validators
                yield got.source

    def _tell(self, origin: str, what: str) -> None:
        self._say(f"{datetime.now():%Y-%m-%d %H:%M:%S}  {words.clean(origin)}: {words.clean(what)}")
