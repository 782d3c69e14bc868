"""The half of an ingest that needs no store but the ledger: sources become articles, split and ready to be embedded.

It runs in a thread of its own, ahead of the half that embeds and writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from index.journal import Journal
from index.redactor import Redactor
from ingest import (
    Article,
    Fingerprint,
    IntakeSettings,
    Passage,
    Problem,
    Source,
    Validators,
    digest_of,
    discover,
    fingerprint,
    is_address,
    passage_context,
    read_source,
    reader_of,
    split,
    stamps,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A source is being looked at."""

    origin: str


@dataclass(frozen=True, slots=True)
class Ready:
    """An article with all that can be worked out from it alone."""

    article: Article
    passages: tuple[Passage, ...]
    contexts: tuple[str, ...]
    print: Fingerprint
    again: bool = False
    """True when the very same bytes were read before, by another version of their reader."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A source is done with. Without a ``digest`` there is nothing to note in the ledger."""

    origin: str
    digest: str = ""
    articles: int = 0
    problems: tuple[Problem, ...] = ()
    reader: str = ""
    tries: int = 0
    unchanged: bool = False
    set_aside: bool = False
    validators: Validators | None = None
    """What to ask the server with at the next visit, where it was fetched."""


Step: TypeAlias = Opening | Ready | Article | Closing


def prepared(article: Article, words: int) -> Ready:
    """Split an article, and take its fingerprint.

    Args:
        article: The article.
        words: How many words a passage has, about.
    """
    passages = tuple(split(article, words))
    contexts = tuple(passage_context(article, passage) for passage in passages)
    return Ready(article, passages, contexts, fingerprint(article))


def weight_of(step: Step) -> int:
    """How much of memory a step takes, in characters."""
    return 3 * len(step.article.body) + 200 if isinstance(step, Ready) else 200


class Reading:
    """What some paths hold, step by step.

    Args:
        journal: For the ledger: what was read before and has not changed is passed over.
        redactor: The ledger's names of sources are free of the names that may not be shown.
        limits: Of the settings.
    """

    def __init__(self, journal: Journal, redactor: Redactor, limits: IntakeSettings) -> None:
        self._journal, self._redactor, self._limits = journal, redactor, limits
        self._bytes, self._read = 0, 0

    @property
    def share(self) -> float:
        """How much of all bytes was read so far, from 0 to 1; 0 where nobody can tell how many there are."""
        return min(1.0, self._read / self._bytes) if self._bytes else 0.0

    def steps(self, paths: Iterable[str | Path | Source]) -> Iterator[Step]:
        """For each source an opening, what is ready of it, and a closing."""
        paths = list(paths)
        self._bytes = sum(size for size, _ in stamps(_on_disk(paths)).values())
        for found in discover(paths, self._limits, self._journal.validators):
            origin = self._redactor.text(found.origin)
            yield Opening(origin)
            if isinstance(found, Problem):
                yield Closing(origin, problems=(found,))
            else:
                yield from self._source(found, origin)

    def _source(self, source: Source, origin: str) -> Iterator[Step]:
        try:
            reader = reader_of(source)
            digest = digest_of(source, reader)
        except OSError as fault:
            reason = f"{source.origin} cannot be read ({fault.strerror or fault}); check its permissions."
            yield Closing(origin, problems=(Problem(source.origin, reason),))
            return
        known, before = self._journal.ledger_digest(origin), self._journal.reading(origin)
        same = known is not None and known[0] == digest and before is not None and before[0] == reader
        tried = before[1] if same and before else 0
        if same and known and not tried:
            self._read += source.size
            yield Closing(origin, articles=known[1], unchanged=True)
        elif tried >= self._limits.tries:
            self._read += source.size
            yield Closing(origin, set_aside=True)
        else:
            again = known is not None and known[0] == digest
            closing = Closing(origin, digest, reader=reader, tries=tried, validators=source.validators)
            yield from self._articles(source, closing, again)

    def _articles(self, source: Source, closing: Closing, again: bool) -> Iterator[Step]:
        problems: list[Problem] = []
        articles = 0
        counted = replace(source, stored=lambda: cast(BinaryIO, _Counted(source.stored(), self._count)))
        for item in read_source(counted, self._limits):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                articles += 1
                yield self._prepared(item, again)
        tries = 0 if articles or not problems else closing.tries + 1
        if tries and tries >= self._limits.tries:
            problems = [replace(problem, reason=f"{problem.reason} {_gave_up(tries)}") for problem in problems]
        yield replace(closing, articles=articles, problems=tuple(problems), tries=tries)

    def _count(self, size: int) -> None:
        self._read += size

    def _prepared(self, article: Article, again: bool) -> Step:
        try:
            return replace(prepared(article, self._limits.passage_words), again=again)
        except UnicodeEncodeError:
            return article  # whoever takes it says what is wrong with its characters


class _Counted:
    """A stream that tells how much was read of it."""

    def __init__(self, stream: BinaryIO, count: Callable[[int], None]) -> None:
        self._stream, self._count = stream, count

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        data = self._stream.read(size)
        self._count(len(data))
        return data

    def read1(self, size: int = -1) -> bytes:
        """Read on in one step, so that what comes before a damaged place gets through."""
        data: bytes = getattr(self._stream, "read1", self._stream.read)(size)
        self._count(len(data))
        return data

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()


def _on_disk(paths: Iterable[str | Path | Source]) -> list[str]:
    return [str(path) for path in paths if not isinstance(path, Source) and not is_address(str(path))]


def _gave_up(tries: int) -> str:
    times = "once" if tries == 1 else f"{tries} times"
    return f"It was tried {times} and is now set aside, until it or the program that reads it changes."
