"""How the catalogue is written: every change is one transaction, and says what the derived stores still owe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from index.errors import StoreDamagedError
from index.stores.catalogue import Catalogue
from index.stores.database import parts
from index.stores.records import Draft, day_of
from index.stores.schema import (
    LIVE,
    PENDING,
    REMOVED,
    SUPERSEDED,
    ledger,
    locations,
    passages,
    problems,
    removals,
    texts,
    versions,
    waiting,
)
from index.write import rows
from ingest import content_key


class Known(NamedTuple):
    """What the catalogue says of an item before an article is added to it."""

    item: str
    live: str | None
    """The live version; None when there is none."""
    live_run: int
    live_origin: str
    live_stamp: str
    """When the live version says it was made: its modification or publication date."""
    live_revision: str
    """The live version's own mark, such as a number that grows."""
    story: str
    """The story of its live version."""
    headline: str
    """The headline of its live version."""
    states: dict[str, str]
    """Every version with its state."""


class Journal:
    """The writing half of a :class:`index.stores.catalogue.Catalogue`; whoever holds it holds the writer lock.

    What was read from which source is written by :class:`index.write.ledger.Ledger`.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction.

        Raises:
            StoreDamagedError: when it cannot be written; nothing of it is kept then.
        """
        try:
            with self.catalogue.begin() as connection:
                yield connection
        except sa.exc.DatabaseError as error:
            reason = str(error.orig).splitlines()[0]
            raise StoreDamagedError(
                f"The catalogue {self.catalogue.where} cannot be written ({reason}); nothing was changed. "
                f"{self.catalogue.TO_WRITE}, then run the command again."
            ) from error

    # Reading for writers

    def known(self, item: str) -> Known:
        """What there is of an item."""
        v = versions.c
        columns = (v.version, v.state, v.run, v.origin, texts.c.record, v.story, texts.c.headline)
        live, run, origin, stamp, revision, story, headline, states = None, 0, "", "", "", "", "", {}
        with self.catalogue.reading() as connection:
            for row in connection.execute(
                sa.select(*columns).join_from(versions, texts).where(versions.c.item == item)
            ):
                states[row.version] = row.state
                if row.state == LIVE:
                    live, run, origin, story, headline = row.version, row.run, row.origin, row.story, row.headline
                    stamp, revision = _stamp(row.record), json.loads(row.record).get("revision") or ""
        return Known(item, live, run, origin, stamp, revision, story, headline, states)

    def fingerprints(self) -> list[tuple[str, bytes, date | None]]:
        """Story, fingerprint and day of every live article, in the order in which they came."""
        chosen = sa.select(versions.c.story, texts.c.fingerprint, versions.c.day).join_from(versions, texts)
        chosen = chosen.where(versions.c.state == LIVE, texts.c.fingerprint.is_not(None)).order_by(versions.c.no)
        with self.catalogue.reading() as connection:
            return [(row[0], row[1], day_of(row[2])) for row in connection.execute(chosen)]

    def owed(self) -> dict[str, list[int]]:
        """Versions that are not live but may still be in the derived stores, by state."""
        found: dict[str, list[int]] = {PENDING: [], SUPERSEDED: [], REMOVED: []}
        with self.catalogue.reading() as connection:
            for no, state in connection.execute(sa.select(versions.c.no, versions.c.state).where(versions.c.owing)):
                found[state].append(no)
        return found

    def numbers_of(self, item: str) -> list[int]:
        """Handles of all versions of an item."""
        with self.catalogue.reading() as connection:
            return list(connection.scalars(sa.select(versions.c.no).where(versions.c.item == item)))

    def live_among(self, keys: Sequence[int], apart_from: Sequence[int] = ()) -> set[int]:
        """Those of some passages that a live version has, not counting the versions named."""
        return self._among(keys, [versions.c.state == LIVE], set(apart_from))

    def embedded_among(self, keys: Sequence[int]) -> set[int]:
        """Those of some passages that have their vectors."""
        return self._among(keys, self.catalogue.embedded(), set())

    def next_waiting(self, limit: int) -> list[int]:
        """Handles of the newest versions without vectors."""
        chosen = sa.select(versions.c.no).where(versions.c.no.in_(sa.select(waiting.c.no)))
        with self.catalogue.reading() as connection:
            newest = chosen.order_by(versions.c.day.desc().nulls_last(), versions.c.no.desc())
            return list(connection.scalars(newest.limit(limit)))

    def _among(self, keys: Sequence[int], where: list[sa.ColumnElement[bool]], left_out: set[int]) -> set[int]:
        found: set[int] = set()
        with self.catalogue.reading() as connection:
            for part in parts(keys):
                chosen = sa.select(passages.c.key, versions.c.no).select_from(passages.join(versions))
                hits = connection.execute(chosen.where(passages.c.key.in_(part), *where))
                found |= {key for key, no in hits if no not in left_out}
        return found

    def passages_of(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """Key and id of the passages of some versions."""
        found: dict[int, str] = {}
        with self.catalogue.reading() as connection:
            for part in parts(numbers):
                chosen = sa.select(passages.c.key, versions.c.version, passages.c.start, passages.c.end)
                chosen = chosen.select_from(passages.join(versions)).where(passages.c.no.in_(part))
                found.update({row[0]: f"{row[1]}:{row[2]}-{row[3]}" for row in connection.execute(chosen)})
        return list(found.items())

    # Articles

    def stage(self, drafts: Iterable[Draft], run: int) -> list[int]:
        """Write articles as pending; searches do not see them yet."""
        with self.writing() as connection:
            return rows.insert(connection, list(drafts), run, PENDING)

    def live_numbers(self, items: Sequence[str]) -> list[int]:
        """Handles of the live versions of some items."""
        found: list[int] = []
        with self.catalogue.reading() as connection:
            for part in parts(items):
                chosen = sa.select(versions.c.no).where(versions.c.item.in_(part), versions.c.state == LIVE)
                found += connection.scalars(chosen)
        return found

    def publish(
        self, numbers: Sequence[int], superseded: Sequence[int], values: dict[str, bytes], *, wait: bool = False
    ) -> None:
        """Make pending versions live, and the ones they replace history, in one step.

        Args:
            numbers: The versions that become live.
            superseded: The versions that they replace.
            values: Of the meta table.
            wait: Whether the vectors of the new versions are still to be made.
        """
        with self.writing() as connection:
            for part in parts(superseded):
                connection.execute(
                    versions.update().where(versions.c.no.in_(part)).values(state=SUPERSEDED, owing=True)
                )
                connection.execute(waiting.delete().where(waiting.c.no.in_(part)))
            for part in parts(numbers):
                connection.execute(versions.update().where(versions.c.no.in_(part)).values(state=LIVE, owing=False))
            if wait and numbers:
                connection.execute(waiting.insert(), [{"no": no} for no in numbers])
            rows.put(connection, values)
            rows.grow(connection, [*superseded, *numbers])

    def embedded(self, numbers: Sequence[int], values: dict[str, bytes]) -> None:
        """Note that versions that waited for their vectors have them now."""
        with self.writing() as connection:
            for part in parts(numbers):
                connection.execute(waiting.delete().where(waiting.c.no.in_(part)))
            rows.put(connection, values)
            rows.grow(connection, numbers)

    def settle(self, superseded: Sequence[int], gone: Sequence[int] = ()) -> None:
        """Note that the derived stores hold nothing of these versions any more, and erase those that are ``gone``."""
        with self.writing() as connection:
            for part in parts(superseded):
                connection.execute(versions.update().where(versions.c.no.in_(part)).values(owing=False))
            rows.erase(connection, gone)

    def keep_as_history(self, draft: Draft, run: int) -> None:
        """Write a version that is older than the live one."""
        with self.writing() as connection:
            rows.insert(connection, [draft], run, SUPERSEDED)

    def revive(self, item: str, version: str) -> None:
        """Take a superseded version out of the history, so that it can be added as the current one again."""
        with self.writing() as connection:
            chosen = sa.select(versions.c.no).where(versions.c.item == item, versions.c.version == version)
            rows.erase(connection, list(connection.scalars(chosen)))

    def merge_stories(self, merged: dict[str, str]) -> None:
        """Give the articles of stories that turned out to be part of another one the other's key."""
        with self.writing() as connection:
            for old, new in merged.items():
                connection.execute(versions.update().where(versions.c.story == old).values(story=new))
            rows.grow(connection)

    # Removal

    def condemn(self, item: str, reason: str, purge: bool, values: dict[str, bytes]) -> None:
        """Hide an item, mark its versions for erasure, and remember that it has to stay out."""
        key = content_key(item)
        with self.writing() as connection:
            connection.execute(versions.update().where(versions.c.item == item).values(state=REMOVED, owing=True))
            gone = sa.select(versions.c.no).where(versions.c.item == item)
            connection.execute(waiting.delete().where(waiting.c.no.in_(gone)))
            if purge:
                origins = sa.select(locations.c.origin).where(locations.c.item == item)
                connection.execute(problems.delete().where(problems.c.origin.in_(origins)))
            connection.execute(locations.delete().where(locations.c.item == item))
            connection.execute(removals.delete().where(removals.c.item == key))
            connection.execute(removals.insert().values(item=key, reason=reason, purged=purge, at=rows.now()))
            rows.put(connection, values)
            rows.grow(connection, connection.scalars(gone).all())
            rows.note(connection, "purge" if purge else "remove", f"{key}: {reason}")

    def removal(self, item: str) -> tuple[str, str] | None:
        """When and why an item was removed, if it was."""
        chosen = sa.select(removals.c.at, removals.c.reason).where(removals.c.item == content_key(item))
        with self.catalogue.reading() as connection:
            row = connection.execute(chosen).first()
        return (row[0], row[1]) if row else None

    def restore(self, item: str) -> bool:
        """Let a removed item in again; False when it was not removed. Its sources are read anew at the next ingest."""
        with self.writing() as connection:
            gone = connection.execute(removals.delete().where(removals.c.item == content_key(item))).rowcount > 0
            if gone:
                connection.execute(ledger.delete())
                rows.note(connection, "restore", content_key(item))
            return gone

    # The archive as a whole

    def set(self, values: dict[str, bytes], note: tuple[str, str] | None = None) -> None:
        """Write values of the meta table, and a line of the audit log."""
        with self.writing() as connection:
            rows.put(connection, values)
            rows.grow(connection)
            if note:
                rows.note(connection, *note)

    def next_run(self) -> int:
        """A new number for a run of ingest."""
        run = self.catalogue.number("run") + 1
        with self.writing() as connection:
            rows.put(connection, {"run": str(run).encode()})
        return run

    def shred(self) -> None:
        """Leave no byte of what was deleted in the database."""
        self.catalogue.shred()


def _stamp(record: str) -> str:
    fields = json.loads(record)
    return fields.get("modified_at") or fields.get("published_at") or ""
