"""How much faster an ingest is with more workers: the same articles on a Ray cluster of this machine alone."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.bench.corpus import articles, write_articles
from evals.bench.measure import in_fresh_process, machine
from evals.bench.table import SPREAD, Table
from evals.progress import Progress
from index import Archive
from index.cluster import LOCAL, connected
from ingest import Settings


@dataclass(frozen=True, slots=True)
class Clustered:
    """One ingest into a new archive. Starting the cluster and loading the models is not in ``seconds``."""

    workers: int
    seconds: float
    articles: int
    passages: int


def ingest_on_cluster(path: Path, folder: Path, workers: int) -> Clustered:
    """Ingest a file into a new archive, on a cluster of this machine.

    Args:
        path: the file.
        folder: of the archive.
        workers: how many embed, each with one processor and one thread.
    """
    settings = Settings(threads=1)
    with connected(LOCAL, settings, workers=workers) as cluster:
        cluster.warm()
        started = time.perf_counter()
        with Archive.open(folder, settings, write=True, embedder=cluster.embedder) as archive:
            report = archive.ingest([path], cluster=cluster)
        seconds = time.perf_counter() - started
    return Clustered(workers, seconds, report.added, report.passages)


def bench_cluster(paths: Sequence[Path], sample: int | None, workers: Sequence[int], repeats: int) -> Table:
    """The same ingest with different numbers of workers by turns, each in a process and a cluster of its own.

    Args:
        paths: what to ingest; the sample archive when empty.
        sample: only so many articles.
        workers: the numbers; the first is what the others are compared with.
        repeats: how often.
    """
    runs: dict[int, list[Clustered]] = {number: [] for number in workers}
    with tempfile.TemporaryDirectory() as scratch, Progress("runs", len(runs) * repeats) as shown:
        source = Path(scratch) / "articles.jsonl"
        write_articles(articles(paths, sample), source)
        for turn in range(repeats):
            # Who goes first changes, so that a machine that slows down favours none.
            for number in list(runs)[:: 1 if turn % 2 == 0 else -1]:
                folder = Path(scratch) / f"{turn}-{number}"
                runs[number].append(in_fresh_process(ingest_on_cluster, source, folder, number))
                shown.step()
    return _table(runs)


def _table(runs: dict[int, list[Clustered]]) -> Table:
    first = next(iter(runs))
    one = runs[first][0]
    table = Table(
        "Ingest on a cluster",
        f"{one.articles:,} articles in {one.passages:,} passages from one JSON lines file into a new archive, on a Ray "
        f"cluster of this machine alone, whose workers have one processor and one thread each; this process, which "
        f"commits, runs beside them. The models are loaded before the clock starts. {machine()}.",
        SPREAD,
    )
    for number, done in runs.items():
        table.spread(f"passages, workers: {number}", "a second", [run.passages / run.seconds for run in done])
    for number in list(runs)[1:]:
        pairs = zip(runs[first], runs[number], strict=True)
        ratios = [few.seconds / many.seconds for few, many in pairs]
        table.spread(f"speed with {number} workers, of that with {first}", "times", ratios)
    return table
