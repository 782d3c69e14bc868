"""JSON: one object a line, an array of objects, or one object that holds such an array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.article import Article, Problem
from ingest.characters import decode
from ingest.dates import writes_day_first
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.columns import draft_of_row

_LISTS = ("articles", "data", "items", "results", "docs", "documents", "stories", "records", "rows", "hits", "response")
_LONGEST_LINE = 64 * 2**20


def sniff(head: bytes) -> float:
    """JSON begins with a brace or a bracket that is followed by a name or a value."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000]
    return 0.7 if re.match(rb'\{\s*"|\{\s*\}|\[\s*[\[{"]|\[\s*\]', text) else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read one article an object; an object or line that cannot be read is a problem, and the rest is read."""
    head = opened.head()
    day_first = writes_day_first(head.decode("utf-8", "replace"))
    if _is_lines(head):
        yield from _read_lines(opened, day_first)
        return
    text = opened.text()
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise InputError(
            f"{opened.origin} is not sound JSON ({fault}); repair it or write one object a line."
        ) from fault
    rows = _rows(content)
    if rows is None:
        raise InputError(f"{opened.origin} holds no list of articles; write one object an article.")
    for number, row in enumerate(rows, 1):
        origin = opened.origin if isinstance(content, dict) and rows == [content] else f"{opened.origin}:{number}"
        yield _article(row, origin, opened, day_first)


def _read_lines(opened: Opened, day_first: bool) -> Iterator[Article | Problem]:
    number = 0
    while line := opened.stream.readline(_LONGEST_LINE):
        number += 1
        origin = f"{opened.origin}:{number}"
        if not line.endswith(b"\n") and len(line) == _LONGEST_LINE:
            yield Problem(
                origin, f"{origin}: the line is longer than {_LONGEST_LINE // 2**20} MB; it was left out.", "too-long"
            )
            while (rest := opened.stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            continue
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            row = json.loads(decode(line))
        except (ValueError, RecursionError) as fault:
            yield Problem(
                origin,
                f"{origin}: the line is not sound JSON ({fault}); it was left out, the rest was read.",
                "broken-record",
            )
            continue
        yield _article(row, origin, opened, day_first)


def _article(row: object, origin: str, opened: Opened, day_first: bool) -> Article | Problem:
    if not isinstance(row, Mapping):
        return Problem(
            origin, f"{origin}: an object was expected, not {json.dumps(row)[:40]}; it was left out.", "broken-record"
        )
    return draft_of_row(row, opened.limits, day_first=day_first).finish(origin, opened.limits)


def _is_lines(head: bytes) -> bool:
    """One object a line, unless the first line is no whole object while the file is."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not first.startswith(b"{"):
        return False
    line, newline, rest = first.partition(b"\n")
    if not newline:
        # One line: a single object, or the first line is longer than the head that was looked at.
        return not first.rstrip().endswith(b"}") or _parses(line)
    return _parses(line) or (rest.lstrip().startswith(b"{") and line.rstrip().endswith(b"}"))


def _parses(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict) and not _holds_list(json.loads(line))
    except (ValueError, RecursionError):
        return False


def _holds_list(content: Mapping[str, Any]) -> bool:
    lists = (content.get(name) for name in _LISTS)
    return any(isinstance(inner, list) and inner and isinstance(inner[0], Mapping) for inner in lists)


def _rows(content: object) -> list[Any] | None:
    """The list of articles in a JSON document; a lone article is a list of one."""
    if isinstance(content, list):
        return content
    if isinstance(content, Mapping):
        for name in _LISTS:
            inner = content.get(name)
            if isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
                return inner
            if isinstance(inner, Mapping) and (rows := _rows(inner)) and rows != [inner]:
                return rows
        return [content]
    return None


FORMAT = Format("JSON", (".jsonl", ".ndjson", ".json", ".jl"), sniff, read)
