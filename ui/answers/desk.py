"""The desk: everything that the page, the API and MCP share. It bounds how many questions are answered at once."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from index import NotFoundError
from ingest import DatelineError, InputError
from ui.answers.find import find
from ui.answers.keeping import Keeping

if TYPE_CHECKING:
    from index import Archive
    from ingest import Article, Settings
    from qa import Answer, Engine, Filters, Question, Result

SPARE = 1
"""Questions in work beyond one for each core: one is read while another is searched for or checked."""
MOST = 16
"""Questions in work at most: what is not reading is done by one core at a time, however many there are."""
WAITING = 48
"""More questions than this are not let in to wait: a clear "busy" now is better than a time-out later."""
SECONDS = 90.0
"""No question may take longer, waiting included."""
RETRY_SECONDS = 5
HALVED = "The request holds half of a character (a lone surrogate): send whole ones."

Found = TypeVar("Found")


class BusyError(DatelineError):
    """Too many questions are waiting already; try again shortly."""


class SlowError(DatelineError):
    """The time limit ran out."""


class Desk:
    """Answers questions for many people at once, each apart from the others: nothing of a question is kept here.

    Args:
        engine: what answers.
        archive: what is searched.
        settings: its limits.
        keeping: where answers and feedback are kept.
        workers: questions in work at the same time; when None, one for each core and ``SPARE`` more, at most ``MOST``.
        waiting: questions that may wait; ``WAITING`` when None.
    """

    def __init__(
        self,
        engine: Engine,
        archive: Archive,
        settings: Settings,
        keeping: Keeping,
        *,
        workers: int | None = None,
        waiting: int | None = None,
    ) -> None:
        self.engine = engine
        self.archive = archive
        self.settings = settings
        self.keeping = keeping
        self._workers = workers or min(MOST, (os.cpu_count() or 1) + SPARE)
        self._limit = self._workers + (WAITING if waiting is None else waiting)
        self._inside = 0
        self._door = threading.Lock()
        self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="ask")

    async def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            BusyError: when too many are waiting.
            SlowError: when it takes too long.
            InputError: when the question cannot be asked.
        """
        _check_characters(question)
        left = threading.Event()
        return await self._within(self._enter(lambda: self.engine.ask(question, wanted=_unless(left))), left)

    async def stages(self, question: Question) -> AsyncIterator[str | Answer]:
        """Answer a question, saying each step as it begins: its name, and at last the answer.

        Raises:
            BusyError, SlowError, InputError: as for :meth:`ask`.
        """
        _check_characters(question)
        loop = asyncio.get_running_loop()
        said: asyncio.Queue[str | None] = asyncio.Queue()

        def on_stage(name: str) -> None:
            loop.call_soon_threadsafe(said.put_nowait, name)

        left = threading.Event()
        future = self._enter(lambda: self.engine.ask(question, on_stage, _unless(left)))
        answering = asyncio.ensure_future(self._within(future, left))
        answering.add_done_callback(lambda _: said.put_nowait(None))
        try:
            yield "queued"
            while (stage := await said.get()) is not None:
                yield stage
            yield await answering
        finally:
            answering.cancel()

    async def search(self, query: str, *, limit: int, filters: Filters, as_of: date | None) -> list[Result]:
        """The ranked passages alone.

        Raises:
            BusyError, SlowError, InputError: as for :meth:`ask`.
        """
        longest = self.settings.answer.max_question_chars
        look = lambda: find(self.archive, query, limit=limit, filters=filters, as_of=as_of, max_chars=longest)  # noqa: E731
        return await self._within(self._enter(look), threading.Event())

    def article(self, article_id: str, version: str | None = None) -> Article:
        """An article that may be read: the current version, or the one named.

        Raises:
            NotFoundError: when the archive does not hold it, or its publisher withheld it or has it under embargo.
        """
        current = self.archive.article(article_id)
        if why := self.archive.why_withheld(current):
            raise NotFoundError(f'The article "{article_id}" {why}.')
        return self.archive.article(article_id, version) if version else current

    def kept(self, key: str) -> Answer:
        """The answer that was kept under ``key``, less the passages of articles that may no longer be read.

        Raises:
            NotFoundError: when there is none, or an article that it quotes may no longer be read.
        """
        answer = self.keeping.get(key)
        for one in answer.citations:
            self.article(one.article_id, one.version)
        readable = [one for one in answer.results if self._readable(one.article_id)]
        return answer.model_copy(update={"results": readable})

    def _readable(self, article_id: str) -> bool:
        try:
            self.article(article_id)
        except NotFoundError:
            return False
        return True

    def close(self) -> None:
        """Let no more work start."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _enter(self, work: Callable[[], Found]) -> Future[Found]:
        with self._door:
            if self._inside >= self._limit:
                number = "1 question is" if self._inside == 1 else f"{self._inside} questions are"
                raise BusyError(f"Busy: {number} being answered; try again in a few seconds.")
            self._inside += 1
        try:
            future = self._pool.submit(work)
        except RuntimeError as error:
            self._leave()
            raise BusyError("The server is shutting down.") from error
        future.add_done_callback(lambda _: self._leave())
        return future

    def _leave(self) -> None:
        with self._door:
            self._inside -= 1

    async def _within(self, future: Future[Found], left: threading.Event) -> Found:
        """Wait for work; who stops waiting takes it out of the queue, or sets ``left`` so that it ends where it is."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), SECONDS)
        except TimeoutError as error:
            raise SlowError(f"No answer within {SECONDS:.0f} seconds: ask again, or narrow the question.") from error
        finally:
            left.set()


def _unless(left: threading.Event) -> Callable[[], bool]:
    return lambda: not left.is_set()


def _check_characters(question: Question) -> None:
    """Refuse text that no file, index or reply could hold."""
    try:
        question.model_dump_json()
    except ValueError as error:
        raise InputError(HALVED) from error
