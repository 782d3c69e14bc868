"""How often one client may ask."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

CLIENTS = 10_000
"""Clients whose rate is remembered; the longest silent is forgotten first."""


@dataclass(slots=True)
class Rates:
    """A token bucket for each client.

    Args:
        per_minute: requests a client may make in the long run; 0 means no limit.
    """

    per_minute: int
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def admits(self, client: str, now: float) -> bool:
        """Count a request at ``now`` (seconds) and say whether it may pass."""
        if not self.per_minute:
            return True
        burst = max(10.0, self.per_minute / 6)
        left, at = self._buckets.pop(client, (burst, now))
        left = min(burst, left + (now - at) * self.per_minute / 60)
        self._buckets[client] = (left - 1 if left >= 1 else left, now)
        while len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        return left >= 1
