"""Ingests that are killed at random moments; run by ``test_kill.py`` in a process of its own.

Each ingest runs in a forked child, so that the libraries are imported once; this process itself opens no archive.
Usage: python -m tests.index.interrupted FOLDER ROUNDS SEED. Prints one JSON object.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import chromadb  # noqa: F401 (imported before forking, for speed)
import tantivy  # noqa: F401

import index.load
from index import Archive
from ingest import DatelineError, Settings
from tests.index.words import HashedWords

FILES, OF_EACH = 8, 6


def write_news(news: Path) -> None:
    news.mkdir()
    for file in range(FILES):
        with (news / f"{file}.jsonl").open("w") as out:
            for n in range(OF_EACH):
                number = file * OF_EACH + n
                body = f"Item {number} says that {number * 7} people came.\n\n" + f"More on word{number}. " * 40
                # Every eleventh is a newer version of the first article.
                id_ = "n0" if number % 11 == 10 else f"n{number}"
                out.write(json.dumps({"id": id_, "title": f"Headline {number}", "text": body, "source": "Wire"}) + "\n")


def ingest(folder: Path, news: Path) -> None:
    index.load._BATCH_PASSAGES = 4
    with Archive.open(folder, Settings(), write=True, embedder=HashedWords()) as archive:
        archive.ingest([news])


def state(folder: Path) -> dict[str, object]:
    with Archive.open(folder, Settings(), write=True, embedder=HashedWords()) as archive:
        status = archive.status()
        return {
            "counts": [status.articles, status.passages, status.stories, status.versions],
            "findings": [str(finding) for finding in archive.check()],
            "found": len(archive.search("people came", limit=500, per_story=False)),
        }


def forked(work, *arguments):
    """Start some work in a child; its result can be read from the pipe that comes back with its number."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            result = json.dumps(work(*arguments))
        except DatelineError as error:
            result = json.dumps({"error": f"{type(error).__name__}: {error}"})
        os.write(writing, result.encode())
        os._exit(0)
    os.close(writing)
    return child, reading


def finished(child: int, reading: int):
    with os.fdopen(reading) as pipe:
        result = pipe.read()
    os.waitpid(child, 0)
    return json.loads(result) if result else None


def main(place: Path, rounds: int, seed: int) -> None:
    news, folder = place / "news", place / "archive"
    write_news(news)
    started = time.monotonic()
    finished(*forked(ingest, folder, news))
    whole = time.monotonic() - started
    expected = finished(*forked(state, folder))
    moments = random.Random(seed)
    failures = []
    killed = 0
    for number in range(rounds):
        shutil.rmtree(folder)
        after = moments.uniform(0.02, 1.0) * whole
        child, reading = forked(ingest, folder, news)
        time.sleep(after)
        os.kill(child, signal.SIGKILL)  # a child that has ended is not gone before it is waited for
        os.close(reading)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        between = finished(*forked(state, folder))
        error = finished(*forked(ingest, folder, news))
        after_all = finished(*forked(state, folder))
        if between.get("findings") != [] or error or after_all != expected:
            failures.append({"round": number, "after": after, "between": between, "error": error, "end": after_all})
    sys.stdout.write(json.dumps({"expected": expected, "seconds": whole, "killed": killed, "failures": failures}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
