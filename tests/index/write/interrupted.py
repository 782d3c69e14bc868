"""Ingests that are killed at random moments; run by ``test_kill.py`` in a process of its own.

Each ingest runs in a forked child, so that the libraries are imported once; this process itself opens no archive.
Every second one is fast, with its vectors made afterwards. A moment is a random step of the ingest and a random part of
a step's time after it: so it falls into the ingest however slow the machine is at that time.
Usage: python -m tests.index.write.interrupted FOLDER ROUNDS SEED. Prints one JSON object.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path

import chromadb  # noqa: F401 (imported before forking, for speed)
import tantivy  # noqa: F401

import index.load.loader
import index.write.commit
from index import Archive
from ingest import DatelineError, Settings
from tests.index.words import HashedWords

FILES, OF_EACH = 4, 6


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


def ingest(folder: Path, news: Path, fast: bool, on_step) -> None:
    index.load.loader._BATCH_PASSAGES = index.write.commit._ARTICLES_AT_ONCE = 4
    on_step()
    with Archive.open(folder, Settings(), write=True, embedder=HashedWords()) as archive:
        archive.ingest([news], lambda _: on_step(), fast=fast)
        if fast:
            archive.embed(lambda _: on_step())


def state(folder: Path) -> dict[str, object]:
    with Archive.open(folder, Settings(), write=True, embedder=HashedWords()) as archive:
        status = archive.status()
        return {
            "counts": [status.articles, status.passages, status.stories, status.versions, status.waiting],
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


def stepping(folder: Path, news: Path, fast: bool):
    """An ingest in a child, which writes a byte into the pipe at every step."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            ingest(folder, news, fast, lambda: os.write(writing, b"."))
        except (DatelineError, OSError, RuntimeError):
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    return child, reading


def steps_of(folder: Path, news: Path, fast: bool) -> tuple[int, float]:
    """How many steps an ingest has that nobody kills, and how many seconds each takes."""
    started = time.monotonic()
    child, reading = stepping(folder, news, fast)
    with os.fdopen(reading, "rb") as pipe:
        steps = len(pipe.read())
    os.waitpid(child, 0)
    return steps, (time.monotonic() - started) / steps


def killed_at(step: int, seconds: float, child: int, reading: int) -> bool:
    """Kill an ingest some seconds after a step; False when it had ended."""
    for _ in range(step):
        if not os.read(reading, 1):
            break
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)  # a child that has ended is not gone before it is waited for
    os.close(reading)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(place: Path, rounds: int, seed: int) -> None:
    news, folder = place / "news", place / "archive"
    write_news(news)
    lengths = {}
    for fast in (True, False):
        shutil.rmtree(folder, ignore_errors=True)
        lengths[fast] = steps_of(folder, news, fast)
    expected = finished(*forked(state, folder))
    moments = random.Random(seed)
    failures = []
    killed = 0
    for number in range(rounds):
        shutil.rmtree(folder)
        fast = number % 2 == 0
        steps, seconds = lengths[fast]
        step, after = moments.randrange(1, steps), moments.uniform(0, 2 * seconds)
        killed += killed_at(step, after, *stepping(folder, news, fast))
        between = finished(*forked(state, folder))
        error = finished(*forked(ingest, folder, news, fast, lambda: None))
        end = finished(*forked(state, folder))
        if between.get("findings") != [] or error or end != expected:
            failures.append(
                {"round": number, "step": step, "after": after, "between": between, "error": error, "end": end}
            )
    sys.stdout.write(
        json.dumps({"expected": expected, "steps": lengths[False], "killed": killed, "failures": failures})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
