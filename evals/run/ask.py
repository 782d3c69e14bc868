"""Put the questions of a data set to the engine. One Asker a process; what it keeps needs no archive afterwards."""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from time import perf_counter

from evals.data.question import EvalQuestion, matches
from evals.metrics.citations import exact
from evals.metrics.retrieval import distinct
from evals.run.records import Candidate, Record
from index import Archive, NotFoundError
from ingest import Article, DatelineError, InputError, Settings
from qa import Answer, Engine, Question
from qa.reader import PassageText, Reader, Reading, Wanted, always

DEEPEST = 100
"""Passages looked at where retrieval alone is measured."""


class Asker:
    """Asks an archive and turns each reply into a record.

    Args:
        archive: an open archive.
        settings: of the engine; the deployed threshold among them.
        candidates: also keep what would have been answered where the engine declined, for the whole risk-coverage
            curve. Costs a second search for every declined question.
        retrieval_only: search, and do not read.
    """

    def __init__(
        self, archive: Archive, settings: Settings, *, candidates: bool = True, retrieval_only: bool = False
    ) -> None:
        self._archive = archive
        self._retrieval_only = retrieval_only
        self._engine = Engine(archive, settings)
        self._open: Engine | None = None
        if candidates and not retrieval_only:
            reader = RememberingReader(settings.reader.model, settings.reader.batch_tokens)
            answer = settings.answer.model_copy(update={"threshold": 0.0})
            self._engine = _WithReader(archive, settings, reader)
            self._open = _WithReader(archive, settings.model_copy(update={"answer": answer}), reader)

    def ask(self, question: EvalQuestion) -> Record:
        """Ask one question. A question that cannot be asked becomes a failed record; any other failure is raised.

        Raises:
            DatelineError: when the archive fails: the next question would fail as well.
        """
        started = perf_counter()
        record = Record(question=question, year=question.asked_on.year if question.asked_on else None)
        try:
            if self._retrieval_only or not (question.answers or question.unanswerable):
                self._search(record)
            else:
                self._answer(record)
        except InputError as error:
            record.error = str(error)
        except DatelineError:
            raise
        except Exception as error:
            error.add_note(f'while asking question "{question.id}": {question.question}')
            raise
        record.seconds = round(perf_counter() - started, 4)
        record.peak_mb = round(_peak_mb(), 1)
        return record

    def _search(self, record: Record) -> None:
        question = record.question
        hits = self._archive.search(question.question, limit=DEEPEST, as_of=question.asked_on, per_story=True)
        self._rank(record, [(hit.article.id, hit.copies) for hit in hits])

    def _answer(self, record: Record) -> None:
        question = record.question
        asked = Question(question=question.question, history=list(question.history), as_of=question.asked_on)
        answer = self._engine.ask(asked)
        record.answer = answer
        record.exact = exact(answer.citations, lambda key, version: self._archive.article(key, version).body)
        self._rank(record, [(result.article_id, tuple(result.copies)) for result in answer.results])
        record.candidate = self._candidate(asked, answer)

    def _candidate(self, asked: Question, answer: Answer) -> Candidate | None:
        if answer.answer is not None or self._open is None:
            return Candidate(answer=answer.answer, confidence=answer.confidence)
        forced = self._open.ask(asked)
        return Candidate(answer=forced.answer, confidence=forced.confidence)

    def _rank(self, record: Record, found: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Name the articles found as the question names its gold articles; a copy of one counts as that one."""
        wanted = record.question.articles
        for key, copies in found:
            name = next((name for one in (key, *copies) if (name := self._gold(one, wanted))), None)
            if name:
                record.gold[key] = name
        record.ranked = distinct(record.gold.get(key, key) for key, _ in found)
        article = next((known for key in (*wanted, *record.gold) if (known := self._known(key))), None)
        if article:
            day = article.published_day
            record.source, record.year = article.source, day.year if day else record.year

    def _gold(self, key: str, wanted: Sequence[str]) -> str | None:
        """The name by which a question knows an article: its id, or the end of the path it was read from."""
        if key in wanted or not any("/" in name or "." in name for name in wanted):
            return key if key in wanted else None
        places = self._archive.locations(key)
        return next((name for name in wanted if any(matches(place, name) for place in places)), None)

    def _known(self, key: str) -> Article | None:
        try:
            article: Article = self._archive.article(key)
        except NotFoundError:
            return None
        return article


class RememberingReader(Reader):
    """A reader that does not read the same passages for the same question twice in a row."""

    _last: tuple[tuple[tuple[str, PassageText], ...], list[Reading]] = ((), [])

    def read_pairs(self, pairs: Sequence[tuple[str, PassageText]], wanted: Wanted = always) -> list[Reading]:
        """One reading per pair, in the order given."""
        if self._last[0] != tuple(pairs):
            self._last = (tuple(pairs), super().read_pairs(pairs, wanted))
        return self._last[1]


class _WithReader(Engine):
    """An engine whose reader was loaded before: several engines may share it."""

    def __init__(self, archive: Archive, settings: Settings, reader: Reader) -> None:
        super().__init__(archive, settings)
        self._given = reader

    @property
    def reader(self) -> Reader:
        """The span model."""
        return self._given


def _peak_mb() -> float:
    """Largest resident memory of this process in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / 1024 if sys.platform == "darwin" else peak / 1024
