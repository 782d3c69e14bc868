"""Colours of CSS, as far as it takes to tell whether text can be seen on what is behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from tinycss2 import color4

Colour = tuple[float, float, float, float]
"""Red, green, blue and opacity, each from 0 to 1."""

WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
_NEAR = 0.1
"""Sum of differences below which two colours cannot be told apart."""
_CLEAR = 0.05
_PICTURE = re.compile(r"url\(|gradient\(|image-set\(")
_TOKEN = re.compile(r"[a-z-]+\([^()]*\)|#[0-9a-f]{3,8}\b|[a-z]+")


@lru_cache(maxsize=4_096)
def read_colour(value: str) -> Colour | None:
    """A colour of CSS; None for what is none, or depends on something else ("inherit")."""
    try:
        found = color4.parse_color(value)
        if found is None or isinstance(found, str):
            return None
        red, green, blue = found.to("srgb").coordinates if found.space != "srgb" else found.coordinates
        return float(red or 0), float(green or 0), float(blue or 0), float(found.alpha)
    except (ValueError, TypeError, NotImplementedError, AttributeError):
        return None


@lru_cache(maxsize=4_096)
def read_background(value: str, behind: Colour | None) -> Colour | None:
    """What a ``background`` shows in front of something else; None where that is a picture, or not known."""
    if _PICTURE.search(value):
        return None
    found = read_colour(value) or next((c for part in _TOKEN.findall(value) if (c := read_colour(part))), None)
    if found is None:
        return behind
    if found[3] >= 1 - _CLEAR:
        return found
    if behind is None or is_clear(found):
        return behind
    red, green, blue = (
        found[3] * front + (1 - found[3]) * back for front, back in zip(found[:3], behind, strict=False)
    )
    return red, green, blue, 1.0


def is_clear(colour: Colour) -> bool:
    """Whether a colour is no colour."""
    return colour[3] <= _CLEAR


def alike(one: Colour, other: Colour) -> bool:
    """Whether text in one colour cannot be seen on the other."""
    return sum(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True)) <= _NEAR
