"""Example questions made from the archive itself: about people whom an article introduces or quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Archive

LOOKED_AT = 60
"""Articles looked at, the newest."""
SHOWN = 4
_NAME = r"([A-Z][a-z]+(?: [A-Z][a-z’'-]+){1,2})"
_INTRODUCED = re.compile(rf"\b{_NAME}, (?:a|an|the|who) [a-z]")
_QUOTED = re.compile(rf"[”\"] (?:said|told [a-z ]+) {_NAME}|\b{_NAME} said (?:that |the |it )")
_NOT_PEOPLE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|In|On|At|But|And)\b"
)


def example_questions(archive: Archive) -> list[str]:
    """A few questions that the archive can be expected to answer, from articles of different days."""
    found: dict[str, None] = {}
    for article in archive.newest(LOOKED_AT):
        question = _about(article.body)
        if question:
            found.setdefault(question)
        if len(found) == SHOWN:
            break
    return list(found)


def _about(body: str) -> str | None:
    for match in _INTRODUCED.finditer(body):
        if not _NOT_PEOPLE.search(match[1]):
            return f"Who is {match[1]}?"
    for match in _QUOTED.finditer(body):
        name = match[1] or match[2]
        if not _NOT_PEOPLE.search(name):
            return f"What did {name} say?"
    return None
