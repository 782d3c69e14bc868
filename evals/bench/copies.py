"""Near-copies in a real archive: how many of its near-identical texts the copy groups put together, and how fast.

``python -m evals.bench.copies FILE`` reads a file of articles as an ingest would. Near-identical texts are found by
another way than the groups use: two texts that share one of their longest paragraphs, and nine tenths of all their
five-word shingles. Pairs more days apart than a group may span are counted on their own.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from ingest import Article, CopyGroups, IntakeSettings, Problem, discover, fingerprint, read_source

WINDOW_DAYS = 7
_SHINGLE = 5
_LIKE = 0.9
_LONGEST = 3
_LEAST_WORDS = 20
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Found:
    """Near-identical pairs, those near in time, and those of them that one group holds."""

    articles: int
    groups: int
    pairs: int
    near: int
    together: int
    texts: int
    """Texts that are nearly the same as another one near in time."""
    seconds: float
    """For fingerprints and grouping, without reading."""


def measure(articles: Iterable[Article]) -> Found:
    """Group articles as they come, and compare the groups with the near-identical pairs among them."""
    groups, seconds = CopyGroups(WINDOW_DAYS), 0.0
    stories: list[str] = []
    days: list[date | None] = []
    paragraphs: defaultdict[bytes, list[int]] = defaultdict(list)
    shingles: list[frozenset[int]] = []
    for number, article in enumerate(articles):
        started = time.perf_counter()
        stories.append(groups.add(str(number), fingerprint(article), article.published_day))
        seconds += time.perf_counter() - started
        days.append(article.published_day)
        shingles.append(_shingles(article.body))
        for key in _longest(article.body):
            paragraphs[key].append(number)
    merged = groups.take_merged()
    stories = [merged.get(story, story) for story in stories]
    pairs = {pair for numbers in paragraphs.values() for pair in combinations(numbers, 2)}
    same = [pair for pair in pairs if _like(shingles[pair[0]], shingles[pair[1]])]
    near = [pair for pair in same if _near(days[pair[0]], days[pair[1]])]
    together = sum(stories[a] == stories[b] for a, b in near)
    texts = len({number for pair in near for number in pair})
    return Found(len(stories), len(set(stories)), len(same), len(near), together, texts, seconds)


def _longest(body: str) -> list[bytes]:
    kept = sorted((p for p in body.split("\n\n") if len(p.split()) >= _LEAST_WORDS), key=len)[-_LONGEST:]
    return [hashlib.sha256(" ".join(_WORD.findall(p.lower())).encode()).digest()[:8] for p in kept]


def _shingles(body: str) -> frozenset[int]:
    words = _WORD.findall(body.lower())
    return frozenset(hash(tuple(words[n : n + _SHINGLE])) for n in range(len(words) - _SHINGLE + 1))


def _like(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one and other) and len(one & other) >= _LIKE * len(one | other)


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= WINDOW_DAYS


def _articles(path: Path) -> Iterator[Article]:
    limits = IntakeSettings()
    for source in discover([path], limits):
        if not isinstance(source, Problem):
            yield from (item for item in read_source(source, limits) if isinstance(item, Article))


def main() -> None:
    """Print the figures."""
    found = measure(_articles(Path(sys.argv[1])))
    print(f"{found.articles:,} articles in {found.groups:,} groups, {found.seconds:.0f} s for grouping")
    print(f"{found.pairs:,} near-identical pairs, {found.near:,} within {WINDOW_DAYS} days ({found.texts:,} texts)")
    share = found.together / found.near if found.near else 1.0
    print(f"{found.together:,} of these in one group ({share:.1%})")


if __name__ == "__main__":
    main()
