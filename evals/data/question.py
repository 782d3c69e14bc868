"""What an evaluation asks: a question with everything needed to judge its answer, and the set it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest import Article
from qa import Turn


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """One question and what is known about its right answer.

    A question with neither ``answers`` nor ``unanswerable`` measures retrieval alone.
    """

    id: str
    question: str
    answers: tuple[str, ...] = ()
    unanswerable: bool = False
    kind: str = ""
    """A label to slice by, such as "number" or "follow-up"."""
    articles: tuple[str, ...] = ()
    """The articles that answer: ids, or the ends of the paths they were read from, such as "courier/fire.txt"."""
    grades: tuple[int, ...] = ()
    """How relevant each of ``articles`` is, 1 or more; all alike when left out."""
    evidence: tuple[str, ...] = ()
    """Sentences or passages that hold the answer, as they stand in the articles."""
    wrong_answers: tuple[str, ...] = ()
    """Values that some source states and that are false."""
    history: tuple[Turn, ...] = ()
    asked_on: date | None = None
    """The day the question was asked: articles published later are not searched."""
    cluster: str = ""
    """Questions of one cluster (one article, one story) are correlated and are resampled together."""
    long_form: bool = False
    """True where ``answers`` are sentences or insights, which exact match and F1 do not fit."""

    @property
    def group(self) -> str:
        """The key that questions are resampled by: the cluster, else the first gold article, else the question."""
        return self.cluster or (self.articles[0] if self.articles else self.id)

    @property
    def relevance(self) -> dict[str, int]:
        """The articles that answer, with their grades."""
        return dict(zip(self.articles, self.grades or (1,) * len(self.articles), strict=True))

    @property
    def answerable(self) -> bool:
        """Whether the archive is known to hold an answer that a prediction can be compared with."""
        return bool(self.answers) and not self.unanswerable


@dataclass(frozen=True)
class DataSet:
    """A named list of questions, the files they came from, and the articles they are about, where the set has any."""

    name: str
    questions: tuple[EvalQuestion, ...]
    files: tuple[Path, ...]
    articles: Callable[[], Iterable[Article]] | None = None
    """Yields the set's own articles; None when an archive must be given."""

    def digest(self) -> str:
        """Sixteen hexadecimal digits of the content of the files: the same data gives the same digits anywhere."""
        whole = hashlib.sha256()
        for path in sorted(self.files, key=lambda file: file.name):
            with path.open("rb") as stream:
                while block := stream.read(1 << 20):
                    whole.update(block)
        return whole.hexdigest()[:16]


def matches(origin: str, name: str) -> bool:
    """Whether a name is the end of a path, in whole parts.

    >>> matches("examples/articles/courier/fire.txt", "courier/fire.txt"), matches("a/bonfire.txt", "fire.txt")
    (True, False)
    """
    return origin == name or origin.replace("\\", "/").endswith(("/" + name.lstrip("/"), "!" + name.lstrip("/")))
