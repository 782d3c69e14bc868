"""Derived stores that a machine keeps for itself, brought in step with a catalogue that it shares with others."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

import numpy as np
from filelock import FileLock, Timeout

from index.errors import StoreDamagedError, StoreLockedError
from index.redaction.redactor import FLAG
from index.redaction.traces import clear_folder, forget_redacted
from index.shared.held import Held
from index.stores import changes
from index.stores.drafts import numbered
from index.stores.lexical import LexicalIndex
from index.stores.records import Draft, passage_key
from index.stores.stores import Stores
from index.stores.vectors import VectorStore
from index.write.commit import entries
from ingest import content_key

_AT_ONCE = 100
"""Articles that are written in one part of a step."""
_PATIENCE = 1.0
"""Seconds that a search waits for another process of this machine to make the same step; then it goes on with what the
store had before, in which nothing is shown that is not live."""
_FIRST_PATIENCE = 600.0
"""The same where there is nothing to go on with yet."""

_Store = TypeVar("_Store", LexicalIndex, VectorStore)


class Replica(ABC, Generic[_Store]):
    """One derived store, made and kept in step by whichever process of the machine needs it.

    Args:
        stores: For the catalogue, and the machine's own folder.
    """

    kind: ClassVar[str]
    """Its folder, and the name of its number in the catalogue: under a new number it is made anew."""
    mark: ClassVar[str]
    """The file without which there is no such store."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._store: _Store | None = None
        self._number = -1
        self._generation: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether this process has opened it."""
        return self._store is not None

    def close(self) -> None:
        """Let go of the files."""
        if self._store is not None:
            self._store.close()
        self._store, self._number, self._generation = None, -1, None

    def in_step(self) -> _Store:
        """The store, with everything that the catalogue has published.

        Raises:
            StoreLockedError: when there is none yet, and another process has been making it for ten minutes.
            StoreDamagedError: when it cannot be written.
        """
        number = self._stores.catalogue.number(self.kind)
        generation = self._stores.catalogue.number("generation")
        store = self._store
        if store is not None and (self._number, self._generation) == (number, generation):
            return store
        folder = self._stores.folder
        lock = FileLock(folder / f"{self.kind}.step.lock", thread_local=False, is_singleton=False)
        try:
            with lock.acquire(timeout=_FIRST_PATIENCE if store is None else _PATIENCE, poll_interval=0.02):
                try:
                    return self._stepped(folder / self.kind / str(number), number, generation)
                except BaseException:
                    self.close()  # so that what was written in part is given up, and the store is free for others
                    raise
        except Timeout as error:
            if store is None:
                raise StoreLockedError(
                    f"Another process is still making what is searched in {folder / self.kind}; ask again later."
                ) from error
            return store
        except OSError as error:
            raise StoreDamagedError(
                f"{folder} cannot be written ({error.strerror or error}); every machine keeps what it derives from a "
                "shared catalogue in a folder of its own."
            ) from error

    def _stepped(self, place: Path, number: int, generation: int) -> _Store:
        if number != self._number or not (place / self.mark).exists():
            self.close()
        if not (place / self.mark).exists():
            shutil.rmtree(place, ignore_errors=True)
        if self._sweep(place):
            clear_folder(self._stores)
        with closing(self._held(place)) as held:
            store = self._usable(number, held, generation)
            if store is not None:
                return self._caught_up(store, held, number, generation)
        # What is derived from the catalogue needs no repair: it is made anew.
        self.close()
        shutil.rmtree(place)
        with closing(self._held(place)) as held:
            self._store = store = self._open(number)
            return self._caught_up(store, held, number, generation)

    def _usable(self, number: int, held: Held, generation: int) -> _Store | None:
        """The store as it is; None where it is damaged, or ahead of a catalogue that was restored from a backup."""
        since = held.generation
        if since is not None and since > generation:
            return None
        try:
            store = self._store
            if store is None:
                self._store = store = self._open(number)
            elif since != self._generation:
                self._refresh(store)
            return store if not held.interrupted or self._survived(store, held) else None
        except StoreDamagedError:
            return None

    def _caught_up(self, store: _Store, held: Held, number: int, generation: int) -> _Store:
        since = held.generation
        if since != generation:
            self._step(store, held, since, generation)
        self._number, self._generation = number, generation
        return store

    def _step(self, store: _Store, held: Held, since: int | None, generation: int) -> None:
        """Take in what became live, and then give up what is not live any more.

        The generation was read before the changes are: whatever is published meanwhile is done again in the next step.
        """
        held.begin()
        gone: list[int] = []
        with self._stores.catalogue.reading() as connection:
            changed = [list(part) for part in changes.since(connection, since)]
        for numbers in changed:
            for at in range(0, len(numbers), _AT_ONCE):
                part = numbers[at : at + _AT_ONCE]
                live = self._live(part)
                held.expect((p.id, no) for no, draft in live.items() for p in draft.passages)
                self._put(store, list(live.values()))
                gone += [no for no in part if no not in live]
        self._finish(store, held.only_of(gone))
        held.end(gone, generation)

    def _held(self, place: Path) -> Held:
        archive = (self._stores.catalogue.get("archive") or b"").decode()
        return Held(place / "held.sqlite3", archive)

    def _sweep(self, place: Path) -> bool:
        """Delete what was made under other numbers; whether there was any."""
        others = [path for path in place.parent.glob("*") if path != place]
        for path in others:
            shutil.rmtree(path, ignore_errors=True)
        return bool(others)

    @abstractmethod
    def _open(self, number: int) -> _Store:
        """Open the store for reading and writing, or make it."""

    @abstractmethod
    def _refresh(self, store: _Store) -> None:
        """See what another process of this machine wrote."""

    @abstractmethod
    def _live(self, numbers: Sequence[int]) -> dict[int, Draft]:
        """Those of some versions that belong into the store."""

    @abstractmethod
    def _put(self, store: _Store, drafts: list[Draft]) -> None:
        """Write the passages of some articles."""

    @abstractmethod
    def _finish(self, store: _Store, leaving: list[str]) -> None:
        """Delete some passages, and make the whole step visible."""

    def _survived(self, store: _Store, held: Held) -> bool:
        """Whether a store is sound in spite of a step that was interrupted."""
        return True


class Words(Replica[LexicalIndex]):
    """The lexical index of a machine."""

    kind = "lexical"
    mark = "meta.json"

    def __init__(self, stores: Stores) -> None:
        super().__init__(stores)
        self._redacted: set[str] = set()

    def _open(self, number: int) -> LexicalIndex:
        return LexicalIndex(self._stores.folder, number, write=True)

    def _refresh(self, store: LexicalIndex) -> None:
        store.refresh()

    def _live(self, numbers: Sequence[int]) -> dict[int, Draft]:
        return numbered(self._stores, numbers, embedded=False)

    def _put(self, store: LexicalIndex, drafts: list[Draft]) -> None:
        if self._generation is None or not self._stores.write:  # a writer clears up after its own redactions itself
            self._redacted |= {content_key(draft.article.id) for draft in drafts if FLAG in draft.article.flags}
        store.stage(add=entries(drafts))

    def _finish(self, store: LexicalIndex, leaving: list[str]) -> None:
        store.stage(delete=[passage_key(id_) for id_ in leaving])
        store.commit()
        store.close()  # the right to write it, so that other processes of the machine may; reading goes on
        if self._redacted:
            forget_redacted(self._stores, self._redacted)
            self._redacted = set()


class Meanings(Replica[VectorStore]):
    """The vectors of a machine; they come from the catalogue's table of vectors, or are made where that lacks one."""

    kind = "vectors"
    mark = "chroma.sqlite3"

    def __init__(self, stores: Stores) -> None:
        super().__init__(stores)
        self._horizon = 0
        self._waiting: frozenset[int] = frozenset()

    def shows(self, no: int) -> bool:
        """Whether this process sees the vectors of a live version: Chroma fails when asked for others."""
        return no <= self._horizon and no not in self._waiting

    def _stepped(self, place: Path, number: int, generation: int) -> VectorStore:
        catalogue = self._stores.catalogue
        horizon, waiting = catalogue.newest_live(), catalogue.waiting_numbers()
        # Read again, after what has to be in the store: so the step brings at least that.
        store = super()._stepped(place, number, catalogue.number("generation"))
        self._horizon, self._waiting = horizon, waiting
        return store

    def _open(self, number: int) -> VectorStore:
        return VectorStore(self._stores.folder, number, write=True)

    def _refresh(self, store: VectorStore) -> None:
        # Chroma does not see what another process wrote, and damages it when it writes itself.
        store.reopen()

    def _live(self, numbers: Sequence[int]) -> dict[int, Draft]:
        return numbered(self._stores, numbers, embedded=True)

    def _put(self, store: VectorStore, drafts: list[Draft]) -> None:
        contexts = {p.id: c for draft in drafts for p, c in zip(draft.passages, draft.contexts, strict=True)}
        if not contexts:
            return
        rows = self._stores.cache.get(list(contexts.values()))
        missing = [context for context, row in zip(contexts.values(), rows, strict=True) if row is None]
        made = iter(self._stores.embedder.encode_passages(missing) if missing else ())
        store.upsert(list(contexts), np.stack([next(made) if row is None else row for row in rows]))

    def _finish(self, store: VectorStore, leaving: list[str]) -> None:
        store.delete(leaving)

    def _survived(self, store: VectorStore, held: Held) -> bool:
        ids = list(store.ids())
        return held.ids().issuperset(ids) and len(store.get(ids)) == len(ids)
