"""Example questions made from the archive itself, and tried on it: only what it answers well is offered."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from qa import Question
from ui.answers import words
from ui.answers.desk import BusyError, SlowError

if TYPE_CHECKING:
    from index import Archive, Status
    from ui.answers.desk import Desk

LOOKED_AT = 200
"""Articles looked at, the newest."""
TRIED, SHOWN = 12, 4
"""Questions asked of the archive at most, and shown at most."""
ENOUGH = 8.0
"""Seconds after which no further question is tried, once there is one to show."""
LASTING = 600.0
"""Seconds for which examples stay the same, though the archive has changed."""
_NOT_NAMES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|In|On|At|But|And|Former|After|When"
)
_WORD = rf"(?!(?:{_NOT_NAMES})\b)[A-Z][a-z’'-]+"
_NAME = rf"({_WORD}(?: {_WORD}){{1,2}})"
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern.replace("NAME", _NAME)), question)
    for pattern, question in (
        (r"\b(?:charge|count)\b[^.]{0,90} ended in a mistrial", "Which charge ended in a mistrial?"),
        (r"\bNAME(?:, [^,.]{3,60},)? (?:was|has been) sentenced", "What sentence was {} given?"),
        (r"\bNAME(?:, [^,.]{3,60},)? (?:was|has been) (?:charged|indicted)", "What was {} charged with?"),
        (r"\bNAME(?:, [^,.]{3,60},)? (?:was convicted|was found guilty)", "What was {} convicted of?"),
        (r"\bNAME(?:, [^,.]{3,60},)? (?:resigned|stepped down)", "Why did {} resign?"),
        (r"\bNAME(?:, [^,.]{3,60},)? died ", "When did {} die?"),
        (r"\bNAME, (?:a|an|the|who) [a-z]", "Who is {}?"),
    )
)


def candidates(archive: Archive) -> list[str]:
    """Questions that the words of the newest articles suggest, those of different kinds in turn."""
    found: list[dict[str, None]] = [{} for _ in _KINDS]
    for article in archive.newest(LOOKED_AT):
        for questions, (pattern, form) in zip(found, _KINDS, strict=True):
            if match := pattern.search(article.body):
                questions.setdefault(form.format(*match.groups()))
                break
    in_turn = chain.from_iterable(zip_longest(*found))
    return list(dict.fromkeys(one for one in in_turn if one))


class Examples:
    """The questions on the page of one server.

    Args:
        desk: asks them, behind the questions of people.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._proven: list[str] = []
        self._of: Status | None = None
        self._at = 0.0
        self._turn = asyncio.Lock()

    async def proven(self) -> list[str]:
        """A few questions that the archive answers; found out anew when it has changed."""
        async with self._turn:
            status = await asyncio.to_thread(self._desk.archive.status)
            fresh = bool(self._proven) and time.monotonic() - self._at < LASTING
            if status != self._of and not fresh:
                with contextlib.suppress(BusyError, SlowError):  # people come first: the next visit tries again
                    self._proven = await self._try(await asyncio.to_thread(candidates, self._desk.archive))
                    self._of, self._at = status, time.monotonic()
            return self._proven

    async def _try(self, questions: list[str]) -> list[str]:
        good: list[str] = []
        fair: list[str] = []
        until = time.monotonic() + ENOUGH
        for question in questions[:TRIED]:
            try:
                answer = await self._desk.ask(Question(question=question))
            except (BusyError, SlowError):
                if not good and not fair:
                    raise
                break
            if answer.refusal is None:
                (good if answer.confidence >= words.EVEN else fair).append(question)
            if len(good) == SHOWN or (good and time.monotonic() > until):
                break
        return (good + fair)[:SHOWN]
