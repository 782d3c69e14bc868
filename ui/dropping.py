"""A program that reads a folder of dropped files into an archive and says on every line how far it is, in JSON.

It runs beside the server, which goes on answering; ending it at any moment leaves the archive sound.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import DatelineError, Settings

if TYPE_CHECKING:
    from index import Archive, IngestReport, Progress

EVERY_SECONDS = 0.4


def say(**line: Any) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def read_in(archive: Archive, names: list[str]) -> None:
    """Ingest files one by one, so that each has an outcome of its own."""
    last = 0.0

    def progress(at: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY_SECONDS:
            last = time.monotonic()
            say(file=Path(name).name, stage=at.stage, articles=at.articles, passages=at.passages, total=at.total)

    for name in names:
        say(file=Path(name).name, stage="reading", articles=0, passages=0, total=0)
        say(file=Path(name).name, done=True, **outcome(archive.ingest([name], on_progress=progress)))


def outcome(report: IngestReport) -> dict[str, Any]:
    """What became of one file."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged + report.files_unchanged,
        "copies": report.copies,
        "problems": [one.reason for one in report.problems[:5]],
        "problem_count": len(report.problems),
    }


def main() -> int:
    """Read the files that the command line names, relative to its folder, into its archive."""
    from index import Archive

    folder, archive, *names = sys.argv[1:]
    settings = Settings(archive=Path(archive).resolve())
    os.chdir(folder)
    try:
        with Archive.open(settings.archive, settings, write=True) as store:
            read_in(store, names)
    except (DatelineError, OSError) as error:
        say(error=str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
