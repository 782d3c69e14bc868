"""A program that reads a folder of dropped files into an archive and says on every line how far it is, in JSON.

It runs beside the server, which goes on answering; ending it at any moment leaves the archive sound. It loads no model:
a line ``{"embed": [...]}`` asks the server for the vectors of some texts, which come back on standard input.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest import DatelineError, Settings

if TYPE_CHECKING:
    from index import Archive, Fingerprint, IngestReport, Progress, Vectors

EVERY_SECONDS = 0.4
EMBEDDED_AT_ONCE = 16
"""Texts whose vectors are asked for at a time: little enough that questions to the server are answered in between."""


class Lent:
    """The server's embedder, as :class:`index.Embeds` asks for it.

    Args:
        fingerprint: of the server's embedder.
    """

    def __init__(self, fingerprint: Fingerprint) -> None:
        self.fingerprint = fingerprint
        self.name = fingerprint.name

    def encode_passages(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors:
        """One row of unit length for each text.

        Raises:
            BrokenPipeError: when the server is gone.
        """
        rows: Vectors = np.empty((len(texts), self.fingerprint.dimension), dtype=np.float32)
        for at in range(0, len(texts), EMBEDDED_AT_ONCE):
            part = rows[at : at + EMBEDDED_AT_ONCE]
            say(embed=texts[at : at + EMBEDDED_AT_ONCE])
            if len(sent := sys.stdin.buffer.read(part.nbytes)) < part.nbytes:
                raise BrokenPipeError("The server is gone.")
            part[:] = np.frombuffer(sent, dtype=np.float32).reshape(part.shape)
            if on_batch:
                on_batch(len(part))
        return rows

    def encode_query(self, text: str) -> Vectors:
        """One row of unit length."""
        row: Vectors = self.encode_passages([text])[0]
        return row


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
    """Read the files that the command line names, relative to its folder, into its archive.

    The first line of standard input is the fingerprint of the server's embedder.
    """
    from index import Archive, Fingerprint

    folder, archive, *names = sys.argv[1:]
    settings = Settings(archive=Path(archive).resolve())
    lent = Lent(Fingerprint(**json.loads(sys.stdin.buffer.readline())))
    os.chdir(folder)
    try:
        with Archive.open(settings.archive, settings, write=True, embedder=lent) as store:
            read_in(store, names)
    except (DatelineError, OSError) as error:
        say(error=str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
