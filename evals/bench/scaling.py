"""Time, memory and disk against the number of passages, with made-up text and vectors."""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.bench.corpus import write_articles
from evals.bench.generated import PASSAGES_AN_ARTICLE, GeneratedVectors, World
from evals.bench.ingesting import Ingested, ingest_once
from evals.bench.measure import in_fresh_process, machine, plain
from evals.bench.process import disk_mb, percentile, resident_mb
from evals.bench.querying import search_times, windows
from evals.bench.table import Table
from evals.extras import needs
from evals.progress import Progress
from index import Archive
from ingest import Settings

SIZES = (1_000, 10_000)
QUESTIONS = 100
STORES = {"catalogue": "catalogue.sqlite3*", "vectors": "vectors", "words": "lexical", "cache": "embedded.sqlite3*"}
"""What stands in an archive's folder, for the disk that each part takes."""


@dataclass(frozen=True, slots=True)
class Point:
    """What an archive of one size took."""

    passages: int
    articles: int
    ingest_seconds: float
    """Without making up the vectors."""
    ingest_peak_mb: float
    disk_mb: float
    disk_parts_mb: dict[str, float]
    open_seconds: float
    """From nothing to the first answer of a search, without imports."""
    search_p50_ms: float
    search_p95_ms: float
    filtered_p50_ms: dict[str, float]
    filtered_p95_ms: dict[str, float]
    serve_mb: float
    """Memory of a process that searches, less what making up vectors takes."""


def measure(passages: int, folder: Path) -> Point:
    """Build an archive of one size in ``folder``, and search it from another process."""
    source = folder / "articles.jsonl"
    in_fresh_process(_write, passages, source)
    built = in_fresh_process(_build, source, folder / "archive")
    source.unlink()
    found = in_fresh_process(_search, folder / "archive")
    parts = {name: _size(folder / "archive", pattern) for name, pattern in STORES.items()}
    return Point(
        passages=built.passages,
        articles=built.articles,
        ingest_seconds=built.seconds - built.embed_seconds,
        ingest_peak_mb=built.peak_mb,
        disk_mb=built.disk_mb,
        disk_parts_mb=parts,
        **found,
    )


def bench_scale(sizes: Sequence[int], plot: Path | None = None) -> Table:
    """One point for each size; each archive is deleted when it has been measured.

    Args:
        sizes: numbers of passages.
        plot: where to draw the curves, as SVG or PNG; they need the extra ``evals``.
    """
    points = []
    with Progress("sizes", len(sizes)) as shown:
        for size in sorted(sizes):
            with tempfile.TemporaryDirectory() as scratch:
                points.append(measure(size, Path(scratch)))
            shown.step()
    table = Table(
        "Scale",
        "Made-up articles of ten passages of 120 words and made-up vectors of 384 dimensions: what the archive itself "
        f"costs. Filters admit the newest days. Memory is that of one process. {machine()}.",
        ("figure", *(f"{point.passages:,} passages" for point in points)),
    )
    for name, value in _FIGURES.items():
        table.rows.append((name, *(plain(value(point)) for point in points)))
    table.figures["points"] = [asdict(point) for point in points]
    # The smallest archives have no article for the smallest shares.
    for name in dict.fromkeys(name for point in points for name in point.filtered_p95_ms):
        table.rows.append((f"search, filtered to {name}, p50 / p95, ms", *(_filtered(point, name) for point in points)))
    if plot is not None:
        draw(points, plot)
    return table


_FIGURES: dict[str, Callable[[Point], float]] = {
    "ingest without embedding, passages a second": lambda p: p.passages / p.ingest_seconds,
    "ingest, peak memory, MB": lambda p: p.ingest_peak_mb,
    "disk, MB": lambda p: p.disk_mb,
    "disk, KB a passage": lambda p: 1_000 * p.disk_mb / p.passages,
    "of it catalogue, MB": lambda p: p.disk_parts_mb["catalogue"],
    "of it vectors, MB": lambda p: p.disk_parts_mb["vectors"],
    "of it words, MB": lambda p: p.disk_parts_mb["words"],
    "of it cache of vectors, MB": lambda p: p.disk_parts_mb["cache"],
    "open and first search, s": lambda p: p.open_seconds,
    "search, p50, ms": lambda p: p.search_p50_ms,
    "search, p95, ms": lambda p: p.search_p95_ms,
    "searching, memory, MB": lambda p: p.serve_mb,
}


def draw(points: Sequence[Point], path: Path) -> None:
    """Four curves on logarithmic axes: ingest time, memory, disk, search time."""
    matplotlib = needs("matplotlib")
    matplotlib.use("Agg", force=True)
    figure, grid = needs("matplotlib.pyplot").subplots(2, 2, figsize=(9, 6.4), layout="constrained")
    across = [point.passages for point in points]
    for axes, (title, curves) in zip(
        grid.flat,
        {
            "ingest without embedding, s": {"": [p.ingest_seconds for p in points]},
            "memory, MB": {
                "ingest, peak": [p.ingest_peak_mb for p in points],
                "searching": [p.serve_mb for p in points],
            },
            "disk, MB": {
                "all": [p.disk_mb for p in points],
                **{name: [p.disk_parts_mb[name] for p in points] for name in STORES},
            },
            "search, ms": {"p50": [p.search_p50_ms for p in points], "p95": [p.search_p95_ms for p in points]},
        }.items(),
        strict=True,
    ):
        for name, up in curves.items():
            axes.plot(across, up, marker="o", label=name)
        axes.set(xscale="log", yscale="log", xlabel="passages", title=title)
        axes.grid(alpha=0.2)
        if len(curves) > 1:
            axes.legend(frameon=False)
    drawing = io.BytesIO()
    figure.savefig(drawing, format=path.suffix.lstrip(".") or "svg")
    path.write_bytes(drawing.getvalue())


def _filtered(point: Point, name: str) -> str:
    if name not in point.filtered_p95_ms:
        return "–"
    return f"{point.filtered_p50_ms[name]:.1f} / {point.filtered_p95_ms[name]:.1f}"


def _write(passages: int, path: Path) -> None:
    write_articles(World().articles(max(1, passages // PASSAGES_AN_ARTICLE)), path)


def _build(source: Path, folder: Path) -> Ingested:
    return ingest_once([source], folder, GeneratedVectors(World()))


def _search(folder: Path) -> dict[str, Any]:
    world = World()
    embedder = GeneratedVectors(world)
    questions = world.questions(QUESTIONS)
    before = resident_mb()
    started = time.perf_counter()
    with Archive.open(folder, Settings().alone(), embedder=embedder) as archive:
        archive.search(questions[0])
        opened = time.perf_counter() - started
        search_times(archive, questions, None)
        plain_times = search_times(archive, questions, None)
        filtered = {
            f"{100 * window.wanted:g} %": search_times(archive, questions, window.filters)
            for window in windows(archive)
            if window.articles >= 1 and abs(window.share - window.wanted) <= 0.5 * window.wanted
        }
        return {
            "open_seconds": opened,
            "search_p50_ms": percentile(plain_times, 0.5),
            "search_p95_ms": percentile(plain_times, 0.95),
            "filtered_p50_ms": {name: percentile(times, 0.5) for name, times in filtered.items()},
            "filtered_p95_ms": {name: percentile(times, 0.95) for name, times in filtered.items()},
            "serve_mb": resident_mb() - before,
        }


def _size(folder: Path, pattern: str) -> float:
    found = list(folder.glob(pattern))
    return sum(disk_mb(path) if path.is_dir() else path.stat().st_blocks * 512 / 1e6 for path in found)
