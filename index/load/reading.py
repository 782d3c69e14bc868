"""The half of an ingest that needs no store but the ledger: sources become articles, split and ready to be embedded.

It runs in a thread of its own, ahead of the half that embeds and writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from index.redaction.redactor import Redactor
from index.write.ledger import Ledger
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
Found: TypeAlias = Ready | Article | Problem
"""What a source holds; an article that is not ready cannot be stored, for a reason that whoever takes it tells."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that is worth reading."""

    source: Source
    closing: Closing
    """What is known of its closing before it is read."""
    again: bool


def found_in(source: Source, limits: IntakeSettings) -> Iterator[Found]:
    """What a source holds, article by article. It needs no store, and so it can be done on any machine.

    Args:
        source: The source.
        limits: Of the settings.
    """
    for item in read_source(source, limits):
        try:
            yield prepared(item, limits.passage_words) if isinstance(item, Article) else item
        except UnicodeEncodeError:
            yield item


def counted(source: Source, count: Callable[[int], None]) -> Source:
    """The same source; ``count`` is told how many bytes are read of it, each time some are."""
    return replace(source, stored=lambda: cast(BinaryIO, _Counted(source.stored(), count)))


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
        ledger: What was read before and has not changed is passed over.
        redactor: The ledger's names of sources are free of the names that may not be shown.
        limits: Of the settings.
    """

    def __init__(self, ledger: Ledger, redactor: Redactor, limits: IntakeSettings) -> None:
        self._ledger, self._redactor, self._limits = ledger, redactor, limits
        self._bytes, self._read, self._files = 0, 0, 0

    @property
    def to_read(self) -> tuple[int, int]:
        """How many files there are on this machine, and how many bytes; nought before they are listed."""
        return self._files, self._bytes

    @property
    def share(self) -> float:
        """How much of all bytes was read so far, from 0 to 1; 0 where nobody can tell how many there are."""
        return min(1.0, self._read / self._bytes) if self._bytes else 0.0

    def listed(self, paths: Iterable[str | Path | Source]) -> Iterator[Opening | Closing | Unread]:
        """For each source an opening, then a closing where it need not be read, else the source."""
        paths = list(paths)
        sizes = [size for size, _ in stamps(_on_disk(paths)).values()]
        self._files, self._bytes = len(sizes), sum(sizes)
        for found in discover(paths, self._limits, self._ledger.validators):
            origin = self._redactor.text(found.origin)
            yield Opening(origin)
            if isinstance(found, Problem):
                yield Closing(origin, problems=(found,))
            else:
                yield self._looked_up(found, origin)

    def read(self, unread: Unread) -> Iterator[Step]:
        """Read a source here: what is ready of it, and a closing."""
        yield from self.taken(unread, found_in(counted(unread.source, self.count), self._limits))

    def taken(self, unread: Unread, found: Iterable[Found]) -> Iterator[Step]:
        """What was found in a source, wherever it was read, as steps: what is ready of it, and a closing."""
        problems: list[Problem] = []
        articles = 0
        for item in found:
            if isinstance(item, Problem):
                problems.append(item)
            else:
                articles += 1
                yield replace(item, again=unread.again) if isinstance(item, Ready) else item
        tries = 0 if articles or not problems else unread.closing.tries + 1
        if tries and tries >= self._limits.tries:
            problems = [replace(problem, reason=f"{problem.reason} {_gave_up(tries)}") for problem in problems]
        yield replace(unread.closing, articles=articles, problems=tuple(problems), tries=tries)

    def count(self, size: int) -> None:
        """Note that so many more bytes were read."""
        self._read += size

    def _looked_up(self, source: Source, origin: str) -> Closing | Unread:
        try:
            reader = reader_of(source)
            digest = digest_of(source, reader)
        except OSError as fault:
            reason = f"{source.origin} cannot be read ({fault.strerror or fault}); check its permissions."
            return Closing(origin, problems=(Problem(source.origin, reason),))
        known, before = self._ledger.digest(origin), self._ledger.reading(origin)
        same = known is not None and known[0] == digest and before is not None and before[0] == reader
        tried = before[1] if same and before else 0
        if same and known and not tried:
            self.count(source.size)
            return Closing(origin, articles=known[1], unchanged=True)
        if tried >= self._limits.tries:
            self.count(source.size)
            return Closing(origin, set_aside=True)
        again = known is not None and known[0] == digest
        closing = Closing(origin, digest, reader=reader, tries=tried, validators=source.validators)
        return Unread(source, closing, again)


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
