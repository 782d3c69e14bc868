"""IPTC's subjects: Media Topics and the Subject Codes before them become the section that an item can be found by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.draft import Draft

_TOPICS = {
    "01": "arts, culture, entertainment and media",
    "02": "crime, law and justice",
    "03": "disaster, accident and emergency incident",
    "04": "economy, business and finance",
    "05": "education",
    "06": "environment",
    "07": "health",
    "08": "human interest",
    "09": "labour",
    "10": "lifestyle and leisure",
    "11": "politics and government",
    "12": "religion",
    "13": "science and technology",
    "14": "society",
    "15": "sport",
    "16": "conflict, war and peace",
    "17": "weather",
}
"""The subjects of the first level, which both vocabularies number alike (IPTC NewsCodes, CC BY 4.0)."""
_TOP = re.compile(r"(?:^|[:/])(\d\d)(\d{6})\Z")


def topic_of(code: str) -> str:
    """The subject of the first level that a code names, or, as a Subject Code, lies under; "" when it tells none.

    >>> topic_of("medtop:02000000")
    'crime, law and justice'
    >>> topic_of("http://cv.iptc.org/newscodes/mediatopic/15000000")
    'sport'
    >>> topic_of("subj:02003000")
    'crime, law and justice'
    >>> topic_of("medtop:20000822")
    ''
    """
    match = _TOP.search(code.strip())
    return _TOPICS.get(match[1], "") if match else ""


def set_topics(draft: Draft, subjects: Iterable[tuple[str, str]]) -> None:
    """Keep an item's subjects by their names, and file it under the first one of the first level.

    Args:
        draft: Its ``section`` so far, such as a genre, is kept as such and replaced where a subject tells more.
        subjects: Code and name of each, either of which may be empty; a Media Topic is given with its broader ones.
    """
    subjects = list(subjects)
    names = [name or topic_of(code) or code for code, name in subjects]
    draft.extra["subjects"] = "; ".join(dict.fromkeys(name for name in names if name))
    if draft.section:
        draft.extra["genre"] = draft.section
    codes = [code for code, _ in subjects]
    top = next((topic for code in codes if (topic := topic_of(code))), "")
    top = top or next((name for _, name in subjects if name.lower() in _TOPICS.values()), "")
    if top:
        draft.section, draft.provenance["section"] = top, "subject"
