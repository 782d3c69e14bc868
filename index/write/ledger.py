"""The ledger: which sources were read, by what and how often, and what was found there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import sqlalchemy as sa

from index.stores.database import parts
from index.stores.schema import ledger, locations, readings
from index.write import rows
from index.write.journal import Journal
from ingest import Problem, Validators

_VISIT = "visit "
"""How the names of the meta table begin under which visits to web addresses are kept."""


class Ledger:
    """What a catalogue knows of sources, for whoever reads them.

    Args:
        journal: Of the catalogue.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def digest(self, origin: str) -> tuple[str, int] | None:
        """The digest and number of articles of a source that was read to its end."""
        with self._journal.catalogue.reading() as connection:
            row = connection.execute(
                sa.select(ledger.c.digest, ledger.c.articles).where(ledger.c.origin == origin)
            ).first()
        return (row[0], row[1]) if row else None

    def reading(self, origin: str) -> tuple[str, int] | None:
        """By which reader a source of the ledger was read, and how often in vain."""
        chosen = sa.select(readings.c.reader, readings.c.tries).where(readings.c.origin == origin)
        with self._journal.catalogue.reading() as connection:
            row = connection.execute(chosen).first()
        return (row[0], row[1]) if row else None

    def validators(self, origin: str) -> Validators:
        """What an earlier visit to a web address left to ask with; nothing where its articles were not kept."""
        held = self._journal.catalogue.get(_VISIT + origin) if self.digest(origin) and self.reading(origin) else b""
        return Validators(**json.loads(held)) if held else Validators()

    def item_at(self, origin: str) -> str | None:
        """The item that was read from an origin and from nowhere else, where it is one."""
        with self._journal.catalogue.reading() as connection:
            items = connection.scalars(sa.select(locations.c.item).where(locations.c.origin == origin)).all()
            if len(items) != 1:
                return None
            places = connection.scalars(sa.select(locations.c.origin).where(locations.c.item == items[0])).all()
        return items[0] if list(places) == [origin] else None

    def finish(
        self, origin: str, digest: str, articles: int, found: Sequence[Problem], reader: str = "", tries: int = 0
    ) -> None:
        """Note that a source was read to its end.

        Args:
            origin: The source.
            digest: The SHA-256 of its bytes.
            articles: How many articles came of it.
            found: What was set aside; it replaces what was said of this source before.
            reader: By what it was read (see :func:`ingest.reader_of`).
            tries: How often it was read in vain; 0 when something came of it.
        """
        row = {
            "origin": origin,
            "digest": digest,
            "articles": articles,
            "problems": len(found),
            "finished_at": rows.now(),
        }
        with self._journal.writing() as connection:
            connection.execute(ledger.delete().where(ledger.c.origin == origin))
            connection.execute(ledger.insert().values(row))
            connection.execute(readings.delete().where(readings.c.origin == origin))
            connection.execute(readings.insert().values(origin=origin, reader=reader, tries=tries))
            rows.note_problems(connection, origin, found)

    def visited(self, left: dict[str, Validators]) -> None:
        """Note what visits to web addresses left, once their articles are kept."""
        if left:
            self._journal.set({_VISIT + origin: json.dumps(asdict(found)).encode() for origin, found in left.items()})

    def note_places(self, places: Iterable[tuple[str, str]]) -> None:
        """Note origin and item of articles that were read; it replaces what was read from these origins before."""
        noted = sorted(set(places))
        with self._journal.writing() as connection:
            for part in parts([origin for origin, _ in noted]):
                connection.execute(locations.delete().where(locations.c.origin.in_(part)))
            if noted:
                connection.execute(locations.insert(), [{"origin": o, "item": i} for o, i in noted])

    def note_problems(self, source: str, found: Sequence[Problem]) -> None:
        """Replace what was said of a source."""
        with self._journal.writing() as connection:
            rows.note_problems(connection, source, found)
