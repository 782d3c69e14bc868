"""Reading: a source becomes articles and problems; nothing that a file holds can stop the run."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import cast

from ingest.article import Article, Problem, content_key
from ingest.errors import InputError
from ingest.formats.base import HEAD, PARSER_FAULTS, Opened
from ingest.formats.registry import formats, pick
from ingest.settings import IntakeSettings
from ingest.source import Source, discover

_PREVIEW_ITEMS = 1_000
_MOST_BESIDE = 256 * 2**20
READER_VERSION = 4
"""Grows when files of every format are read differently, so that all are read again at the next ingest."""
_FIELDS = ("headline", "body", "published_at", "source", "authors", "section", "url", "language", "abstract")


def read_source(source: Source, limits: IntakeSettings) -> Iterator[Article | Problem]:
    """Read the articles of a source, one after the other.

    Args:
        source: What :func:`ingest.discover` found.
        limits: How long an article may be.

    Returns:
        Articles, and a problem for each item, or for the rest of the file, that could not be read.
    """
    try:
        with source.open() as stream:
            reader = cast(io.BufferedReader, stream)
            opened = Opened(source.origin, _refilled(reader), limits, source.neighbours)
            yield from pick(opened.head(), source.origin).read(opened)
    except InputError as fault:
        yield Problem(source.origin, str(fault))
    except PARSER_FAULTS as fault:
        detail = " ".join(str(fault).split())[:200] or type(fault).__name__
        yield Problem(
            source.origin, f"{source.origin} is not a sound file of its format ({detail}); repair or leave it out."
        )


def reader_of(source: Source) -> str:
    """Which version of which format's reader a source is read by: when it changes, the source is worth reading again.

    Args:
        source: What :func:`ingest.discover` found.

    Returns:
        Such as "1/PDF:2"; for a file that no format reads, a key of all formats, since a new one may read it.
    """
    try:
        with source.open() as stream:
            found = pick(_refilled(cast(io.BufferedReader, stream)).peek(HEAD)[:HEAD], source.origin)
        return f"{READER_VERSION}/{found.name}:{found.version}"
    except (InputError, *PARSER_FAULTS):
        every = content_key(*(f"{known.name}:{known.version}" for known in formats()))
        return f"{READER_VERSION}/none:{every}"


def digest_of(source: Source, reader: str) -> str:
    """The SHA-256 of a source's bytes and, where its articles lie in files beside it too, of theirs.

    Args:
        source: What :func:`ingest.discover` found.
        reader: What :func:`reader_of` says of it.

    Raises:
        OSError: when it cannot be read.
    """
    digest = source.digest()
    beside = next((known.beside for known in formats() if known.beside and f"/{known.name}:" in reader), None)
    if beside is None or source.neighbours is None:
        return digest
    total = hashlib.sha256(digest.encode())
    try:
        with source.open() as stream:
            opened = Opened(source.origin, cast(io.BufferedReader, stream), source.limits, source.neighbours)
            for name in beside(opened):
                total.update(name.encode() + (source.neighbours.data(name, _MOST_BESIDE) or b""))
    except (InputError, *PARSER_FAULTS):
        return digest  # what is wrong with it is told when it is read
    return total.hexdigest()


@dataclass(frozen=True)
class FilePreview:
    """What an ingest would make of one file."""

    origin: str
    format: str
    articles: int
    """Articles among the items looked at (at most the first 1,000 of a file)."""
    more: bool
    """True when the file holds more than was looked at."""
    fill: dict[str, float]
    """The share of the articles that have each field, from 0 to 1."""
    columns: dict[str, str] = field(default_factory=dict)
    """For tables: which column each field is read from."""
    unmapped: tuple[str, ...] = ()
    """Columns that no field is read from; they are kept in ``extra``."""
    headlines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What an ingest would read, without reading it into an archive."""

    files: tuple[FilePreview, ...]
    problems: tuple[Problem, ...]


def preview(paths: Iterable[str | Path], limits: IntakeSettings, items: int = _PREVIEW_ITEMS) -> Preview:
    """Look at what some paths hold: the format, column mapping and fill rates of each file, and its first headlines."""
    files: list[FilePreview] = []
    problems: list[Problem] = []
    for found in discover(paths, limits):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        seen = list(islice(read_source(found, limits), items + 1))
        more, seen = len(seen) > items, seen[:items]
        articles = [item for item in seen if isinstance(item, Article)]
        faults = tuple(item for item in seen if isinstance(item, Problem))
        if not articles:
            problems.extend(faults)
            continue
        columns, unmapped = _mapping(articles)
        files.append(
            FilePreview(
                origin=found.origin,
                format=_format_of(found),
                articles=len(articles),
                more=more,
                fill={name: sum(bool(getattr(a, name)) for a in articles) / len(articles) for name in _FIELDS},
                columns=columns,
                unmapped=unmapped,
                headlines=tuple(a.headline for a in articles[:3]),
                problems=faults,
            )
        )
    return Preview(tuple(files), tuple(problems))


def _mapping(articles: list[Article]) -> tuple[dict[str, str], tuple[str, ...]]:
    columns: dict[str, str] = {}
    unmapped: Counter[str] = Counter()
    for article in articles:
        mapped = {name: place[7:] for name, place in article.provenance.items() if place.startswith("column ")}
        columns.update(mapped)
        if mapped:
            unmapped.update(article.extra.keys())
    return columns, tuple(unmapped)


def _format_of(source: Source) -> str:
    with source.open() as stream:
        return pick(_refilled(cast(io.BufferedReader, stream)).peek(HEAD)[:HEAD], source.origin).name


def _refilled(stream: io.BufferedReader) -> io.BufferedReader:
    """A reader whose ``peek`` shows the whole head, even when the stream below gives it in small pieces."""
    return io.BufferedReader(_Refilled(stream), 4 * HEAD)


class _Refilled(io.RawIOBase):
    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._fault: InputError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        if self._fault is not None:
            raise self._fault
        view = memoryview(cast(bytearray, buffer))
        done = 0
        try:
            while done < len(view) and (count := self._stream.readinto1(view[done:])):
                done += count
        except InputError as fault:
            if not done:
                raise
            self._fault = fault
        return done
