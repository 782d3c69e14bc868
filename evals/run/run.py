"""Run a data set: ask every question, keep a record of each, and score them.

A run is a folder: ``config.json`` (what it was made with), ``records.jsonl`` (one line a question, in the order of the
data set) and ``metrics.json`` (figures with intervals). An interrupted run is resumed; nothing is asked twice.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from evals.data.question import DataSet, EvalQuestion
from evals.metrics.support import LexicalSupport, SupportJudge
from evals.progress import Progress
from evals.run.ask import Asker
from evals.run.provenance import SAME, describe
from evals.run.records import Record, line, read_records, write_records
from evals.run.summary import summarise
from index import Archive, StoreLockedError
from ingest import DatelineError, InputError, Settings


@dataclass(frozen=True)
class RunOptions:
    """How a run is made.

    Args:
        resume: continue a run in the same folder; without it, the folder must be new.
        sample: ask this many questions, the same ones every time; all when None.
        processes: processes to ask with; 0 means one per core.
        candidates: also keep what would have been answered where the engine declined.
        retrieval_only: search, and do not read.
    """

    resume: bool = False
    sample: int | None = None
    processes: int = 0
    candidates: bool = True
    retrieval_only: bool = False


class Interrupted(DatelineError):
    """The run was stopped; what it has is kept."""


def run(
    data: DataSet, archive: Path | None, out: Path, settings: Settings | None = None,
    options: RunOptions | None = None, judge: SupportJudge | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Ask the questions of a data set and write the run's folder; returns the metrics.

    Args:
        data: the questions.
        archive: the archive to ask. None means the set's own articles, ingested into the run's folder, or else the
            archive of the settings.
        out: the run's folder.
        settings: of the engine.
        options: see :class:`RunOptions`.
        judge: decides whether citations support; the offline one when None.

    Raises:
        InputError: when the folder holds another run, or the archive is empty.
        StoreLockedError: when another process runs into the same folder.
        Interrupted: when stopped by the keyboard; resume to continue.
    """
    out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / "run.lock")
    try:
        with lock.acquire(timeout=0):
            return _run(data, archive, out, settings, options or RunOptions(), judge)
    except Timeout as error:
        raise StoreLockedError(f"Another process is running into {out}; wait for it, or name another --out.") from error


def _run(
    data: DataSet, archive: Path | None, out: Path, settings: Settings | None, options: RunOptions,
    judge: SupportJudge | None,
) -> dict[str, Any]:  # fmt: skip
    data = _sampled(data, options.sample)
    place = _archive(data, archive, out, settings)
    settings = (settings or Settings()).model_copy(update={"archive": place})
    if place == out / "archive":
        settings = settings.alone()
    config = _configure(data, out, settings, options)
    records_file = out / "records.jsonl"
    done = {record.question.id: record for record in read_records(records_file)} if records_file.exists() else {}
    left = [question for question in data.questions if question.id not in done]
    if left:
        # A cut-off last line must go before more is appended.
        write_records(records_file, done.values())
        done |= {record.question.id: record for record in _ask_all(left, len(done), records_file, settings, options)}
    records = [done[question.id] for question in data.questions]
    write_records(records_file, records)
    return finish(out, records, config, judge)


def finish(out: Path, records: Sequence[Record], config: dict[str, Any], judge: SupportJudge | None) -> dict[str, Any]:
    """Score the records and write ``metrics.json``."""
    metrics = {"run": config["data"]["name"], **summarise(records, judge or LexicalSupport())}
    _write_json(out / "metrics.json", metrics)
    return metrics


def _sampled(data: DataSet, sample: int | None) -> DataSet:
    if sample is None or sample >= len(data.questions):
        return data
    kept = sorted(random.Random(len(data.questions)).sample(range(len(data.questions)), sample))
    return replace(data, questions=tuple(data.questions[place] for place in kept))


def _archive(data: DataSet, given: Path | None, out: Path, settings: Settings | None) -> Path:
    if given is not None or data.articles is None:
        return given or (settings or Settings()).archive
    own = out / "archive"
    if not (own / "complete").exists():
        with Archive.open(own, (settings or Settings()).alone(), write=True) as archive:
            archive.add(data.articles())
        (own / "complete").touch()
    return own


def _configure(data: DataSet, out: Path, settings: Settings, options: RunOptions) -> dict[str, Any]:
    """Write the run's configuration, or check that it is the one already there."""
    recorded = {
        "sample": options.sample, "candidates": options.candidates, "retrieval_only": options.retrieval_only,
    }  # fmt: skip
    with Archive.open(settings.archive, settings) as archive:
        config = describe(data, archive, settings, recorded)
    if not config["archive"]["articles"]:
        raise InputError(f"The archive {settings.archive} is empty; fill it with 'dateline ingest' first.")
    place = out / "config.json"
    if not place.exists():
        _write_json(place, config)
        return config
    if not options.resume:
        raise InputError(f"{out} holds a run already; continue it with --resume, or name another folder with --out.")
    earlier: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    for part in SAME:
        if earlier.get(part) != config[part]:
            raise InputError(f"{out} holds a run with another {part}; name another folder with --out.")
    return earlier


def _ask_all(
    questions: Sequence[EvalQuestion], before: int, records_file: Path, settings: Settings, options: RunOptions
) -> list[Record]:
    """Ask, and append each record as soon as it is there."""
    records: list[Record] = []
    processes = min(options.processes or os.cpu_count() or 1, len(questions))
    with records_file.open("a", encoding="utf-8") as out, Progress("asking", before + len(questions), before) as shown:
        try:
            with _asked(questions, processes, settings, options) as replies:
                for record in replies:
                    out.write(line(record))
                    out.flush()
                    records.append(record)
                    shown.step()
        except KeyboardInterrupt:
            count = before + len(records)
            raise Interrupted(
                f"Stopped after {count} of {before + len(questions)} questions; --resume continues there."
            ) from None
        except BrokenProcessPool as error:
            raise DatelineError(
                f"A process ended unexpectedly after {before + len(records)} questions, perhaps for want of memory; "
                "continue with --resume --processes 1."
            ) from error
    return records


@contextmanager
def _asked(
    questions: Sequence[EvalQuestion], processes: int, settings: Settings, options: RunOptions
) -> Iterator[Iterator[Record]]:
    """The records of the questions in their order, from this process or from several."""
    if processes == 1:
        with Archive.open(settings.archive, settings) as archive:
            asker = _asker(archive, settings, options)
            yield (asker.ask(question) for question in questions)
        return
    threads = max(1, (os.cpu_count() or 1) // processes)
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(settings.model_copy(update={"threads": threads}), options),
    )
    try:
        yield pool.map(_ask, questions)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _asker(archive: Archive, settings: Settings, options: RunOptions) -> Asker:
    return Asker(archive, settings, candidates=options.candidates, retrieval_only=options.retrieval_only)


# The asker of a worker process: a process pool hands its tasks to plain functions, which find it here.
_worker: dict[str, Asker] = {}


def _start(settings: Settings, options: RunOptions) -> None:
    """Prepare a worker: the interrupt is the parent's business, and each worker keeps to its share of the cores."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_NUM_THREADS"] = str(settings.threads)
    import torch

    torch.set_num_threads(settings.threads)
    _worker["asker"] = _asker(Archive.open(settings.archive, settings), settings, options)


def _ask(question: EvalQuestion) -> Record:
    return _worker["asker"].ask(question)


def _write_json(path: Path, values: dict[str, Any]) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    partial.replace(path)
