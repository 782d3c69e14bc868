"""Rows of the catalogue, written within a transaction that the journal has opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from index.stores import changes
from index.stores.database import parts
from index.stores.records import Draft, passage_key, row_of, text_of
from index.stores.rights import rights_of
from index.stores.schema import PENDING, audit, authors, meta, passages, problems, rights, texts, versions, waiting
from ingest import Problem


def now() -> str:
    """This moment, as it is stored."""
    return datetime.now(UTC).isoformat("T", "seconds")


def insert(connection: Connection, drafts: Sequence[Draft], run: int, state: str) -> list[int]:
    """Write versions with their passages, authors and rights, and return their handles."""
    added_at = now()
    handles: list[int] = []
    rows: dict[sa.Table, list[dict[str, Any]]] = {texts: [], passages: [], authors: [], rights: []}
    for draft in drafts:
        row = row_of(draft.article) | {
            "state": state, "owing": state == PENDING, "run": run, "added_at": added_at, "story": draft.story,
            "passages": len(draft.passages),
        }  # fmt: skip
        no: int = connection.execute(_INSERT_VERSION, row).scalar_one()
        handles.append(no)
        rows[texts].append(text_of(draft.article) | {"no": no, "fingerprint": draft.fingerprint})
        rows[passages] += [{"no": no, "start": p.start, "end": p.end, "key": passage_key(p.id)} for p in draft.passages]
        names = {name: name.casefold() for name in draft.article.authors if name}
        rows[authors] += [{"no": no, "name": name, "folded": folded} for name, folded in names.items()]
        if terms := rights_of(draft.article):
            rows[rights].append({"no": no, **terms})
    for table, of_table in rows.items():
        if of_table:
            connection.execute(table.insert(), of_table)
    return handles


_INSERT_VERSION = versions.insert().returning(versions.c.no)


def erase(connection: Connection, numbers: Sequence[int]) -> None:
    """Delete versions with all that belongs to them."""
    for part in parts(numbers):
        for table in (passages, authors, rights, texts, waiting, versions):
            connection.execute(table.delete().where(table.c.no.in_(part)))


def put(connection: Connection, values: dict[str, bytes]) -> None:
    """Write values of the meta table."""
    for name, value in values.items():
        connection.execute(meta.delete().where(meta.c.name == name))
        connection.execute(meta.insert().values(name=name, value=value))


def grow(connection: Connection, changed: Iterable[int] = ()) -> None:
    """Say that the archive has changed, and which versions the derived stores have to take in or give up."""
    generation = int(connection.scalar(sa.select(meta.c.value).where(meta.c.name == "generation")) or b"0") + 1
    put(connection, {"generation": str(generation).encode()})
    changes.note(connection, changed, generation)


def note(connection: Connection, action: str, detail: str) -> None:
    """Write a line of the audit log."""
    connection.execute(audit.insert().values(at=now(), action=action, detail=detail))


def note_problems(connection: Connection, source: str, found: Sequence[Problem]) -> None:
    """Replace what is said of a source."""
    connection.execute(problems.delete().where(problems.c.source == source))
    if found:
        at = now()
        rows = [{"source": source, "origin": p.origin, "kind": p.kind, "reason": p.reason, "at": at} for p in found]
        connection.execute(problems.insert(), rows)
