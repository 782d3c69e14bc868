"""Answers that were kept, each a file named by its content: what a permanent link points to."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from index import ANSWERS, NotFoundError, StoreDamagedError
from ingest import InputError, content_key

if TYPE_CHECKING:
    from qa import Answer

_KEY = re.compile(r"[0-9a-f]{16}")


def key_of(answer: Answer) -> str:
    """Sixteen hexadecimal digits of what the answer says; how long it took is no part of it."""
    return content_key(answer.model_dump_json(exclude={"timings_ms"}))


class KeptAnswers:
    """The kept answers of an archive, in its folder ``answers``; a purge takes out those that quote the article.

    Args:
        archive: the archive's folder.
    """

    def __init__(self, archive: Path) -> None:
        self._folder = archive / ANSWERS

    def keep(self, answer: Answer) -> str:
        """Keep an answer and return its key. The same answer is kept once."""
        key = key_of(answer)
        path = self._folder / f"{key}.json"
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(path, answer.model_dump_json(indent=1))
        return key

    def get(self, key: str) -> Answer:
        """The answer that was kept under ``key``.

        Raises:
            NotFoundError: when there is none.
            StoreDamagedError: when its file cannot be read as an answer.
        """
        from qa import Answer

        path = self._folder / f"{key}.json"
        if not _KEY.fullmatch(key) or not path.is_file():
            raise NotFoundError(f"No answer is kept under {key[:40]}.")
        try:
            return Answer.model_validate_json(path.read_bytes())
        except ValueError as error:
            raise StoreDamagedError(f"{path} is not a kept answer of this version: ask the question again.") from error


def read_answer(path: Path) -> Answer:
    """Read an answer from a file that ``ask --json`` or the page wrote.

    Raises:
        InputError: when the file cannot be read as an answer.
    """
    from qa import Answer

    try:
        return Answer.model_validate_json(path.read_bytes())
    except ValueError as error:
        raise InputError(f"{path} is not an answer in JSON, as `dateline ask --json` writes it.") from error


def _write(path: Path, text: str) -> None:
    """Write a whole file or none."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as part:
        part.write(text)
    Path(name).replace(path)
