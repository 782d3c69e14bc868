"""What a running server remembers: answers, in the archive's folder or, where nothing can be written, for a while."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import InputError
from ui.answers.feedback import Feedback, FeedbackBook, Verdict
from ui.answers.kept import KeptAnswers, key_of

if TYPE_CHECKING:
    from qa import Answer

RECENT = 500
"""Answers remembered in memory, where they cannot be written."""


class Keeping:
    """Answers by key, and feedback.

    Args:
        archive: the archive's folder.
        read_only: keep nothing on disk; an answer is then forgotten after many others.
    """

    def __init__(self, archive: Path, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self._kept = KeptAnswers(archive)
        self._book = FeedbackBook(archive)
        self._recent: OrderedDict[str, Answer] = OrderedDict()
        self._turn = threading.Lock()

    def keep(self, answer: Answer) -> tuple[str, bool]:
        """Remember an answer: its key, and whether it outlives the server."""
        if not self.read_only:
            with contextlib.suppress(OSError):  # the disk is full, or not ours: remembered for a while is better
                return self._kept.keep(answer), True
        key = key_of(answer)
        with self._turn:
            self._recent[key] = answer
            self._recent.move_to_end(key)
            while len(self._recent) > RECENT:
                self._recent.popitem(last=False)
        return key, False

    def get(self, key: str) -> Answer:
        """The answer that was kept under ``key``.

        Raises:
            NotFoundError: when there is none.
        """
        with self._turn:
            recent = self._recent.get(key)
        return recent or self._kept.get(key)

    def judge(self, key: str, verdict: Verdict, *, expected: str, comment: str) -> Feedback:
        """Note what a person says of a kept answer.

        Raises:
            NotFoundError: when no such answer is kept.
            InputError: when nothing may be written.
        """
        if self.read_only:
            raise InputError("This server is read-only: it takes no feedback.")
        return self._book.add(self.get(key), verdict, expected=expected, comment=comment)
