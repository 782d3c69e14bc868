"""How long each step of an answer took."""

from __future__ import annotations

from time import perf_counter

from qa.answer import Timings


class Clock:
    """Milliseconds between laps."""

    def __init__(self) -> None:
        self._begun = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End a step; a step that is taken several times adds up."""
        now = perf_counter()
        self._laps[name] = round(self._laps.get(name, 0.0) + (now - self._last) * 1000, 1)
        self._last = now

    def timings(self) -> Timings:
        """All steps, and the whole time up to the last of them."""
        return Timings(**self._laps, total=round((self._last - self._begun) * 1000, 1))
