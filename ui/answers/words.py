"""How dates, counts and confidence are said to people, the same on the terminal and on the page."""

from __future__ import annotations

import re
from datetime import date

EVEN = 0.5
"""A confidence below this is more likely wrong than right."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MARK = re.compile(r"\[(\d{1,3})\]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def clean(text: str) -> str:
    """Text without control characters, so that an article cannot steer a terminal or turn a line around."""
    return _CONTROL.sub("", text)


def count(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: ``1 article``, ``2,461 articles``."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def day(iso: str | date | None) -> str:
    """A day in words, ``12 June 2025``; ``undated`` when there is none."""
    if not iso:
        return "undated"
    try:
        on = date.fromisoformat(iso[:10]) if isinstance(iso, str) else iso
    except ValueError:
        return clean(str(iso))
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def confidence(value: float) -> str:
    """What a calibrated probability means in words."""
    if value >= 0.9:
        return "very likely right"
    if value >= 0.75:
        return "likely right"
    if value >= EVEN:
        return "more likely right than wrong"
    if value >= 0.25:
        return "uncertain"
    return "a weak lead"


def parts(text: str) -> list[str | int]:
    """Split answer text at its marks: ``"A [1] b"`` becomes ``["A ", 1, " b"]``."""
    pieces = _MARK.split(text)
    found: list[str | int] = [int(piece) if place % 2 else piece for place, piece in enumerate(pieces)]
    return [piece for piece in found if piece != ""]


def size(octets: int) -> str:
    """A number of bytes: ``512 bytes``, ``3.4 MB``."""
    value = float(octets)
    for unit in ("bytes", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:,.0f} {unit}" if unit == "bytes" else f"{value:,.1f} {unit}"
        value /= 1000
    raise AssertionError("the last unit always returns")


def duration(seconds: float) -> str:
    """A length of time as people say it: "40 s", "12 min", "3 h 5 min".

    >>> duration(7_512)
    '2 h 5 min'
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
