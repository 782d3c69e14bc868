"""Proof that the stores agree: every difference between the catalogue and what was derived from it is a finding."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import sqlalchemy as sa

from index.errors import StoreDamagedError, StoreMismatchError
from index.results import Finding
from index.stores.drafts import live_drafts
from index.stores.records import passage_key
from index.stores.schema import versions
from index.stores.stores import Stores

_REBUILD = "run `dateline rebuild`"
_RESTORE = "restore the catalogue from a backup, or ingest these articles again"
_EXAMPLES = 3
_SAME = 0.999
"""Least cosine of a stored vector with the one that was kept when its text was embedded."""


def check(stores: Stores) -> list[Finding]:
    """Compare the stores; an empty list means that all is well."""
    findings = list(_catalogue_itself(stores))
    if findings:
        return findings
    ids: dict[str, str] = {}
    broken, changed = [], []
    for drafts in live_drafts(stores):
        for draft in drafts:
            article = draft.article
            if any(p.version != article.version for p in draft.passages):
                changed.append(article.id)
            if any(not 0 <= p.start < p.end <= len(article.body) for p in draft.passages):
                broken.append(article.id)
            ids.update({p.id: c for p, c in zip(draft.passages, draft.contexts, strict=True)})
    findings += _finding("catalogue", "articles whose text is not what was stored", changed, _RESTORE)
    findings += _finding("catalogue", "articles with passages outside their text", broken, _RESTORE)
    findings += _owed(stores)
    if ids:
        findings += _vectors(stores, ids) if stores.has_vectors else []
        findings += _lexical(stores, ids)
    return findings


def _catalogue_itself(stores: Stores) -> Iterator[Finding]:
    if stores.catalogue.engine.dialect.name != "sqlite":
        return
    with stores.catalogue.reading() as connection:
        lines = list(connection.scalars(sa.text("PRAGMA quick_check(10)")))
        orphans = connection.execute(sa.text("PRAGMA foreign_key_check")).fetchmany(_EXAMPLES)
    if lines != ["ok"]:
        yield Finding("catalogue", "damaged places in the database file", len(lines), tuple(lines[:1]), _RESTORE)
    if orphans:
        yield Finding("catalogue", "passages without an article", len(orphans), (), _RESTORE)


def _owed(stores: Stores) -> Iterator[Finding]:
    chosen = sa.select(versions.c.item).where(versions.c.owing)
    with stores.catalogue.reading() as connection:
        items = list(connection.scalars(chosen))
    yield from _finding("catalogue", "changes that were interrupted", items, "run `dateline ingest` again")


def _vectors(stores: Stores, ids: dict[str, str]) -> Iterator[Finding]:
    try:
        store = stores.vectors
        held = set(store.ids())
        wanted = stores.catalogue.embedded_ids()
        # An article that waits for its vectors may have some already: it was interrupted.
        yield from _differences("vectors", wanted, held, ids.keys())
        if stores.moments.count != len(wanted):
            apart = abs(stores.moments.count - len(wanted))
            yield Finding("vectors", "passages too many or too few in the statistics", apart, (), _REBUILD)
        known = [id_ for id_ in ids if id_ in held]
        strange: list[str] = []
        for at in range(0, len(known), 1_000):
            strange += _strange(stores, ids, known[at : at + 1_000])
        yield from _finding("vectors", "vectors that are not their text's", strange, _REBUILD)
        if known and not store.nearest(next(iter(store.get(known[:1]).values())), 1):
            yield Finding("vectors", "searches that find nothing", 1, (), _REBUILD)
    except (StoreDamagedError, StoreMismatchError) as error:
        yield Finding("vectors", "errors", 1, (str(error),), _REBUILD)


def _strange(stores: Stores, contexts: dict[str, str], ids: list[str]) -> list[str]:
    """Those of some passages whose vector is not of unit length, or not the one kept in the cache."""
    held = stores.vectors.get(ids)
    kept = stores.cached([contexts[id_] for id_ in ids])
    strange = [id_ for id_ in ids if id_ not in held]
    for id_, row in zip(ids, kept, strict=True):
        if id_ in held:
            vector = held[id_]
            like = 1.0 if row is None else float(vector @ row)
            if abs(float(np.linalg.norm(vector)) - 1) > 0.01 or like < _SAME:
                strange.append(id_)
    return strange


def _lexical(stores: Stores, ids: dict[str, str]) -> Iterator[Finding]:
    try:
        wanted = {passage_key(id_): id_ for id_ in ids}
        held = {wanted.get(key, str(key)) for key in stores.lexical.every_key()}
        yield from _differences("lexical", ids.keys(), held, ids.keys())
    except StoreDamagedError as error:
        yield Finding("lexical", "errors", 1, (str(error),), _REBUILD)


def _differences(store: str, wanted: Collection[str], held: set[str], known: Collection[str]) -> Iterator[Finding]:
    yield from _finding(store, "passages missing", [id_ for id_ in wanted if id_ not in held], _REBUILD)
    yield from _finding(store, "passages that the catalogue does not know", sorted(held.difference(known)), _REBUILD)


def _finding(store: str, what: str, examples: list[str], remedy: str) -> Iterator[Finding]:
    if examples:
        yield Finding(store, what, len(examples), tuple(examples[:_EXAMPLES]), remedy)
