"""Comma-, semicolon- and tab-separated tables, with a header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ingest.article import Article, Problem
from ingest.characters import decode, is_binary
from ingest.dates import writes_day_first
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.columns import draft_of_row, map_columns

_DELIMITERS = ",;\t|"


def sniff(head: bytes) -> float:
    """A table is known by a first line that names two fields at least, one of them a headline, body or date."""
    if is_binary(head):
        return 0.0
    columns, _ = _header(head)
    if len(columns) < 2:
        return 0.0
    fields = set(map_columns(tuple(columns)).fields)
    if len(fields) >= 2 and fields & {"headline", "body", "published"}:
        return 0.75
    return 0.05 if all(len(column) < 40 for column in columns) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read one article a row; a row with too many or too few cells is a problem, and the rest is read."""
    head = opened.head()
    columns, delimiter = _header(head)
    fields = map_columns(tuple(columns)).fields
    if not {"body", "abstract", "headline"} & fields.keys():
        raise InputError(
            f"{opened.origin} has no column that could be a headline or body ({', '.join(columns)[:200]}); "
            'name one "title" and one "body".'
        )
    day_first = writes_day_first(head.decode("utf-8", "replace"))
    encoding = _encoding(head)
    lines = io.TextIOWrapper(opened.stream, encoding=encoding, errors="replace", newline="")
    csv.field_size_limit(max(csv.field_size_limit(), opened.limits.max_article_chars * 2))
    rows = csv.reader((line.replace("\x00", "") for line in lines), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            yield Problem(
                f"{opened.origin}:{number}",
                f"{opened.origin}: row {number} is not sound CSV ({fault}); it was left out.",
                "broken-record",
            )
            continue
        if number == 1 or not any(cell.strip() for cell in row):
            continue
        origin = f"{opened.origin}:{number}"
        if len(row) != len(columns):
            yield Problem(
                origin,
                f"{origin}: the row has {len(row)} cells where the header has {len(columns)}; it was left out.",
                "broken-record",
            )
            continue
        yield draft_of_row(dict(zip(columns, row, strict=True)), opened.limits, day_first=day_first).finish(
            origin, opened.limits
        )


def _header(head: bytes) -> tuple[list[str], str]:
    """The column names of the first line, and the delimiter that parts them."""
    line = decode(head).lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    if len(line) > 4000 or not line:
        return [], ","
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        cells = next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return [], delimiter
    names = [cell.strip() or f"column_{n}" for n, cell in enumerate(cells, 1)]
    return [name if names.index(name) == n else f"{name}_{n + 1}" for n, name in enumerate(names)], delimiter


def _encoding(head: bytes) -> str:
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[:-4].decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as fault:
        return "utf-8" if fault.start > len(head) - 8 else "cp1252"


FORMAT = Format("CSV", (".csv", ".tsv", ".tab"), sniff, read)
