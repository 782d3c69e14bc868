"""Memory of a process, disk of a folder, percentiles: by the standard library alone, for any environment."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

MB = 1e6


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed (nearest rank).

    >>> percentile([10, 20, 30, 40], 0.5), percentile([10, 20, 30, 40], 0.95)
    (20, 40)
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def peak_mb(process: int | str = "self") -> float:
    """The most memory that a process has held so far, in MB.

    Where the system keeps no high-water mark of the program itself (outside Linux) it is ``getrusage``'s, which exists
    for the own process alone and may count what stood in memory before the program was started.
    """
    return _of_status(process, "VmHWM")


def resident_mb(process: int | str = "self") -> float:
    """The memory that a process holds now, in MB; outside Linux the same as :func:`peak_mb`."""
    return _of_status(process, "VmRSS")


def disk_mb(folder: Path) -> float:
    """What a folder takes on the disk, in MB."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file()) / MB


def _of_status(process: int | str, field: str) -> float:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MB
    line = next(line for line in status.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024 / MB
