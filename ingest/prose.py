"""Bodies: lines of a file become paragraphs separated by blank lines, the form in which they are kept and cited."""

from __future__ import annotations

import itertools
import re

from ingest.characters import visible

_RUNS = re.compile(r"[ ]{2,}")
_GAPS = re.compile(r"\n{3,}")
_BLOCKS = re.compile(r"\n\s*\n")
_TERMINAL = tuple(".!?:\u2026\u3002\uff01\uff1f\"'\u201d\u2019)]")
_LONG_LINE = 100
"""A line longer than this was not wrapped for a screen or a wire: it is a paragraph."""


def tidy_body(text: str) -> str:
    """Give a body its lasting form: visible characters only, paragraphs separated by one blank line.

    Hard-wrapped lines are joined; in a text without blank lines each long or finished line is a paragraph. Short lines
    that belong together (verse, addresses, results) keep their line ends.
    """
    text = visible(text)
    if "\n" in text:
        if is_hard_wrapped(text):
            return join_wrapped(text)
        text = _without_edges(text)
        if "\n" in text.replace("\n\n", ""):
            text = _set_paragraphs(text)
    if "  " in text:
        text = _RUNS.sub(" ", text)
    return text.strip()


def is_hard_wrapped(text: str) -> bool:
    """Tell whether the lines of a text end where a column ended, not where a paragraph did."""
    inner: list[int] = []
    finished = 0
    for block in _BLOCKS.split(text[:20_000]):
        lines = [line.rstrip() for line in block.split("\n")]
        for line, following in itertools.pairwise(lines):
            if line and following and not following.startswith("  "):
                inner.append(len(line))
                finished += line.endswith(_TERMINAL)
    if len(inner) < 3:
        return False
    inner.sort()
    width = inner[int(0.9 * (len(inner) - 1))]
    full = sum(width - 16 <= length <= width + 6 for length in inner)
    return 40 <= width <= _LONG_LINE and full >= 0.7 * len(inner) and finished <= 0.34 * len(inner)


def join_wrapped(text: str) -> str:
    """Join hard-wrapped lines; a blank line or an indented line begins a paragraph."""
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        bare = line.strip()
        if not bare or (line.startswith("  ") and paragraphs[-1]):
            paragraphs.append([])
        if bare:
            paragraphs[-1].append(bare)
    return _RUNS.sub(" ", "\n\n".join(" ".join(lines) for lines in paragraphs if lines))


def _without_edges(text: str) -> str:
    """The text without spaces on either side of its line ends."""
    first, *between, last = text.split("\n")
    return "\n".join([first.rstrip(" "), *(line.strip(" ") for line in between), last.lstrip(" ")])


def _set_paragraphs(text: str) -> str:
    """Turn the end of a finished or long line into a paragraph border; leave the ends of short lines."""
    lines = text.split("\n")
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        out.append(line)
        paragraph = line and following and (len(line) >= _LONG_LINE or (len(line) > 40 and line.endswith(_TERMINAL)))
        out.append("\n\n" if paragraph else "\n")
    return _GAPS.sub("\n\n", "".join(out))
