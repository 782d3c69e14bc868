"""Body extraction on the article-extraction benchmark (181 news pages with gold text), by the benchmark's own metric.

Run with ``python -m evals.bench.extraction FOLDER``, where FOLDER holds ``ground-truth.json`` and ``html/``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from ingest import Article, IntakeSettings, discover, read_source

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4


@dataclass(frozen=True)
class PageScore:
    """How much of one page's gold text was found, and how much of what was found is gold (0 to 1)."""

    page: str
    precision: float
    recall: float
    exact: bool


def score_page(page: str, gold: str, found: str) -> PageScore:
    """Compare two texts by their multisets of four-word shingles."""
    gold_shingles, found_shingles = _shingles(gold), _shingles(found)
    hits = sum((gold_shingles & found_shingles).values())
    extra = sum(found_shingles.values()) - hits
    missed = sum(gold_shingles.values()) - hits
    precision = 1.0 if extra == missed == 0 else hits / (hits + extra) if hits + extra else 0.0
    recall = 1.0 if extra == missed == 0 else hits / (hits + missed) if hits + missed else 0.0
    return PageScore(page, precision, recall, _TOKEN.findall(gold) == _TOKEN.findall(found))


def measure(folder: Path) -> list[PageScore]:
    """Read every page of the benchmark as an ingest would, and score its body; a page without body scores nothing."""
    limits = IntakeSettings()
    scores = []
    for page, truth in json.loads((folder / "ground-truth.json").read_text()).items():
        items = [
            item
            for source in discover([folder / "html" / f"{page}.html.gz"], limits)
            for item in read_source(source, limits)  # type: ignore[arg-type]
        ]
        found = next((item.body for item in items if isinstance(item, Article)), "")
        scores.append(score_page(page, truth["articleBody"], found))
    return scores


def report(scores: list[PageScore]) -> str:
    """The benchmark's figures in one line: F1 of the mean precision and the mean recall."""
    precision, recall = mean(s.precision for s in scores), mean(s.recall for s in scores)
    f1 = 2 * precision * recall / (precision + recall)
    exact = mean(s.exact for s in scores)
    return f"pages {len(scores)}  F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  exact {exact:.3f}"


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    count = max(1, len(tokens) - _SHINGLE + 1)
    return Counter(shingle for i in range(count) if (shingle := tuple(tokens[i : i + _SHINGLE])))


def main() -> None:
    """Print the figures, and the pages that are furthest from their gold text."""
    scores = measure(Path(sys.argv[1]))
    print(report(scores))
    for score in sorted(scores, key=lambda s: s.precision + s.recall)[:12]:
        print(f"  {score.page[:16]}  precision {score.precision:.2f}  recall {score.recall:.2f}")


if __name__ == "__main__":
    main()
