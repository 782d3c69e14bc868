"""A value in the sentence that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest import Article
from qa.language.mentions import Mention


@dataclass(frozen=True, slots=True)
class Told:
    """A value in its sentence: ``mention`` is None for a name; all ranges are in characters of the body."""

    article: Article
    start: int
    end: int
    sentence: tuple[int, int]
    mention: Mention | None

    @property
    def text(self) -> str:
        """The value as written, on one line."""
        return " ".join(self.article.body[self.start : self.end].split())

    @property
    def quote(self) -> str:
        """The sentence, to the letter."""
        return self.article.body[slice(*self.sentence)]

    @property
    def day(self) -> date | None:
        """The day of the article."""
        return self.article.published_day
