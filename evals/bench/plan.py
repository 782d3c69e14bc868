"""What an archive of any size needs, from measured curves: the tables of ``docs/scale.md``.

    dateline bench scale --sizes 1000,10000,100000 --out scale.json
    python -m evals.bench.plan scale.json --embed 49 --articles 1000000,100000000

Beyond the largest measured size everything is an extrapolation: disk, memory and ingest time grow in proportion there,
by what the last two sizes say a passage more costs. Times of searches are not extrapolated.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.bench.generated import DIMENSION
from evals.bench.measure import plain

PASSAGES_AN_ARTICLE = 12.7
"""Of 2,461 news articles measured, 31,367 passages of about 130 words."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through two measured points: ``fixed`` and so much more for each passage."""

    fixed: float
    each: float

    @classmethod
    def through(cls, points: Sequence[dict[str, Any]], value: Callable[[dict[str, Any]], float]) -> Line:
        """The line through the two largest sizes; with one size, everything is in proportion."""
        if len(points) == 1:
            return cls(0.0, value(points[0]) / points[0]["passages"])
        small, large = points[-2:]
        each = (value(large) - value(small)) / (large["passages"] - small["passages"])
        return cls(value(large) - each * large["passages"], each)

    def at(self, passages: float) -> float:
        """The value for so many passages."""
        return self.fixed + self.each * passages


def plan(
    points: Sequence[dict[str, Any]], articles: Sequence[int], embed: float, cores: int = 2
) -> list[tuple[str, list[str]]]:
    """Rows of names and of cells, one cell for each number of articles.

    Args:
        points: of ``dateline bench scale``, smallest first.
        articles: how many.
        embed: passages that the embedding model makes vectors of, a second.
        cores: that it did so with, and the points were measured with.
    """
    sizes = [count * PASSAGES_AN_ARTICLE for count in articles]
    rows: list[tuple[str, Callable[[float], float]]] = [
        ("passages, millions", lambda n: n / 1e6),
        ("vectors alone, 4 bytes a number, GB", lambda n: n * DIMENSION * 4 / 1e9),
        ("vectors alone, 1 byte a number, GB", lambda n: n * DIMENSION / 1e9),
        ("embedding, core-days", lambda n: n / embed * cores / _DAY),
    ]
    measured: list[tuple[str, float, Callable[[dict[str, Any]], float]]] = [
        ("the archive's own work, core-days", cores / _DAY, lambda p: p["ingest_seconds"]),
        ("memory of a process that searches, GB", 1e-3, lambda p: p["serve_mb"]),
        ("disk, GB", 1e-3, lambda p: p["disk_mb"]),
    ]
    measured += [
        (f"of it {part}, GB", 1e-3, lambda p, part=part: p["disk_parts_mb"][part])  # type: ignore[misc]
        for part in points[-1]["disk_parts_mb"]
    ]
    for name, unit, value in measured:
        line = Line.through(points, value)
        rows.append((name, lambda n, line=line, unit=unit: unit * line.at(n)))  # type: ignore[misc]
    return [(name, [plain(float(value(size))) for size in sizes]) for name, value in rows]


def main() -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scale", type=Path, help="what `dateline bench scale --out` wrote")
    parser.add_argument("--articles", default="1000000,100000000,1000000000")
    parser.add_argument("--embed", type=float, required=True, help="passages embedded a second, by all cores")
    parser.add_argument("--cores", type=int, default=2)
    chosen = parser.parse_args()
    points = json.loads(chosen.scale.read_text(encoding="utf-8"))["figures"]["points"]
    articles = [int(count) for count in chosen.articles.split(",")]
    print(f"| | {' | '.join(f'{count:,} articles' for count in articles)} |")
    print(f"|---|{'--:|' * len(articles)}")
    for name, cells in plan(points, articles, chosen.embed, chosen.cores):
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
