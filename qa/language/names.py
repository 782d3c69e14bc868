"""The proper names of a question or a sentence."""

from __future__ import annotations

import re

from qa.language.words import STOP_WORDS

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:of|the|de|van|von|al)\s+[A-Z][\w’'-]+|\s+[A-Z][\w’'-]+)*")


def names(question: str) -> list[str]:
    """The proper names of a question, in order; a capital at its start counts only when more of the name follows."""
    found = []
    for match in _NAME.finditer(question):
        name = match.group()
        parts = name.split()
        if parts[0].lower() in STOP_WORDS or (match.start() == 0 and len(parts) == 1):
            name = " ".join(parts[1:])
        name = re.sub(r"['’]s$", "", name)
        if len(name) > 1:
            found.append(name)
    return list(dict.fromkeys(found))
