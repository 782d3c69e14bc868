"""What an archive answers to whoever reads it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from index.errors import NotFoundError
from index.filters import Filters
from index.redaction.redactor import FLAG
from index.redaction.sealed import Sealed
from index.results import AuditEntry, Coverage, Finding, Hit, SealedEntry, Status, VersionEntry
from index.search import listing, overview
from index.search.search import Search
from index.stores.check import check
from index.stores.rights import why_withheld
from index.stores.stores import Stores
from index.write.journal import Journal
from ingest import Article, Passage


class Contents:
    """The reading half of an :class:`index.archive.Archive`.

    Args:
        stores: Of the archive, opened.
    """

    def __init__(self, stores: Stores) -> None:
        self.folder, self.settings = stores.folder, stores.settings
        self._stores = stores
        self._journal = Journal(stores.catalogue)
        self._search = Search(stores)

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

    def why_withheld(self, article: Article) -> str | None:
        """Why an article may not be shown now, as the end of a sentence; None when it may."""
        return why_withheld(article, self.settings.search.withhold_usage)

    def sealed(self) -> list[SealedEntry]:
        """The originals that redactions sealed, oldest first."""
        return Sealed(self.folder).entries()

    def log(self) -> list[AuditEntry]:
        """The audit log, oldest first."""
        return overview.log(self._stores)

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
