"""When the right to show an article ends, as its terms of use say it in words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ingest.dates import parse_moment

_UP_TO = r"not?\s+(?:to\s+)?(?:be\s+)?(?:used|shown|published|displayed|for use|use)?\s*(?:later than|after|beyond)"
_ENDS = re.compile(
    rf"\b(?:(?P<past>expire[sd]?(?:\s+(?:on|at))?|{_UP_TO}|licen[cs]ed?\s+(?:ends?|until|through|to)"
    r"|(?:valid|use|display|publication|online|rights?)\s+(?:\w+\s+){0,2}?(?:until|through|till|up to)"
    r"|end(?:s|ing)?\s+(?:on\s+)?))[\s:]*(?P<when>.{4,40})",
    re.I,
)


def end_of_licence(terms: str) -> str | None:
    """The moment from which an article may not be shown any more; None where its terms name none.

    A day belongs to the licence whole: "until 31 March 2026" ends with the first moment of 1 April.

    >>> end_of_licence("Online use until 31 March 2026.")
    '2026-04-01'
    >>> end_of_licence("Expires 2026-03-31T18:00:00Z")
    '2026-03-31T18:00:00+00:00'
    """
    for match in _ENDS.finditer(terms):
        moment = parse_moment(match["when"].rstrip(" ."))
        if moment:
            return moment if "T" in moment else (date.fromisoformat(moment) + timedelta(days=1)).isoformat()
    return None
