"""Passages: what is embedded, searched and read. Each is a range of one article's body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ingest.article import Article, Passage
from ingest.sentences import sentences

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_MONTHS = "January February March April May June July August September October November December".split()
_ROOM = 1.2
"""How much longer than asked a passage may get when that saves a scrap at the article's end."""


class _Piece(NamedTuple):
    start: int
    end: int
    words: int
    opens_paragraph: bool


def split(article: Article, words: int = 130) -> list[Passage]:
    """Split an article into passages on paragraph and sentence borders.

    Args:
        article: The article; only its body is split.
        words: About how many words a passage holds.

    Returns:
        Passages in order, without overlap. Every character of the body that is not white space is in exactly one, and
        none begins or ends with white space.
    """
    version = article.version
    return [Passage(article.id, version, start, end) for start, end in passage_ranges(article.body, words)]


def passage_ranges(body: str, words: int = 130) -> list[tuple[int, int]]:
    """The ranges of :func:`split` for a text that is not (yet) an article's."""
    ranges: list[tuple[int, int, int]] = []
    held: list[_Piece] = []
    count = 0
    for piece in _pieces(body, words):
        while held and count + piece.words > words:
            cut = _best_cut(held, piece, words)
            taken = sum(p.words for p in held[:cut])
            ranges.append((held[0].start, held[cut - 1].end, taken))
            held = held[cut:]
            count -= taken
        held.append(piece)
        count += piece.words
    if held:
        ranges.append((held[0].start, held[-1].end, count))
    if len(ranges) > 1 and ranges[-1][2] < 0.3 * words and ranges[-1][2] + ranges[-2][2] <= _ROOM * words:
        ranges[-2:] = [(ranges[-2][0], ranges[-1][1], ranges[-2][2] + ranges[-1][2])]
    return [(start, end) for start, end, _ in ranges]


def passage_context(article: Article, passage: Passage) -> str:
    """The passage as it is embedded and indexed: headline, source and day above its text.

    What stands above the text helps to find the passage; it is never part of a quote.
    """
    return f"{passage_heading(article)}\n{article.body[passage.start : passage.end]}"


def passage_heading(article: Article) -> str:
    """What travels with each passage of an article: its headline, its source and its day in words."""
    day = article.published_day
    about = ", ".join(part for part in (article.source, _spell(day) if day else "") if part)
    return "\n".join(part for part in (article.headline, about) if part)


def _spell(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _best_cut(held: list[_Piece], following: _Piece, words: int) -> int:
    """How many of the held pieces make the passage: up to the last paragraph border, unless that leaves it short."""
    if following.opens_paragraph:
        return len(held)
    for cut in range(len(held) - 1, 0, -1):
        if held[cut].opens_paragraph:
            return cut if sum(p.words for p in held[:cut]) >= 0.6 * words else len(held)
    return len(held)


def _pieces(body: str, words: int) -> Iterator[_Piece]:
    """The sentences of a body with their lengths; one that is too long for a passage comes in parts."""
    spaceless = bool(_NO_SPACES.search(body))
    last = 0
    for start, end in sentences(body):
        opens = last == 0 or body.count("\n", last, start) > 1
        last = end
        count = _count_words(body, start, end, spaceless)
        if count <= words:
            yield _Piece(start, end, count, opens)
            continue
        for part_start, part_end in _cut_long(body, start, end, -(-count // words)):
            yield _Piece(part_start, part_end, _count_words(body, part_start, part_end, spaceless), opens)
            opens = False


def _count_words(body: str, start: int, end: int, spaceless: bool) -> int:
    """Words, or what takes as much room: a very long token counts by its length, and so does text without spaces."""
    text = body[start:end]
    count = len(text.split())
    if spaceless:
        count += len(_NO_SPACES.findall(text)) // 2
    return max(count, (end - start) // 12)


def _cut_long(body: str, start: int, end: int, parts: int) -> Iterator[tuple[int, int]]:
    """Cut a long sentence into even parts between words, or inside a word that is longer than a part."""
    size = -(-(end - start) // parts)
    while start < end:
        stop = end if end - start <= size else start + size
        if stop < end:
            space = max(body.rfind(" ", start + 1, stop + 1), body.rfind("\n", start + 1, stop + 1))
            stop = space if space > start else stop
        trimmed = start + len(body[start:stop].rstrip())
        if trimmed > start:
            yield start, trimmed
        start = stop
        while start < end and body[start].isspace():
            start += 1
