"""Read data files line by line; whatever is wrong is reported by file, line, and what was expected."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from ingest import InputError


def open_text(path: Path) -> TextIO:
    """Open a UTF-8 text file, gzipped or not (told by its first bytes).

    Raises:
        InputError: when there is no such file.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    # The decompressor owns the file: closing the text stream closes both.
    raw = gzip.GzipFile(fileobj=stream, mode="rb") if packed else stream
    return io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")


@dataclass(frozen=True)
class Row:
    """One JSON object of a file, which knows where it stands."""

    path: Path
    number: int
    values: dict[str, Any]

    def error(self, expected: str) -> InputError:
        """An error that names the file and the line. ``expected`` is a sentence without its full stop."""
        return InputError(f"{self.path}, line {self.number}: {expected}.")

    def text(self, key: str, default: str | None = None) -> str:
        """The string under ``key``; without a default it must be there and not be blank.

        Raises:
            InputError: when it is missing or no string.
        """
        value = self.values.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(f'expected a text under "{key}", found {_shown(value)}')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The strings under ``key``: a list of strings, one string, or nothing (an empty string is nothing).

        Raises:
            InputError: when it is anything else.
        """
        value = self.values.get(key)
        if value is None or value == "":
            return ()
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            raise self.error(f'expected a list of texts under "{key}", found {_shown(value)}')
        return tuple(items)

    def flag(self, key: str) -> bool:
        """The true or false under ``key``; false when it is missing.

        Raises:
            InputError: when it is neither.
        """
        value = self.values.get(key)
        if value not in (None, True, False):
            raise self.error(f'expected true or false under "{key}", found {_shown(value)}')
        return bool(value)

    def day(self, key: str) -> date | None:
        """The day under ``key``, written 2025-06-12; None when it is missing.

        Raises:
            InputError: when it is no such day.
        """
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise self.error(f'expected a day such as "2025-06-12" under "{key}", found {_shown(value)}') from error

    def objects(self, key: str) -> list[dict[str, Any]]:
        """The list of objects under ``key``; empty when it is missing.

        Raises:
            InputError: when it is anything else.
        """
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(f'expected a list of objects under "{key}", found {_shown(value)}')
        return value


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the JSON objects of a ``.jsonl`` or ``.jsonl.gz`` file; blank lines and lines starting with # are skipped.

    Raises:
        InputError: when a line is not one JSON object, or the file is not text.
    """
    for number, line in read_text_lines(path):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            values = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{path}, line {number}: expected one JSON object a line; {error.msg} at column {error.colno}."
            ) from error
        if not isinstance(values, dict):
            raise InputError(f"{path}, line {number}: expected a JSON object, found {_shown(values)}.")
        yield Row(path, number, values)


def read_text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers from 1.

    Raises:
        InputError: when the file is missing, not UTF-8, or a damaged gzip.
    """
    number = 0
    with open_text(path) as stream:
        try:
            for number, line in enumerate(stream, start=1):
                yield number, line.rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{path}, after line {number}: byte {error.object[error.start]:#04x} is not UTF-8; save it as UTF-8."
            ) from error
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise InputError(f"{path}, after line {number}: the gzip file is damaged or cut off.") from error


def read_table(path: Path, columns: int, expected: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the tab-separated lines of a file as (line number, fields).

    Raises:
        InputError: when a line has fewer than ``columns`` fields; says what was ``expected``.
    """
    for number, line in read_text_lines(path):
        if not line.strip():
            continue
        fields = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(fields) < columns:
            raise InputError(f"{path}, line {number}: expected {expected}, found {_shown(line)}.")
        yield number, fields


def _shown(value: Any) -> str:
    """A value as it would be written in JSON, cut to a readable length."""
    if value is None:
        return "nothing"
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= 60 else written[:57] + "..."
