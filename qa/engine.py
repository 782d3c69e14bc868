"""The engine: a question is understood, passages are retrieved and read, and an Answer is composed or refused."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import index
from index import Archive, Hit
from ingest import Settings
from qa.answer import Answer, EngineNames, Filters, Question, Refusal, Result
from qa.answers.clock import Clock
from qa.answers.compose import Composed, Correction
from qa.answers.notes import notes
from qa.answers.refuse import refuse
from qa.asked.conversation import resolve
from qa.asked.question import Understood, check, understand
from qa.disagreement import conflicts
from qa.facts.kept import Facts
from qa.forms.form import Form, Material, Outcome, Sides
from qa.forms.registry import decide
from qa.language.words import coverage
from qa.reader import GivenUpError, PassageText, Reader, Reading, Wanted, always
from qa.retrieval.scope import Scope, copies_of, fits, look, scopes, stored, with_previous
from qa.spans import rank
from qa.spans.confidence import Calibration
from qa.timeline import Event, timeline

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from qa.writer.generate import Writer

Stage = Callable[[str], None]
WRITER = "extractive"
EVENT_PASSAGES = 30
"""Passages in which the day of a matter is looked for."""


class Engine:
    """Answers questions from an archive.

    Args:
        archive: an open archive; reading is enough.
        settings: defaults when None.
        llm: a LlamaIndex LLM that puts answers into its words; the one that the settings name when None.
        without: names of forms, checks and rejections that are left out, to see what each is good for.

    Raises:
        ConfigError: when the settings name a language model that cannot be used.

    One engine may be asked from several threads.
    """

    def __init__(
        self,
        archive: Archive,
        settings: Settings | None = None,
        llm: LLM | None = None,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.archive = archive
        self.settings = settings or Settings()
        self.calibration = Calibration.load()
        self._embedder = index.Embedder(self.settings.embedder).name
        self._reader: Reader | None = None
        self._facts, self._without = Facts(), without
        self._writer = _writer(llm, self.settings)
        self._loading = threading.Lock()

    @property
    def reader(self) -> Reader:
        """The span model, loaded when first needed."""
        with self._loading:
            if self._reader is None:
                self._reader = Reader(self.settings.reader.model, self.settings.reader.batch_tokens)
            return self._reader

    @property
    def threshold(self) -> float:
        """The confidence below which an answer is withheld."""
        given = self.settings.answer.threshold
        return self.calibration.threshold if given is None else given

    def ask(self, question: Question | str, on_stage: Stage | None = None, wanted: Wanted = always) -> Answer:
        """Answer a question, or refuse with a reason.

        Args:
            question: the question, with history and filters if any.
            on_stage: called with "searching", "reading" and "checking" as each begins; with a language model also with
                "writing", and with "writing: " and the sentence for each sentence that passed the checks.
            wanted: whether anybody still waits for the answer; asked before each stage and each batch that is read.

        Raises:
            InputError: when the question is empty, too long, or has no word.
            GivenUpError: when nobody waits for the answer any more.
        """
        asked = Question(question=question) if isinstance(question, str) else question

        def say(stage: str) -> None:
            if not wanted():
                raise GivenUpError(f"Nobody waits for the answer to {asked.question!r} any more.")
            if on_stage is not None:
                on_stage(stage)

        clock = Clock()
        answer, hits = self._extracted(asked, say, clock, wanted)
        return self._write(answer, hits, say, clock)

    def _extracted(self, asked: Question, say: Stage, clock: Clock, wanted: Wanted) -> tuple[Answer, list[Hit]]:
        """The answer in the archive's own words, and the passages that it was sought in."""
        understood = self.understand(asked)
        ways = scopes(self.archive, asked, understood.text, date.today())
        clock.lap("understand")
        say("searching")
        sides = Sides(partial(self._side, asked, wanted), partial(self._events, asked))
        read: set[tuple[str, ...]] = set()
        known: dict[str, Reading] = {}
        while True:
            scope, hits = self._look(asked, understood, ways.pop(0))
            clock.lap("retrieve")
            passages = tuple(hit.passage.id for hit in hits)
            if ways and (passages in read or not fits(understood.text, scope, hits)):
                continue
            if not read:
                say("reading")
            material = Material(understood, hits, self._facts, sides=sides, without=self._without)
            decided = decide(material, reads=False)
            if decided is None:
                material = self.read(understood, hits, scope, wanted, known)
            clock.lap("read")
            if not read:
                say("checking")
            read.add(passages)
            answer = self._answer(asked, scope, material, decided, clock)
            if answer.refusal is None or not ways:
                return answer, hits

    def find(self, asked: Question, limit: int | None = None) -> tuple[Understood, Scope, list[Hit]]:
        """What a question means, the part of the archive that it is about, and the passages found there; unread.

        Args:
            asked: the question.
            limit: how many passages; as many as are read by default.

        Raises:
            InputError: as for :meth:`ask`.
        """
        understood = self.understand(asked)
        ways = scopes(self.archive, asked, understood.text, date.today())
        while True:
            scope, hits = self._look(asked, understood, ways.pop(0), limit)
            if not ways or fits(understood.text, scope, hits):
                return understood, scope, hits

    def understand(self, asked: Question) -> Understood:
        """Check the question and make it stand alone."""
        text = check(asked.question, self.settings.answer.max_question_chars)
        resolved = resolve(text, asked.history, self._covers)
        return understand(text, resolved.text, resolved.before)

    def _side(self, asked: Question, wanted: Wanted, question: str) -> Answer:
        """The answer for one side of a comparison."""
        side = asked.model_copy(update={"question": question, "history": []})
        return self._extracted(side, lambda _stage: None, Clock(), wanted)[0]

    def _events(self, asked: Question, matter: str) -> list[Event]:
        """The dated events of one side of a comparison."""
        return timeline(*self.find(asked.model_copy(update={"question": matter, "history": []}), EVENT_PASSAGES)[::2])

    def _covers(self, before: str, question: str) -> float:
        """How much of a question's wording the articles found for the question before hold."""
        found = self.archive.search(before, limit=3)
        return max((coverage(question, f"{hit.article.headline} {hit.article.body}") for hit in found), default=0.0)

    def _look(
        self, asked: Question, question: Understood, scope: Scope, limit: int | None = None
    ) -> tuple[Scope, list[Hit]]:
        scope, hits = look(self.archive, question.text, scope, limit or self.settings.reader.passages)
        if question.before:
            cited = next((turn.articles for turn in reversed(asked.history) if turn.role == "assistant"), [])
            hits = with_previous(self.archive, hits, question.before, cited, scope)
        return scope, hits

    def retrieve(self, question: Understood, filters: Filters, as_of: date | None) -> list[Hit]:
        """The passages worth reading, best first."""
        return self.archive.search(
            question.text, limit=self.settings.reader.passages, filters=stored(filters), as_of=as_of
        )

    def read(
        self,
        question: Understood,
        hits: Sequence[Hit],
        scope: Scope | None = None,
        wanted: Wanted = always,
        known: dict[str, Reading] | None = None,
    ) -> Material:
        """Read the passages, weigh and group the spans, and see what else is said of the same thing.

        Args:
            question: the question.
            hits: the passages.
            scope: the part of the archive that they are from.
            wanted: as for :meth:`ask`.
            known: readings of passages for this question, by passage id; what is read is added.

        Raises:
            GivenUpError: as for :meth:`ask`.
        """
        weights = self.calibration.weights
        known = {} if known is None else known
        unread = [hit for hit in hits if hit.passage.id not in known]
        passages = [PassageText(hit.text, hit.article.headline) for hit in unread]
        for hit, reading in zip(unread, self.reader.read(question.read_as, passages, wanted), strict=True):
            known[hit.passage.id] = reading
        readings = [known[hit.passage.id] for hit in hits]
        order = rank.reorder(hits, readings, weights)
        hits, readings = [hits[i] for i in order], [readings[i] for i in order]
        found = rank.candidates(question, hits, readings, weights, self._without)
        groups = rank.prefer_newer(rank.group(found, hits, weights.temperature), hits)
        told = [hits[member.hit] for member in groups[0].members] if groups else []
        dispute = conflicts.examine(question, groups, hits, copies_of(self.archive, [*told, *hits], scope))
        return Material(question, hits, self._facts, readings, groups, dispute, without=self._without)

    def _answer(
        self, asked: Question, scope: Scope, material: Material, decided: tuple[Form, Outcome] | None, clock: Clock
    ) -> Answer:
        found = material.signs()
        confidence = self.calibration.confidence(found) if found else 0.0
        if decided is None and material.readings:
            decided = decide(material, reads=True, weighed=bool(found) and confidence >= self.threshold)
        form, outcome = decided or (None, None)
        if form is not None and isinstance(outcome, Composed) and not form.weighed:
            confidence = self.calibration.of_form(form.name, outcome.manner)
        composed = outcome if isinstance(outcome, Composed) and confidence >= self.threshold else None
        if isinstance(outcome, Correction):
            refusal: Refusal | None = Refusal(reason="not_stated", message=outcome.message)
        else:
            refusal = None if composed else self._refuse(scope, material, confidence)
        newest = self.archive.newest_day(stored(scope.filters), scope.as_of)
        text = composed.text + notes(material.question, scope, composed, material.hits, newest) if composed else ""
        given = outcome if isinstance(outcome, Correction) else composed
        clock.lap("compose")
        return Answer(
            question=asked.question,
            standalone_question=material.question.text,
            filters=scope.filters,
            answer=composed.answer if composed else None,
            text=refusal.message if refusal else text,
            refusal=refusal,
            confidence=round(confidence, 4),
            citations=given.citations if given else [],
            conflicts=composed.conflicts if composed else [],
            results=[Result.of(hit) for hit in material.hits],
            as_of=newest,
            engine=EngineNames(embedder=self._embedder, reader=self.reader.name, writer=WRITER),
            timings_ms=clock.timings(),
        )

    def _write(self, answer: Answer, hits: Sequence[Hit], say: Stage, clock: Clock) -> Answer:
        """The answer in the words of the language model, if there is one."""
        if self._writer is None or answer.refusal is not None:
            return answer
        say("writing")
        written = self._writer.write(answer, hits, lambda line: say(f"writing: {line}"))
        clock.lap("write")
        return written.model_copy(update={"timings_ms": clock.timings()})

    def _refuse(self, scope: Scope, material: Material, confidence: float) -> Refusal:
        return refuse(
            self.archive,
            material.question,
            material.hits,
            filters=stored(scope.filters),
            as_of=scope.as_of,
            confidence=confidence,
            threshold=self.threshold,
        )


def _writer(llm: LLM | None, settings: Settings) -> Writer | None:
    """The writer; None, and nothing is imported, when no language model is wanted."""
    if llm is None and not settings.writer.model:
        return None
    from qa.writer.generate import Writer
    from qa.writer.writers import llm_of

    model = llm or llm_of(settings.writer)
    return Writer(model, settings.writer) if model else None
