"""A person whom the question names is not the answer to it: "who was the foreman in Weinstein's retrial?"."""

from __future__ import annotations

import re

_FULL = re.compile(r"(?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+")
_ASKS_NAME = re.compile(r"\b(?:first|full|real|middle|given|birth|maiden|whole|stage)[ -]?name|\bcalled\b", re.I)

_TITLES = frozenset(
    "Mr Mrs Ms Dr Mr. Mrs. Ms. Dr. Judge President Mayor Senator Sen. Rep. Gov. Governor Sir Lord".split()
)


def is_named(answer: str, question: str, body: str) -> bool:
    """Whether an answer is the full name of somebody whom the question calls by the last name.

    Relatives share a name, so it is only where the article names nobody else with it.

    Args:
        answer: what may be a full name.
        question: the question.
        body: the article's text.
    """
    if not _FULL.fullmatch(answer) or _ASKS_NAME.search(question):
        return False
    last = re.escape(answer.rpartition(" ")[2])
    if not re.search(rf"\b{last}\b", question):
        return False
    firsts = set(re.findall(rf"\b([A-Z][\w’'.-]+) {last}\b", body))
    return firsts <= set(answer.split()) | _TITLES
