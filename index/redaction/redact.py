"""Redaction: a name is replaced in every version of every article, in every store; it stays so at every re-ingest.

The rule is written first, with a mark that work is under way. Then article after article is sealed and replaced, each
in a step that leaves the old or the new. An interruption is taken up when the archive is next opened for writing.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import RowMapping

from index.redaction.redactor import Redactor, Rule, salt_of
from index.redaction.sealed import Sealed
from index.redaction.traces import shred
from index.results import Redaction
from index.stores.drafts import contexts_of
from index.stores.kept import forget_about
from index.stores.records import Draft, article_of, row_of, text_of
from index.stores.schema import (
    LIVE,
    SUPERSEDED,
    audit,
    ledger,
    locations,
    problems,
    readings,
    redactions,
    removals,
    texts,
    versions,
    whole,
)
from index.stores.stores import Stores
from index.write.commit import Committer
from index.write.journal import Journal
from index.write.problems import write_problems
from index.write.rows import now
from ingest import Article, content_key, fingerprint, passage_context, split

MARK = "redacting"
_SEAL, _PURGE = b"seal", b"purge "
_DONE = b""
_AT_ONCE = 100


def begin(journal: Journal, rule: Rule, reason: str, purge: bool) -> None:
    """Write a rule, so that from now on no ingest brings the name back, and the mark that it is to be applied."""
    about = f"article {rule.item}" if rule.item else "all articles"
    journal.set({MARK: _PURGE + rule.key.encode() if purge else _SEAL}, ("redact", f"{rule.key} in {about}: {reason}"))
    row = {"key": rule.key, "item": rule.item, "rule": rule.to_json(), "reason": reason, "at": now()}
    with journal.writing() as connection:
        same = (redactions.c.key == rule.key) & (redactions.c.item == rule.item)
        connection.execute(redactions.delete().where(same))
        connection.execute(redactions.insert().values(row))


def is_under_way(stores: Stores) -> bytes:
    """How the redaction that is under way treats originals; empty when there is none."""
    return stores.catalogue.get(MARK) or _DONE


def carry_out(stores: Stores, journal: Journal) -> Redaction:
    """Apply the rule that is under way, leave no trace of the name where it is purged, and take the mark away."""
    done = apply(stores, journal)
    if done.purged:
        shred(stores, journal)
    write_problems(stores)
    journal.set({MARK: _DONE})
    return done


def apply(stores: Stores, journal: Journal) -> Redaction:
    """Replace by all rules whatever they still find. Shredding what is left in files comes after."""
    work = _Work(stores, journal)
    return work.run()


class _Work:
    def __init__(self, stores: Stores, journal: Journal) -> None:
        self._stores, self._journal = stores, journal
        self._redactor = Redactor.of(stores.catalogue)
        self._committer = Committer(stores, journal)
        mark = is_under_way(stores)
        self._purge = mark.startswith(_PURGE)
        self._purged = mark.removeprefix(_PURGE).decode()
        self._sealed = Sealed(stores.folder)
        self._items: set[str] = set()
        self._versions = 0

    def run(self) -> Redaction:
        run, after = self._journal.next_run(), 0
        while rows := self._rows(after):
            after = rows[-1]["no"]
            for row in rows:
                old = article_of(row)
                new = self._redactor.article(old)
                if new is not old:
                    self._replace(row, old, new, run)
        self._clear_origins()
        if self._purge:
            self._unseal_purged()
        clear = self._redactor.text
        answers = forget_about(self._stores.folder, self._items, lambda text: clear(text) != text)
        return Redaction(len(self._items), self._versions, answers, self._purge)

    def _unseal_purged(self) -> None:
        """Let go of the originals that an earlier redaction sealed and that hold the name to be purged."""
        rules = [rule for rule in self._redactor.rules if rule.key == self._purged]
        redactor = Redactor(rules, salt_of(self._stores.catalogue))
        originals = ((entry.item, self._sealed.read(entry.number)) for entry in self._sealed.entries())
        self._sealed.forget({item for item, original in originals if redactor.article(original) is not original})

    def _rows(self, after: int) -> Sequence[RowMapping]:
        chosen = whole.where(versions.c.no > after, versions.c.state.in_((LIVE, SUPERSEDED)))
        with self._stores.catalogue.reading() as connection:
            return connection.execute(chosen.order_by(versions.c.no).limit(_AT_ONCE)).mappings().all()

    def _replace(self, row: RowMapping, old: Article, new: Article, run: int) -> None:
        self._items |= {content_key(old.id), content_key(new.id)}
        self._versions += 1
        if not self._purge and self._stores.settings.seal:
            self._sealed.seal(old, new.id)
        if new.id != old.id:
            self._rename(old.id, new.id)
        if new.version == row["version"]:
            self._overwrite(row["no"], new)
            return
        gone = contexts_of(self._stores, [row["no"]])
        story = content_key(row["story"]) if row["story"] == old.id and new.id != old.id else row["story"]
        draft = self._draft(new, story)
        states = self._journal.known(new.id).states
        if row["state"] == LIVE:
            if new.version in states:
                self._journal.revive(new.id, new.version)
            self._committer.add([draft], run)
        elif new.version not in states:
            self._journal.keep_as_history(draft, run)
        self._journal.settle([], [row["no"]])
        self._stores.cache.forget(gone)

    def _draft(self, article: Article, story: str) -> Draft:
        passages = tuple(split(article, self._stores.settings.intake.passage_words))
        contexts = tuple(passage_context(article, passage) for passage in passages)
        return Draft(article, passages, contexts, story, fingerprint(article).to_bytes())

    def _overwrite(self, no: int, article: Article) -> None:
        """Replace what is no part of a version, such as a field that the format alone knows."""
        with self._journal.writing() as connection:
            connection.execute(texts.update().where(texts.c.no == no).values(text_of(article)))
            columns = {name: row_of(article)[name] for name in ("origin", "source", "section")}
            connection.execute(versions.update().where(versions.c.no == no).values(columns))

    def _rename(self, old: str, new: str) -> None:
        """Give an item whose id holds the name another id; stores other than the catalogue know none."""
        with self._journal.writing() as connection:
            for table, column in (
                (versions, versions.c.item),
                (versions, versions.c.story),
                (locations, locations.c.item),
            ):
                connection.execute(table.update().where(column == old).values({column.name: new}))

    def _clear_origins(self) -> None:
        """Replace the name in paths, and in what was said of sources."""
        paths = (locations, ledger, readings)
        places = [(table, table.c.origin) for table in (*paths, problems)]
        places += [(problems, problems.c.source), (problems, problems.c.reason), (audit, audit.c.detail)]
        places += [(table, table.c.reason) for table in (removals, redactions)]
        with self._journal.writing() as connection:
            for table, column in places:
                for value in connection.scalars(sa.select(column).distinct()).all():
                    clear = self._redactor.text(value)
                    if clear == value:
                        continue
                    if table in paths:  # two paths may have become one
                        connection.execute(table.delete().where(column == clear))
                    connection.execute(table.update().where(column == value).values({column.name: clear}))
