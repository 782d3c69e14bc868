"""Where lines are printed: a terminal that a person looks at, or a log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 100_000
"""Columns where nobody is looking: a log gets whole lines, and whoever reads it folds them."""


def console(*, err: bool = False) -> Console:
    """A console that writes plain lines where there is no terminal."""
    from rich.console import Console

    width = None if is_terminal(err=err) else PLAIN_WIDTH
    return Console(stderr=err, highlight=False, markup=False, emoji=False, width=width)


def is_terminal(*, err: bool = False) -> bool:
    """True when a person is looking at the stream."""
    return (sys.stderr if err else sys.stdout).isatty()
