"""What a format is: how its files are recognised, and how articles are read from them."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ingest.article import Article, Problem
from ingest.characters import decode
from ingest.draft import stem
from ingest.errors import InputError
from ingest.settings import IntakeSettings

HEAD = 64 * 1024
"""How many bytes at the beginning of a file a format may look at to recognise it."""
_WHOLE = 256 * 2**20
"""The largest file that is read in one piece; formats of many records stream instead."""
PARSER_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip
"""What parsers of other people's formats raise when a file is not what it says (lxml's faults are SyntaxErrors)."""


def one_record(origin: str, make: Callable[[], Article | Problem]) -> Article | Problem:
    """What is made of one record of a file; where it cannot be read, a problem, so that the rest is read.

    Args:
        origin: Where the record lies, as the problem names it.
        make: Reads it.
    """
    try:
        return make()
    except InputError as fault:
        return Problem(origin, str(fault), "broken-record")
    except PARSER_FAULTS as fault:
        detail = " ".join(str(fault).split())[:200] or type(fault).__name__
        return Problem(
            origin,
            f"{origin}: the record cannot be read ({detail}); it was left out, the rest was read.",
            "broken-record",
        )


class Neighbours(Protocol):
    """The files beside a file, by their paths relative to its folder ("alto/p1.xml", "../mets.xml")."""

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder; none when it is not there."""

    def data(self, name: str, most: int) -> bytes | None:
        """The first ``most`` bytes of a file; None when it is not there."""


@dataclass(frozen=True)
class Opened:
    """A file that is being read: its bytes, where they came from, and the limits that apply."""

    origin: str
    stream: io.BufferedReader
    limits: IntakeSettings
    neighbours: Neighbours | None = None

    @property
    def stem(self) -> str:
        """The file's name without folders and suffixes."""
        return stem(self.origin)

    def head(self) -> bytes:
        """The beginning of the file, without consuming it."""
        return self.stream.peek(HEAD)[:HEAD]

    def whole(self, most: int = _WHOLE) -> bytes:
        """All bytes of the file.

        Args:
            most: Bytes beyond which the file is refused.

        Raises:
            InputError: when the file is larger than ``most``.
        """
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise InputError(
                f"{self.origin} is larger than {most // 2**20:,} MB, too large for one document of its "
                "format; split it."
            )
        return data

    def names_in(self, folder: str) -> list[str]:
        """The names of the files in a folder relative to this file's; none where it has no neighbours."""
        return self.neighbours.names(folder) if self.neighbours else []

    def beside(self, name: str) -> bytes:
        """All bytes of a file beside this one.

        Raises:
            InputError: when it is missing or too large.
        """
        data = self.neighbours.data(name, _WHOLE + 1) if self.neighbours else None
        if data is None:
            raise InputError(f"{self.origin} needs {name} beside it, which is not there; read the whole folder or zip.")
        if len(data) > _WHOLE:
            raise InputError(f"{name} beside {self.origin} is larger than {_WHOLE // 2**20:,} MB; split it.")
        return data

    def parser(self, package: str) -> Any:
        """Import the package that reads this format, where not every installation has it.

        Raises:
            InputError: naming the extra to install.
        """
        try:
            return importlib.import_module(package)
        except ImportError as fault:
            raise InputError(
                f"{self.origin} needs the package {package} to be read; run pip install 'dateline[formats]'."
            ) from fault

    def text(self, declared: str = "") -> str:
        """All of the file as characters (see :func:`ingest.characters.decode`)."""
        return decode(self.whole(), declared)


@dataclass(frozen=True)
class Format:
    """A format of the registry.

    ``sniff`` looks at the beginning of a file (never at its name) and tells how sure it is that the file is of this
    format, from 0 (it is not) to 1 (it cannot be anything else). ``read`` yields articles and problems; it may raise
    InputError when the rest of the file cannot be read.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], float]
    read: Callable[[Opened], Iterator[Article | Problem]]
    beside: Callable[[Opened], Iterable[str]] | None = None
    """Names the files beside a file that its articles are read from too, so that a change of one of them is noticed."""
    version: int = 1
    """Grows when files of this format are read differently, so that they are read again at the next ingest."""
