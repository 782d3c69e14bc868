"""Extraction from news pages, against gold text and gold metadata.

``python -m evals.bench.extraction FOLDER`` measures bodies on the article-extraction benchmark by its own metric, where
FOLDER holds ``ground-truth.json`` and ``html/``; or title, byline and date on the readability test pages, where FOLDER
holds a folder a page with ``source.html`` and ``expected-metadata.json``. Misses are listed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from ingest import Article, IntakeSettings, Problem, discover, read_source
from ingest.dates import parse_moment

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
            if not isinstance(source, Problem)
            for item in read_source(source, limits)
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


@dataclass(frozen=True)
class FieldCheck:
    """One field of one page against what was expected."""

    page: str
    field: str
    expected: str
    found: str

    @property
    def right(self) -> bool:
        """Equal but for case and punctuation; one may go on where the other ends (a site name, a second author)."""
        if self.field == "date":
            return (parse_moment(self.expected) or "")[:10] == self.found[:10]
        expected, found = _plain(self.expected), _plain(self.found)
        if self.field == "byline":
            return bool(found) and all(_plain(name) in expected for name in self.found.split(";"))
        return bool(found) and (expected.startswith(found) or found.startswith(expected))


def check_fields(folder: Path) -> list[FieldCheck]:
    """Compare title, byline and publication day of every page that has an expectation."""
    limits = IntakeSettings()
    checks = []
    for page in sorted(p.parent for p in folder.rglob("expected-metadata.json")):
        expected = json.loads((page / "expected-metadata.json").read_text())
        [source] = discover([page / "source.html"], limits)
        items = [] if isinstance(source, Problem) else list(read_source(source, limits))
        found = {}
        if items and not isinstance(items[0], Problem):
            article = items[0]
            found = {
                "title": article.headline,
                "byline": ";".join(article.authors),
                "publishedTime": article.published_at or "",
            }
        for field, name in (("title", "title"), ("byline", "byline"), ("publishedTime", "date")):
            if expected.get(field):
                checks.append(FieldCheck(page.name, name, expected[field], found.get(field, "")))
    return checks


def _plain(text: str) -> str:
    return " ".join(_TOKEN.findall(text.lower()))


def main() -> None:
    """Print the figures, and what was missed."""
    if len(sys.argv) != 2:
        sys.exit("Name one folder: python -m evals.bench.extraction FOLDER")
    folder = Path(sys.argv[1])
    if not (folder / "ground-truth.json").exists():
        checks = check_fields(folder)
        if not checks:
            sys.exit(f"{folder} holds no ground-truth.json and no expected-metadata.json; name the unpacked set.")
        for name in ("title", "byline", "date"):
            of_field = [check for check in checks if check.field == name]
            print(f"{name} {sum(check.right for check in of_field)} of {len(of_field)}")
        for check in checks:
            if not check.right:
                expected, found = _plain(check.expected)[:60], _plain(check.found)[:60]
                print(f"  {check.page}  {check.field}: {expected!r}, found {found!r}")
        return
    scores = measure(folder)
    print(report(scores))
    for score in sorted(scores, key=lambda s: s.precision + s.recall)[:12]:
        print(f"  {score.page[:16]}  precision {score.precision:.2f}  recall {score.recall:.2f}")


if __name__ == "__main__":
    main()
