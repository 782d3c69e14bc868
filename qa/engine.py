"""The engine: a question is understood, passages are retrieved and read, and an Answer is composed or refused."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

import index
from index import Archive, Hit
from ingest import Settings
from qa import forms
from qa.answer import Answer, Conflict, EngineNames, Filters, Question, Refusal, Result, Timings
from qa.answers import compose
from qa.answers.age import age_note
from qa.answers.days import day_note
from qa.answers.refuse import refuse
from qa.asked.conversation import resolve
from qa.asked.question import Understood, check, understand
from qa.checks import conditions
from qa.disagreement import conflicts, disputes
from qa.forms import became, comparisons, verdicts
from qa.forms.rulings import Corrected, Rulings
from qa.language.words import coverage
from qa.reader import GivenUpError, PassageText, Reader, Reading, Wanted, always
from qa.retrieval.scope import Scope, copies_of, fits, look, scopes, stored, with_previous
from qa.spans import rank
from qa.spans.confidence import Calibration, signs
from qa.timeline import Event, timeline

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from qa.writer.generate import Writer

Stage = Callable[[str], None]
WRITER = "extractive"
EVENT_PASSAGES = 30
"""Passages in which the day of a matter is looked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found and read for a question, before anything is decided."""

    question: Understood
    hits: list[Hit]
    readings: list[Reading]
    groups: list[rank.Group]
    dispute: conflicts.Dispute | None = None
    """What else the articles say of what the first group answers."""

    def signs(self) -> dict[str, float] | None:
        """The signs that confidence is computed from; None when no span was found."""
        return signs(self.question, self.groups, self.hits) if self.groups else None


class Engine:
    """Answers questions from an archive.

    Args:
        archive: an open archive; reading is enough.
        settings: defaults when None.
        llm: a LlamaIndex LLM that puts answers into its words; the one that the settings name when None.

    Raises:
        ConfigError: when the settings name a language model that cannot be used.

    One engine may be asked from several threads.
    """

    def __init__(self, archive: Archive, settings: Settings | None = None, llm: LLM | None = None) -> None:
        self.archive = archive
        self.settings = settings or Settings()
        self.calibration = Calibration.load()
        self._embedder = index.Embedder(self.settings.embedder).name
        self._reader: Reader | None = None
        self._rulings = Rulings()
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

        clock = _Clock()
        answer, hits = self._extracted(asked, say, clock, wanted)
        return self._write(answer, hits, say, clock)

    def _extracted(self, asked: Question, say: Stage, clock: _Clock, wanted: Wanted) -> tuple[Answer, list[Hit]]:
        """The answer in the archive's own words, and the passages that it was sought in."""
        understood = self.understand(asked)
        ways = scopes(self.archive, asked, understood.text, date.today())
        clock.lap("understand")
        say("searching")
        compared = comparisons.answer(understood.text, partial(self._side, asked, wanted), partial(self._events, asked))
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
            # What a form of question, a docket, or a plain step of a matter states needs no reading.
            ruled = compared or self._stated(understood, hits)
            evidence = (
                Evidence(understood, hits, [], []) if ruled else self.read(understood, hits, scope, wanted, known)
            )
            clock.lap("read")
            if not read:
                say("checking")
            read.add(passages)
            answer = self._answer(asked, scope, evidence, clock, ruled)
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
        return self._extracted(side, lambda _stage: None, _Clock(), wanted)[0]

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

    def _stated(self, question: Understood, hits: Sequence[Hit]) -> compose.Composed | Corrected | None:
        """What the passages plainly state, so that nothing need be read for it."""
        return forms.plain(question, hits) or self._rulings.answer(question, hits) or became.answer(question, hits)

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
    ) -> Evidence:
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
        found = rank.candidates(question, hits, readings, weights)
        groups = rank.prefer_newer(rank.group(found, hits, weights.temperature), hits)
        told = [hits[member.hit] for member in groups[0].members] if groups else []
        dispute = conflicts.examine(question, groups, hits, copies_of(self.archive, [*told, *hits], scope))
        return Evidence(question, hits, readings, groups, dispute)

    def _answer(
        self,
        asked: Question,
        scope: Scope,
        evidence: Evidence,
        clock: _Clock,
        ruled: compose.Composed | Corrected | None,
    ) -> Answer:
        found = evidence.signs()
        confidence = self.calibration.confidence(found) if found else 0.0
        composed: compose.Composed | None = None
        disputed: list[Conflict] = []
        if isinstance(ruled, compose.Composed):
            confidence = ruled.confidence
            composed = ruled if confidence >= self.threshold else None
        elif told := forms.told(evidence.question, evidence.hits, evidence.readings):
            composed, confidence = told, max(confidence, told.confidence)
            composed = composed if confidence >= self.threshold else None
        elif found and confidence >= self.threshold:
            composed, disputed = self._compose(evidence)
        citations = composed.citations if composed else []
        if isinstance(ruled, Corrected):
            refusal: Refusal | None = Refusal(reason="not_stated", message=ruled.message)
            citations = ruled.citations
        else:
            refusal = None if composed else self._refuse(scope, evidence, confidence)
        newest = self.archive.newest_day(stored(scope.filters), scope.as_of)
        text = composed.text + self._notes(scope, evidence, composed, newest) if composed else ""
        clock.lap("compose")
        return Answer(
            question=asked.question,
            standalone_question=evidence.question.text,
            filters=scope.filters,
            answer=composed.answer if composed else None,
            text=refusal.message if refusal else text,
            refusal=refusal,
            confidence=round(confidence, 4),
            citations=citations,
            conflicts=disputed,
            results=[result_of(hit) for hit in evidence.hits],
            as_of=newest,
            engine=EngineNames(embedder=self._embedder, reader=self.reader.name, writer=WRITER),
            timings_ms=clock.timings(),
        )

    def _compose(self, evidence: Evidence) -> tuple[compose.Composed | None, list[Conflict]]:
        question, hits, readings, groups = evidence.question, evidence.hits, evidence.readings, evidence.groups

        def sentences() -> compose.Composed | None:
            return compose.sentence_answer(question, *forms.staged(question, hits, readings))

        if question.form == "yes_no":
            return sentences(), []
        if question.form == "verdict":
            plain = forms.verdict(question, hits, readings)
            if plain:
                return plain, []
        if question.form == "explain":
            return sentences(), []
        best = groups[0].best
        hit = hits[best.hit]
        if not verdicts.fits(question, hit, best.sentence) or not conditions.met(
            question, hit, best.sentence, (best.start, best.end)
        ):
            return None, []
        return disputes.show(evidence.dispute, groups, hits)

    def _notes(self, scope: Scope, evidence: Evidence, composed: compose.Composed, newest: date | None) -> str:
        """What a reader should know of where the answer was found, and of its age."""
        notes = []
        if scope.missed:
            notes.append(f"Note: nothing from {scope.missed} answers this; it was found in the rest of the archive.")
        dated = scope.time is not None or bool(scope.missed or scope.filters.date_to)
        old = age_note(evidence.question.text, composed.citations, evidence.hits, newest, dated=dated)
        day = day_note(composed.answer, composed.citations, evidence.hits)
        return "".join(f"\n\n{note}" for note in (day, *notes, old) if note)

    def _write(self, answer: Answer, hits: Sequence[Hit], say: Stage, clock: _Clock) -> Answer:
        """The answer in the words of the language model, if there is one."""
        if self._writer is None or answer.refusal is not None:
            return answer
        say("writing")
        written = self._writer.write(answer, hits, lambda line: say(f"writing: {line}"))
        clock.lap("write")
        return written.model_copy(update={"timings_ms": clock.timings()})

    def _refuse(self, scope: Scope, evidence: Evidence, confidence: float) -> Refusal:
        return refuse(
            self.archive,
            evidence.question,
            evidence.hits,
            filters=stored(scope.filters),
            as_of=scope.as_of,
            confidence=confidence,
            threshold=self.threshold,
        )


def result_of(hit: Hit) -> Result:
    """A hit as the answer lists it."""
    article = hit.article
    return Result(
        article_id=article.id,
        version=article.version,
        headline=article.headline,
        source=article.source,
        published_at=article.published_at,
        url=article.url,
        snippet=hit.text,
        start=hit.passage.start,
        end=hit.passage.end,
        score=round(hit.score, 4),
        copies=list(hit.copies),
    )


def _writer(llm: LLM | None, settings: Settings) -> Writer | None:
    """The writer; None, and nothing is imported, when no language model is wanted."""
    if llm is None and not settings.writer.model:
        return None
    from qa.writer.generate import Writer
    from qa.writer.writers import llm_of

    model = llm or llm_of(settings.writer)
    return Writer(model, settings.writer) if model else None


class _Clock:
    """Milliseconds between laps."""

    def __init__(self) -> None:
        self._begun = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = perf_counter()
        self._laps[name] = round(self._laps.get(name, 0.0) + (now - self._last) * 1000, 1)
        self._last = now

    def timings(self) -> Timings:
        return Timings(**self._laps, total=round((self._last - self._begun) * 1000, 1))
