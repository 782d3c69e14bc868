"""What happened to the versions of a shared catalogue since a generation: what a replica steps forward by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from index.stores.schema import LIVE, changes, versions

_AT_ONCE = 5_000
"""Values in one IN list."""


def note(connection: Connection, numbers: Iterable[int], generation: int) -> None:
    """Note that versions changed, in the transaction that changes them.

    The stores beside a SQLite catalogue are written together with it, so nothing is noted there.

    Args:
        connection: Of the catalogue.
        numbers: The handles of the versions.
        generation: Of the archive, as this transaction leaves it.
    """
    if connection.dialect.name == "sqlite":
        return
    every = sorted(set(numbers))
    for at in range(0, len(every), _AT_ONCE):
        part = every[at : at + _AT_ONCE]
        connection.execute(changes.delete().where(changes.c.no.in_(part)))
        connection.execute(changes.insert(), [{"no": no, "generation": generation} for no in part])


def since(connection: Connection, generation: int | None) -> Iterator[Sequence[int]]:
    """The handles of the versions that changed after a generation, some at a time; of all live ones after none."""
    if generation is None:
        chosen = sa.select(versions.c.no).where(versions.c.state == LIVE).order_by(versions.c.no)
    else:
        chosen = sa.select(changes.c.no).where(changes.c.generation > generation).order_by(changes.c.no)
    return connection.scalars(chosen).partitions(_AT_ONCE)
