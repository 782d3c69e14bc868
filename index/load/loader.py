"""Reading into the archive: sources become articles, articles become drafts, and drafts are committed in batches."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from index.load.processes import Readers
from index.load.reading import Closing, Opening, Reading, Ready, Step, prepared, weight_of
from index.redaction.redactor import Redactor
from index.results import IngestReport, Progress
from index.stores.records import Draft, row_of
from index.stores.schema import LIVE
from index.stores.stores import Stores
from index.write.commit import Committer, EmbedCount
from index.write.journal import Journal, Known
from index.write.ledger import Ledger
from ingest import Article, CopyGroups, Fingerprint, Problem, Source, Validators, ahead

_BATCH_PASSAGES = 2_048
_BATCH_CHARS = 8_000_000
_AHEAD_CHARS = 8_000_000
"""How much text may be read and split while a batch is embedded."""
_RECORD_NUMBER = re.compile(r":\d+$")
"""The end of an origin inside a file of many records: a place that says nothing of which article stands there."""

OnProgress = Callable[[Progress], None]


class Reads(Protocol):
    """What reads and embeds for an ingest in place of this process, such as a Ray cluster."""

    def steps(
        self, paths: Iterable[str | Path | Source], reading: Reading, stores: Stores, journal: Journal,
        redactor: Redactor, count: EmbedCount | None,
    ) -> Iterator[Step]:  # fmt: skip
        """What some paths hold, with the vectors of each article in the archive's cache by then.

        Args:
            paths: What to read.
            reading: Knows what was read before.
            stores: Of the archive, opened for writing.
            journal: The writing half of its catalogue.
            redactor: Of its redactions.
            count: Is told what was embedded; None to embed nothing.
        """


class Loader:
    """One run of reading into an archive.

    Args:
        stores: All stores, opened for writing.
        journal: The writing half of the catalogue.
        on_progress: Called now and then with how far the run is.
        fast: Whether to leave the vectors for later.
        cluster: Reads and embeds in place of this process.
    """

    def __init__(
        self,
        stores: Stores,
        journal: Journal,
        on_progress: OnProgress | None = None,
        *,
        fast: bool = False,
        cluster: Reads | None = None,
    ) -> None:
        self._stores, self._journal, self._ledger = stores, journal, Ledger(journal)
        self._words = stores.settings.intake.passage_words
        self._report = IngestReport()
        self._on_progress = on_progress
        self._done_passages = 0
        self._fast = fast
        self._cluster = cluster
        self._embedded_there = EmbedCount()
        self._committer = Committer(stores, journal, self._count_done)
        # An archive that stays open after a run was stopped holds what that run had begun: neither live nor new.
        self._committer.recover()
        self._run = journal.next_run()
        self._groups: CopyGroups | None = None
        self._where = ""
        self._drafts: dict[str, Draft] = {}
        self._places: list[tuple[str, str]] = []
        self._finished: list[tuple[str, str, int, list[Problem], str, int]] = []
        self._source_problems: list[Problem] = []
        self._visits: dict[str, Validators] = {}
        self._redactor = Redactor.of(stores.catalogue)
        self._reading: Reading | None = None
        self._size = self._chars = 0

    def ingest(self, paths: Iterable[str | Path | Source]) -> IngestReport:
        """Read files, folders and patterns; sources that the ledger knows unchanged are passed over."""
        started = time.perf_counter()
        limits = self._stores.settings.intake
        self._reading = Reading(self._ledger, self._redactor, limits)
        for step in ahead(self._steps(self._reading, paths), weight_of, _AHEAD_CHARS):
            if isinstance(step, Opening):
                self._report.files += 1
                self._where = step.origin
            elif isinstance(step, Ready | Article):
                problem = self._take(step) if isinstance(step, Article) else self._take(step.article, step)
                self._source_problems += [problem] if problem else []
            else:
                self._close(step)
        self.flush()
        return self._closed(started)

    def _steps(self, reading: Reading, paths: Iterable[str | Path | Source]) -> Iterator[Step]:
        if self._cluster is None:
            return Readers(self._stores.settings.intake, few=not self._fast).steps(paths, reading)
        count = None if self._fast else self._embedded_there
        return self._cluster.steps(paths, reading, self._stores, self._journal, self._redactor, count)

    def add(self, articles: Iterable[Article]) -> IngestReport:
        """Add articles that were read elsewhere."""
        started = time.perf_counter()
        for article in articles:
            problem = self._take(article)
            if problem:
                self._report.problems.append(problem)
                self._ledger.note_problems(article.origin or article.id, [problem])
        self.flush()
        return self._closed(started)

    def flush(self) -> None:
        """Commit what is held, then note the sources that are read to their end by now."""
        merged = self._groups.take_merged() if self._groups else {}
        drafts = [replace(draft, story=merged.get(draft.story, draft.story)) for draft in self._drafts.values()]
        self._committer.add(drafts, self._run, embed=not self._fast)
        if merged:
            self._journal.merge_stories(merged)
        self._ledger.note_places(self._places)
        for source in self._finished:
            self._ledger.finish(*source)
        self._ledger.visited(self._visits)
        self._drafts, self._places, self._finished, self._visits = {}, [], [], {}
        self._size = self._chars = 0
        self._tell()

    def _close(self, source: Closing) -> None:
        """Note what became of a source; what it held is committed later, and only then it counts as read."""
        found = [self._redactor.problem(problem) for problem in (*source.problems, *self._source_problems)]
        self._source_problems = []
        self._report.files_unchanged += source.unchanged
        self._report.unchanged += source.articles if source.unchanged else 0
        self._report.set_aside += source.set_aside
        self._report.problems += found
        if source.digest:
            if source.validators and not source.tries:
                self._visits[source.origin] = source.validators
            self._finished.append((source.origin, source.digest, source.articles, found, source.reader, source.tries))
        elif not source.unchanged and not source.set_aside:
            self._ledger.note_problems(source.origin, found)

    def _take(self, article: Article, ready: Ready | None = None) -> Problem | None:
        """Hold an article for the next commit if it is new; a problem says why it is not taken, or what is odd."""
        self._report.read += 1
        article = self._redactor.article(article)
        fault = _fault(article)
        if fault:
            return Problem(article.origin, fault, "record")
        if article.id in self._drafts:
            self.flush()
        article, known = self._identified(article, again=ready is not None and ready.again)
        article = self._redactor.article(article)
        removal = self._journal.removal(article.id)
        if removal:
            self._report.kept_out += 1
            day, reason = removal
            return Problem(
                article.origin,
                f"The article at {article.origin} was removed on {day[:10]} ({reason}) and stays out; restore it first "
                "if it should come back.",
                "removed",
            )
        self._places.append((article.origin or article.id, article.id))
        state = known.states.get(article.version)
        if state == LIVE or (state and known.live_origin != article.origin):
            self._report.unchanged += 1
            return None
        if state:
            self._journal.revive(article.id, article.version)
        return self._hold(article, known, ready)

    def _identified(self, article: Article, again: bool) -> tuple[Article, Known]:
        """The article under its item's id: a changed file without an id of its own is the item read there before.

        A place in a file of many says which item it was only while the file has not changed: then another version of
        its reader makes another text of the same record, which its headline confirms.
        """
        known = self._journal.known(article.id)
        if known.states or article.id_given or not article.origin:
            return article, known
        of_many = _RECORD_NUMBER.search(article.origin) is not None
        before = self._ledger.item_at(article.origin) if again or not of_many else None
        if before and before != article.id:
            earlier = self._journal.known(before)
            if not of_many or earlier.headline == article.headline:
                return replace(article, id=before), earlier
        return article, known

    def _hold(self, article: Article, known: Known, ready: Ready | None) -> Problem | None:
        stamp = article.modified_at or article.published_at or ""
        if known.live and _is_older(stamp, article.revision, known):
            self._journal.keep_as_history(self._draft(article, known, ready), self._run)
            self._report.outdated += 1
            return None
        draft = self._draft(article, known, ready)
        self._drafts[article.id] = draft
        self._report.passages += len(draft.passages)
        self._report.copies += draft.story != article.id
        if known.live:
            self._report.updated += 1
        else:
            self._report.added += 1
        self._size += len(draft.passages)
        self._chars += len(article.body)
        if self._size >= _BATCH_PASSAGES or self._chars >= _BATCH_CHARS:
            self.flush()
        same = (stamp, article.revision) == (known.live_stamp, known.live_revision)
        if known.live and known.live_run == self._run and same:
            return Problem(
                article.origin,
                f'{known.live_origin} and {article.origin} both hold an article with the id "{article.id}" but '
                "different text; the second was kept as the current version, the first is in its history.",
                "same-id",
            )
        return None

    def _draft(self, article: Article, known: Known, ready: Ready | None) -> Draft:
        if ready is None or ready.article.version != article.version:
            ready = prepared(article, self._words)
        passages = tuple(replace(passage, article_id=article.id) for passage in ready.passages)
        story = known.story or self._stories().add(article.id, ready.print, article.published_day)
        return Draft(article, passages, ready.contexts, story, ready.print.to_bytes())

    def _stories(self) -> CopyGroups:
        """The copy groups of the archive, put together when they are first needed."""
        if self._groups is None:
            self._groups = CopyGroups()
            for story, data, day in self._journal.fingerprints():
                self._groups.add(story, Fingerprint.from_bytes(data), day)
        return self._groups

    def _count_done(self, passages: int) -> None:
        self._done_passages += passages
        self._tell()

    def _tell(self) -> None:
        if self._on_progress:
            report, done = self._report, self._done_passages
            share = self._reading.share * done / report.passages if self._reading and report.passages else 0.0
            self._on_progress(
                Progress("reading", report.files, report.read, done, report.passages, self._where, min(share, 1.0))
            )

    def _closed(self, started: float) -> IngestReport:
        counts = (self._committer.embedded, self._embedded_there)
        self._report.embedded = sum(count.texts for count in counts)
        self._report.embed_seconds = sum(count.seconds for count in counts)
        self._report.seconds = time.perf_counter() - started
        return self._report


def _is_older(stamp: str, revision: str, known: Known) -> bool:
    """Whether a version was made before the live one: by its date, or by its own mark where the dates are the same."""
    if stamp and known.live_stamp and stamp != known.live_stamp:
        return stamp < known.live_stamp
    if revision.isdigit() and known.live_revision.isdigit():
        return int(revision) < int(known.live_revision)
    return bool(revision and known.live_revision) and revision < known.live_revision


def _fault(article: Article) -> str | None:
    """Why an article cannot be stored, if it cannot."""
    where = article.origin or f'article "{article.id}"'
    if not article.body.strip():
        return f"{where} has no text; leave it out or give it a body."
    try:
        (article.body + article.headline + article.id).encode()
        row_of(article)
    except UnicodeEncodeError:
        return f"{where} holds half of a character (a lone surrogate); repair its encoding."
    except ValueError:
        return f'{where} has the date "{article.published_at}", or an embargo, that is not an ISO 8601 date; repair it.'
    return None
