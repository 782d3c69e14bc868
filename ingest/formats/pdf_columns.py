"""The reading order of a PDF page that is set in columns: down each column, not across the page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_GRID = 6.0
"""Points by which the beginnings of lines may differ within a column."""
_APART = 90.0
"""Points between the left edges of two columns, at least."""
_SHARE = 0.2
"""The share of a page's lines that begin at the edge of a column, at least."""
_LETTER = 0.5
"""Width of an average letter, in font sizes."""


@dataclass(frozen=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float

    @property
    def right(self) -> float:
        """Where it ends, roughly: PDF does not say."""
        return self.x + _LETTER * self.size * len(self.text)


def page_text(page: Any) -> str:
    """The text of a page in reading order.

    Args:
        page: A page as pypdf gives it.
    """
    pieces: list[_Piece] = []

    def visit(text: str, now: list[float], line: list[float], _font: object, size: float) -> None:
        if text.strip():
            x, y = line[4], line[5]
            pieces.append(
                _Piece(
                    " ".join(text.split()),
                    x * now[0] + y * now[2] + now[4],
                    x * now[1] + y * now[3] + now[5],
                    abs(size * line[0] * now[0]) or size,
                )
            )

    plain: str = page.extract_text(visitor_text=visit) or ""
    edges = _columns(pieces)
    if len(edges) < 2 or not _across(pieces, edges):
        return plain
    return "\n".join(_in_order(pieces, edges))


def _columns(pieces: list[_Piece]) -> list[float]:
    """The left edges at which many lines begin, apart enough to be columns."""
    starts = Counter(round(piece.x / _GRID) for piece in pieces)
    edges: list[float] = []
    for cell, _ in sorted(starts.items()):
        near = starts[cell] + starts[cell + 1]
        if near >= max(4, _SHARE * len(pieces)) and (not edges or (cell + 1) * _GRID - edges[-1] >= _APART):
            edges.append((cell - 1) * _GRID)
    return edges


def _column_of(piece: _Piece, edges: list[float]) -> int:
    return max((n for n, edge in enumerate(edges) if piece.x >= edge), default=0)


def _across(pieces: list[_Piece], edges: list[float]) -> bool:
    """Whether the file tells the page line by line across its columns; one that tells them in turn is left alone."""
    order = [_column_of(piece, edges) for piece in pieces]
    return sum(a != b for a, b in pairwise(order)) > 2 * len(edges)


def _in_order(pieces: list[_Piece], edges: list[float]) -> list[str]:
    """Down each column; a line that spans columns, such as a headline, ends what stands above it."""
    columns: list[list[_Piece]] = [[] for _ in edges]
    lines: list[str] = []
    for piece in sorted(pieces, key=lambda p: (-round(p.y), p.x)):
        column = _column_of(piece, edges)
        if column + 1 < len(edges) and piece.right > edges[column + 1] + 2 * _GRID and not _shares_line(piece, pieces):
            lines += _flushed(columns)
            lines += [piece.text, ""]
        else:
            columns[column].append(piece)
    return lines + _flushed(columns)


def _shares_line(piece: _Piece, pieces: list[_Piece]) -> bool:
    """Whether something stands to the right of a piece: then it does not span, whatever its width seems."""
    return any(abs(other.y - piece.y) < 2 and other.x > piece.x + _APART for other in pieces)


def _flushed(columns: list[list[_Piece]]) -> list[str]:
    """The lines of each column in turn; a wider gap between lines is a blank one."""
    lines: list[str] = []
    for column in columns:
        above: _Piece | None = None
        for piece in column:
            if above is not None and abs(above.y - piece.y) < 2:
                lines[-1] += " " + piece.text
                continue
            if above is not None and above.y - piece.y > 1.9 * piece.size:
                lines.append("")
            lines.append(piece.text)
            above = piece
        column.clear()
    return lines
