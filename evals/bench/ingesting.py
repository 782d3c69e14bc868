"""How fast articles become searchable, and which share of the embedding model's own speed is left of it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.bench.corpus import articles, write_articles
from evals.bench.measure import in_fresh_process, machine, processor_vectors
from evals.bench.process import disk_mb, peak_mb
from evals.bench.table import SPREAD, Table
from evals.progress import Progress
from index import Archive, Embedder, Embeds
from ingest import Settings, passage_context, split


@dataclass(frozen=True, slots=True)
class Ingested:
    """One ingest into a new archive. Loading the model is not in ``seconds``; reading, committing and closing are."""

    seconds: float
    embed_seconds: float
    articles: int
    passages: int
    peak_mb: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Encoded:
    """The same passages through the model's own ``encode``, and nothing else."""

    seconds: float
    passages: int
    peak_mb: float
    vectors: str


def ingest_once(paths: Sequence[Path], folder: Path, embedder: Embeds | None = None, *, fast: bool = False) -> Ingested:
    """Ingest files into a new archive.

    Args:
        paths: the files.
        folder: of the archive.
        embedder: the one of the settings when None.
        fast: leave the vectors for later, so that everything is found by its words alone.
    """
    settings = Settings().alone()
    embedder = embedder or Embedder(settings.embedder, settings.threads)
    embedder.encode_passages(["warm up"])
    started = time.perf_counter()
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        report = archive.ingest(paths, fast=fast)
    seconds = time.perf_counter() - started
    return Ingested(seconds, report.embed_seconds, report.added, report.passages, peak_mb(), disk_mb(folder))


def encode_once(paths: Sequence[Path]) -> Encoded:
    """Embed the passages of files by ``SentenceTransformer.encode`` as it comes, without any archive."""
    from sentence_transformers import SentenceTransformer

    settings = Settings()
    texts = [
        passage_context(article, passage)
        for article in articles(paths)
        for passage in split(article, settings.intake.passage_words)
    ]
    model = SentenceTransformer(str(Embedder(settings.embedder).folder), device="cpu", local_files_only=True)
    model.encode("warm up")
    started = time.perf_counter()
    model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return Encoded(time.perf_counter() - started, len(texts), peak_mb(), processor_vectors())


def bench_ingest(paths: Sequence[Path], sample: int | None, repeats: int) -> Table:
    """Ingest and bare encoding by turns, each in a process of its own, over the same articles.

    Args:
        paths: what to ingest; the sample archive when empty.
        sample: only so many articles.
        repeats: how often.
    """
    ingested: list[Ingested] = []
    fast: list[Ingested] = []
    encoded: list[Encoded] = []
    with tempfile.TemporaryDirectory() as scratch, Progress("runs", 2 * repeats) as shown:
        source = Path(scratch) / "articles.jsonl"
        write_articles(articles(paths, sample), source)
        for turn in range(repeats):
            # Who goes first changes, so that a machine that slows down favours neither.
            for archive_now in (turn % 2 == 0, turn % 2 == 1):
                if archive_now:
                    ingested.append(in_fresh_process(ingest_once, [source], Path(scratch) / str(turn)))
                    fast.append(in_fresh_process(ingest_once, [source], Path(scratch) / f"{turn}-fast", fast=True))
                else:
                    encoded.append(in_fresh_process(encode_once, [source]))
                shown.step()
    return _table(ingested, fast, encoded)


def _table(ingested: list[Ingested], fast: list[Ingested], encoded: list[Encoded]) -> Table:
    one, bare = ingested[0], encoded[0]
    table = Table(
        "Ingest",
        f"{one.articles:,} articles in {one.passages:,} passages from one JSON lines file into a new archive; the bare "
        f"rate is SentenceTransformer.encode on the same texts, run by turns with the ingest. Models are loaded before "
        f"the clock starts. {machine()}, {bare.vectors}.",
        SPREAD,
    )
    pairs = list(zip(ingested, encoded, strict=True))
    table.spread("articles, end to end", "a second", [i.articles / i.seconds for i in ingested])
    table.spread("passages, end to end", "a second", [i.passages / i.seconds for i in ingested])
    table.spread("passages, bare encode", "a second", [e.passages / e.seconds for e in encoded])
    table.spread(
        "end to end, of the bare rate", "%",
        [100 * (i.passages / i.seconds) / (e.passages / e.seconds) for i, e in pairs],
    )  # fmt: skip
    table.spread("passages, --fast: found by words", "a second", [f.passages / f.seconds for f in fast])
    table.spread("embedding, of the ingest's time", "%", [100 * i.embed_seconds / i.seconds for i in ingested])
    table.spread("peak memory, ingest", "MB", [i.peak_mb for i in ingested])
    table.spread("peak memory, bare encode", "MB", [e.peak_mb for e in encoded])
    table.spread("disk", "MB", [i.disk_mb for i in ingested])
    return table
