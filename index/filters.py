"""What a search is restricted to."""

from __future__ import annotations

from dataclasses import dataclass
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

    def until(self, day: date | None) -> Filters:
        """The same filters, admitting nothing after ``day``."""
        if day is None or (self.date_to is not None and self.date_to <= day):
            return self
        return Filters(self.date_from, day, self.sources, self.sections, self.authors)

    @property
    def admits_all(self) -> bool:
        """True when nothing is restricted."""
        return self == Filters()
