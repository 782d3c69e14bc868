"""What every benchmark shares: spreads of repeated measurements, fresh processes, the machine."""

from __future__ import annotations

import math
import multiprocessing
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from evals.run.provenance import commit

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spread:
    """Smallest, middle and largest of some measurements."""

    low: float
    median: float
    high: float
    n: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of at least one value.

        >>> Spread.of([3.0, 1.0, 2.0])
        Spread(low=1.0, median=2.0, high=3.0, n=3)
        """
        return cls(min(values), statistics.median(values), max(values), len(values))


def in_fresh_process(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a process of its own: nothing is warm, and its peak memory is its own."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(function, *args, **kwargs).result()


def machine() -> str:
    """The machine and the code, as a note under a table."""
    return f"{os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, code {commit() or 'unknown'}"


def processor_vectors() -> str:
    """The widest vector instructions that torch uses on this processor, such as "AVX2"."""
    import torch

    return torch.backends.cpu.get_cpu_capability()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def plain(value: Any) -> str:
    """A number with three significant digits, without exponents; other things as they are.

    >>> plain(1234.56), plain(0.01234), plain(12), plain("all")
    ('1,235', '0.0123', '12', 'all')
    """
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    decimals = 2 - math.floor(math.log10(abs(value))) if value else 0
    return f"{value:,.{max(0, decimals)}f}"
