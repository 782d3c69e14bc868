"""The Archive: the one way into everything that was read, for all other folders. Here it is opened and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from index.contents import Contents
from index.errors import StoreLockedError
from index.load.loader import Loader, Reads
from index.models.embedder import Embeds
from index.opening import Lock, open_stores
from index.recovery import recover
from index.redaction import lift
from index.redaction import redact as redaction
from index.redaction.redactor import SHOWN, Redactor, rule_of, salt_of
from index.redaction.sealed import Sealed
from index.redaction.traces import shred
from index.results import (
    Finding,
    IngestReport,
    Progress,
    Redaction,
    Removal,
)
from index.stores.stores import Stores
from index.write.commit import Committer, embed_waiting
from index.write.problems import write_problems
from index.write.rebuild import rebuild_lexical, rebuild_vectors
from ingest import Article, Settings, Source, content_key

OnProgress = Callable[[Progress], None]


class Archive(Contents):
    """News articles and what is derived from them, in a folder. Open it with :meth:`open`.

    Any number of processes may read an archive while one writes it; readers see what was published, nothing else.

    >>> with Archive.open("archive", write=True) as archive:  # doctest: +SKIP
    ...     archive.ingest(["news/"])
    ...     hits = archive.search("Which charge ended in mistrial?")
    """

    def __init__(self, stores: Stores, lock: Lock | None) -> None:
        super().__init__(stores)
        self._lock = lock

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
                recover(stores, archive._journal, archive.add, crashed=lock.crashed)
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
        answers = shred(self._stores, self._journal) if purge else 0
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
        return redaction.carry_out(self._stores, self._journal)

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

    def unseal(self, number: int) -> Article:
        """Read a sealed original; that it was read is noted in the audit log.

        Raises:
            NotFoundError: when there is none of that number.
        """
        self._must_write()
        original = Sealed(self.folder).read(number)
        self._journal.set({}, ("unseal", f"{number}: version {original.version}"))
        return original

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
