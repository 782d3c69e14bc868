"""The Archive: the one way into everything that was read, for all other folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

from index.errors import NotFoundError, StoreLockedError
from index.filters import Filters
from index.load.loader import Loader, Reads
from index.models.embedder import Embeds
from index.opening import Lock, open_stores
from index.redaction import lift
from index.redaction import redact as redaction
from index.redaction.redactor import FLAG, SHOWN, Redactor, rule_of, salt_of
from index.redaction.sealed import Sealed
from index.redaction.traces import clear_folder
from index.results import (
    AuditEntry,
    Coverage,
    Finding,
    Hit,
    IngestReport,
    Progress,
    Redaction,
    Removal,
    SealedEntry,
    Status,
    VersionEntry,
)
from index.search import listing, overview
from index.search.search import Search
from index.stores.check import check
from index.stores.rights import why_withheld
from index.stores.stores import Stores
from index.write.commit import Committer, embed_waiting
from index.write.journal import Journal
from index.write.problems import write_problems
from index.write.rebuild import rebuild_lexical, rebuild_vectors, sweep
from ingest import Article, Passage, Settings, Source, content_key

OnProgress = Callable[[Progress], None]


class Archive:
    """News articles and what is derived from them, in a folder. Open it with :meth:`open`.

    Any number of processes may read an archive while one writes it; readers see what was published, nothing else.

    >>> with Archive.open("archive", write=True) as archive:  # doctest: +SKIP
    ...     archive.ingest(["news/"])
    ...     hits = archive.search("Which charge ended in mistrial?")
    """

    def __init__(self, stores: Stores, lock: Lock | None) -> None:
        self.folder, self.settings = stores.folder, stores.settings
        self._lock, self._stores = lock, stores
        self._journal = Journal(stores.catalogue)
        self._search = Search(stores)

    @classmethod
    def open(
        cls,
        path: str | Path,
        settings: Settings | None = None,
        *,
        write: bool = False,
        embedder: Embeds | None = None,
    ) -> Archive:
        """Open an archive.

        Args:
            path: Its folder.
            settings: By default those of the environment and ``dateline.toml``.
            write: Whether to write: makes the folder if need be, and finishes or undoes what a crash left.
            embedder: In place of the one that the settings name.

        Raises:
            InputError: when there is no archive to read.
            StoreLockedError: within a second, when another process writes.
            StoreMismatchError: when a newer version of this program wrote the archive.
            StoreDamagedError: when it cannot be opened or written.
        """
        stores, lock = open_stores(Path(path).resolve(), settings or Settings(), write=write, embedder=embedder)
        archive = cls(stores, lock)
        if lock is not None:
            with ExitStack() as undo:
                undo.callback(lock.release, orderly=False)
                undo.callback(stores.close)
                archive._recover()
                undo.pop_all()
        return archive

    def close(self) -> None:
        """Close every store, and let others write."""
        self._stores.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    @property
    def embedder(self) -> Embeds:
        """What makes its vectors; it can be lent to a writer of the same archive."""
        return self._stores.embedder

    # Writing

    def ingest(
        self,
        paths: Iterable[str | Path | Source],
        on_progress: OnProgress | None = None,
        *,
        fast: bool = False,
        cluster: Reads | None = None,
    ) -> IngestReport:
        """Read files, folders and patterns. What was read before and has not changed is passed over.

        An interrupted run is taken up by the next one; nothing is lost and nothing is there twice.

        Args:
            paths: What to read.
            on_progress: Called now and then with how far the run is.
            fast: Leave the vectors to :meth:`embed`; until then these articles are found by their words alone.
            cluster: Reads and embeds in place of this process; see :func:`index.cluster.connected`.
        """
        return self._loaded(lambda loader: loader.ingest(paths), on_progress, fast, cluster)

    def add(
        self, articles: Iterable[Article], on_progress: OnProgress | None = None, *, fast: bool = False
    ) -> IngestReport:
        """Add articles; the newer version of an article takes the place of the older one. As :meth:`ingest`."""
        return self._loaded(lambda loader: loader.add(articles), on_progress, fast)

    def embed(self, on_progress: OnProgress | None = None, until: Callable[[], bool] | None = None) -> int:
        """Make the vectors that fast ingests left for later, newest articles first.

        Searches profit at once. It may be interrupted at any moment; the next call goes on.

        Args:
            on_progress: Called now and then with how far it is.
            until: Asked after every hundred articles whether to stop.

        Returns:
            How many passages still wait.
        """
        self._must_write()
        embed_waiting(self._stores, self._journal, on_progress, until)
        return self._stores.catalogue.waiting_passages()

    def remove(self, article_id: str, reason: str, purge: bool = False) -> Removal:
        """Take an article with all its versions out of every store, and keep it out.

        Args:
            article_id: Its id.
            reason: Kept with the removal.
            purge: Leave no trace of its text in any file of the archive's folder; kept answers that quote it go too.

        Raises:
            NotFoundError: when the archive holds no such article.
        """
        self._must_write()
        numbers = self._journal.numbers_of(article_id)
        if not numbers and not (purge and self._journal.removal(article_id)):
            raise self._not_found(article_id)
        passages = Committer(self._stores, self._journal).remove(article_id, reason, purge)
        answers = self._shred() if purge else 0
        write_problems(self._stores)
        return Removal(article_id, len(numbers), passages, purge, answers)

    def restore(self, article_id: str) -> bool:
        """Let a removed article in again at the next ingest; False when it was not removed."""
        self._must_write()
        return self._journal.restore(article_id)

    def redact(
        self,
        name: str,
        reason: str,
        *,
        also: Sequence[str] = (),
        article_id: str | None = None,
        shown: str = SHOWN,
        purge: bool = False,
    ) -> Redaction:
        """Replace a name wherever it is shown or searched, now and at every later ingest.

        Args:
            name: The full name.
            reason: Kept with the redaction; it should not hold the name.
            also: Shorter forms, replaced in articles where the full name stands.
            article_id: Only in this article, where the shorter forms are replaced in any case.
            shown: What stands in its place.
            purge: Keep no original, and leave no trace of the name in any file of the archive's folder.

        Raises:
            InputError: when the name has no letters, or ``shown`` holds it.
            NotFoundError: when the archive holds no such article.
        """
        self._must_write()
        item = content_key(self.article(article_id).id) if article_id else ""
        rule = rule_of(name, also, item, shown, salt_of(self._stores.catalogue))
        everywhere = Redactor([replace(rule, item="")], salt_of(self._stores.catalogue))
        redaction.begin(self._journal, rule, everywhere.text(reason), purge)
        return self._redact()

    def lift(self, name: str, reason: str, *, article_id: str | None = None) -> int:
        """Take a redaction back: sealed originals are shown again at once, others after the next ingest.

        Args:
            name: The full name, as it was redacted.
            reason: Kept in the audit log.
            article_id: The article, where it was redacted in that one alone.

        Returns:
            How many originals came back.

        Raises:
            NotFoundError: when no such redaction is in force.
        """
        self._must_write()
        item = content_key(article_id) if article_id else ""
        rule = rule_of(name, (), item, SHOWN, salt_of(self._stores.catalogue))
        lift.begin(self._journal, rule.key, item, reason)
        return lift.bring_back(self._stores, self._journal, self.add)

    def sealed(self) -> list[SealedEntry]:
        """The originals that redactions sealed, oldest first."""
        return Sealed(self.folder).entries()

    def unseal(self, number: int) -> Article:
        """Read a sealed original; that it was read is noted in the audit log.

        Raises:
            NotFoundError: when there is none of that number.
        """
        self._must_write()
        original = Sealed(self.folder).read(number)
        self._journal.set({}, ("unseal", f"{number}: version {original.version}"))
        return original

    def log(self) -> list[AuditEntry]:
        """The audit log, oldest first."""
        return overview.log(self._stores)

    def why_withheld(self, article: Article) -> str | None:
        """Why an article may not be shown now, as the end of a sentence; None when it may."""
        return why_withheld(article, self.settings.search.withhold_usage)

    def rebuild(
        self, *, vectors: bool = True, lexical: bool = True, on_progress: OnProgress | None = None
    ) -> list[Finding]:
        """Make the derived stores anew from the catalogue, with the embedder of the settings.

        Searches are answered by the old ones until the new ones are complete.

        Returns:
            What :meth:`check` finds afterwards.
        """
        self._must_write()
        if lexical:
            rebuild_lexical(self._stores, self._journal, on_progress)
        if vectors:
            rebuild_vectors(self._stores, self._journal, on_progress)
        return self.check()

    # Reading

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        filters: Filters | None = None,
        as_of: date | None = None,
        per_story: bool = True,
        words_only: bool = False,
    ) -> list[Hit]:
        """Find passages by words and by meaning; those without vectors as yet by words alone.

        Args:
            query: A question or some words; without a single letter or digit it finds nothing.
            limit: How many passages.
            filters: Which articles are admitted.
            as_of: Admit only articles up to that day and prefer recent ones, as a reader of that day would.
            per_story: Show one article of each story, with the others as its ``copies``.
            words_only: Leave meaning out, and so load no model.

        Returns:
            Hits, best first.
        """
        return self._search(query, limit, filters or Filters(), as_of, per_story, words_only)

    def article(self, article_id: str, version: str | None = None) -> Article:
        """The current version of an article, or the version named.

        Raises:
            NotFoundError: when the archive does not hold it.
        """
        try:
            return self._stores.catalogue.article(article_id, version)
        except NotFoundError:
            raise self._not_found(article_id, version) from None

    def passages(self, article_id: str, version: str | None = None) -> list[Passage]:
        """The passages of an article, in order.

        Raises:
            NotFoundError: when the archive does not hold it.
        """
        self.article(article_id, version)
        return self._stores.catalogue.passages(article_id, version)

    def history(self, article_id: str) -> list[VersionEntry]:
        """All versions of an article, oldest first.

        Raises:
            NotFoundError: when the archive does not hold it.
        """
        entries = self._stores.catalogue.history(article_id)
        if not entries:
            raise self._not_found(article_id)
        return entries

    def locations(self, article_id: str) -> list[str]:
        """Everywhere an article was read from."""
        return overview.locations_of(self._stores, article_id)

    def status(self) -> Status:
        """What the archive holds."""
        return overview.status(self._stores)

    def check(self) -> list[Finding]:
        """Prove that the stores agree; an empty list means that they do."""
        return check(self._stores)

    def coverage(self, filters: Filters | None = None, as_of: date | None = None) -> Coverage:
        """How many articles some filters admit, and the days of the first and the last."""
        return self._stores.catalogue.coverage((filters or Filters()).until(as_of))

    def newest_day(self, filters: Filters | None = None, as_of: date | None = None) -> date | None:
        """The day of the newest article that some filters admit."""
        return self.coverage(filters, as_of).last_day

    def count_mentions(self, words: str, filters: Filters | None = None, as_of: date | None = None) -> int:
        """How many articles contain all the words, in any form."""
        return overview.count_mentions(self._stores, words, (filters or Filters()).until(as_of))

    def count_withheld(self, words: str) -> int:
        """How many articles contain all the words but may not be shown: withheld, canceled, or under embargo."""
        return overview.count_withheld(self._stores, words)

    def newest(self, limit: int) -> list[Article]:
        """The latest dated articles, newest first."""
        return listing.newest(self._stores.catalogue, limit)

    def copies(self, article_id: str) -> list[Article]:
        """The other live articles of the same story, oldest first."""
        return listing.copies(self._stores.catalogue, article_id)

    def months(self) -> list[tuple[str, int]]:
        """Each month that has dated articles with their number, ("2025-06", 12), oldest first."""
        return listing.months(self._stores.catalogue)

    def sources(self) -> list[tuple[str, int]]:
        """Every source with the number of its articles, most first."""
        return self._stores.catalogue.names("source")

    def sections(self) -> list[tuple[str, int]]:
        """Every section with the number of its articles, most first."""
        return self._stores.catalogue.names("section")

    def authors(self) -> list[tuple[str, int]]:
        """Every author with the number of their articles, most first."""
        return self._stores.catalogue.names("author")

    # Within

    def _loaded(
        self,
        work: Callable[[Loader], IngestReport],
        on_progress: OnProgress | None,
        fast: bool,
        cluster: Reads | None = None,
    ) -> IngestReport:
        self._must_write()
        report = work(Loader(self._stores, self._journal, on_progress, fast=fast, cluster=cluster))
        write_problems(self._stores)
        return report

    def _must_write(self) -> None:
        if self._lock is None:
            raise StoreLockedError(f"The archive {self.folder} was opened for reading; open it for writing.")

    def _redact(self) -> Redaction:
        done = redaction.apply(self._stores, self._journal)
        if done.purged:
            self._shred()
        write_problems(self._stores)
        redaction.finish(self._journal)
        return done

    def _recover(self) -> None:
        self._stores.follow()
        Committer(self._stores, self._journal).recover()
        sweep(self._stores)
        if redaction.is_under_way(self._stores):
            self._redact()
        if lift.is_under_way(self._stores):
            lift.bring_back(self._stores, self._journal, self.add)
        if self._stores.catalogue.get("shred") == b"1":
            self._shred()
        if self._lock is not None and self._lock.crashed and not overview.vectors_sound(self._stores):
            rebuild_vectors(self._stores, self._journal)

    def _shred(self) -> int:
        """Leave nothing of what was purged: in no kept answer, word list, nor unused part of the database file.

        Returns:
            How many kept answers went.
        """
        answers = clear_folder(self._stores)
        rebuild_lexical(self._stores, self._journal)
        self._journal.shred()
        self._journal.set({"shred": b"0"})
        return answers

    def _flags(self, article_id: str) -> tuple[str, ...]:
        with suppress(NotFoundError):
            return self._stores.catalogue.article(article_id).flags
        return ()

    def _not_found(self, article_id: str, version: str | None = None) -> NotFoundError:
        removal = self._journal.removal(article_id)
        if removal:
            return NotFoundError(f'Article "{article_id}" was removed on {removal[0][:10]}: {removal[1]}')
        if version and FLAG in self._flags(article_id):
            return NotFoundError(
                f'Version "{version}" of article "{article_id}" is not shown any more, because names in it were '
                f"redacted; `dateline history {article_id}` lists the versions there are."
            )
        which = f' with version "{version}"' if version else ""
        return NotFoundError(f'The archive holds no article "{article_id}"{which}; `dateline search` shows ids.')
