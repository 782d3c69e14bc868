"""What a search is restricted to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles a search admits; an empty field admits all.

    Boundary days are included. A date bound leaves out undated articles: nobody can say on which side they fall.
    Names are compared without regard to case; within one field any name may match, between fields all must.
    """

    date_from: date | None = None
    date_to: date | None = None
    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    known_by: date | None = None
    """Leave out what was still under embargo at the end of that day (UTC)."""

    def until(self, day: date | None) -> Filters:
        """The same filters, admitting nothing that was published or released after ``day``."""
        if day is None:
            return self
        return replace(self, date_to=min(day, self.date_to or day), known_by=day)

    @property
    def admits_all(self) -> bool:
        """True when nothing is restricted."""
        return self == Filters()
