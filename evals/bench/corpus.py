"""What the benchmarks work on: articles from files, from the sample archive, or made up; and questions about them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from evals.bench.generated import World
from ingest import Article, InputError, IntakeSettings, Problem, discover, read_source

EXAMPLES = Path(__file__).parents[2] / "examples"
GENERATED_ARTICLES = 40
_MANY = 100
"""Questions that are made when none are given."""
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


def articles(paths: Sequence[Path], limit: int | None = None) -> Iterator[Article]:
    """The articles in some files; without files those of the sample archive, or made-up ones where that is missing.

    Raises:
        InputError: when the files hold no article.
    """
    if not paths and not EXAMPLES.is_dir():
        yield from World().articles(limit or GENERATED_ARTICLES)
        return
    limits = IntakeSettings()
    found = (
        item
        for source in discover(paths or [EXAMPLES / "articles"], limits)
        if not isinstance(source, Problem)
        for item in read_source(source, limits)
        if isinstance(item, Article)
    )
    first = next(found, None)
    if first is None:
        raise InputError(f"{', '.join(map(str, paths))}: no article there; name files that `dateline ingest` reads.")
    yield first
    yield from islice(found, None if limit is None else limit - 1)


def write_articles(found: Iterable[Article], path: Path) -> int:
    """Write articles as JSON lines that any system can be given; says how many there were."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for count, article in enumerate(found, 1):  # noqa: B007
            fields = {
                "id": article.id, "title": article.headline, "body": article.body, "source": article.source,
                "date": article.published_at or "",
            }  # fmt: skip
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return count


def questions(path: Path | None, found: Sequence[Article], most: int | None = None) -> list[str]:
    """The questions in a file of any format that evaluation reads; without a file, made of what the articles say.

    Raises:
        InputError: when the file holds none.
    """
    if path is not None:
        from evals.data.load import load

        asked = [question.question for question in load(str(path)).questions]
        if not asked:
            raise InputError(f"{path} holds no question.")
    else:
        asked = list(dict.fromkeys(map(_about, found)))[:_MANY]
    return asked[:most]


def _about(article: Article) -> str:
    """A question about an article: about a person or a place in it, or with words of its middle."""
    name = _NAME.search(article.body, 20)
    middle = article.body[len(article.body) // 2 :].split()[:6]
    return f"What did {name[0]} say?" if name else f"What is said about {' '.join(middle)}?"
