"""Opening an archive's stores: those of one machine, or those of one among several that share a catalogue."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from index.errors import StoreDamagedError
from index.models.embedder import Embeds
from index.stores.catalogue import Catalogue
from index.stores.lock import WriterLock
from index.stores.stores import Stores
from ingest import InputError, Settings

_CATALOGUE = "catalogue.sqlite3"


class Lock(Protocol):
    """The right to write an archive."""

    crashed: bool
    """Whether the writer before did not end in order."""

    def release(self, *, orderly: bool = True) -> None:
        """Give it back."""


def open_stores(
    folder: Path, settings: Settings, *, write: bool, embedder: Embeds | None = None
) -> tuple[Stores, Lock | None]:
    """Open the stores of an archive, and take the right to write where it will be written.

    Args:
        folder: The archive's folder, or this machine's part of an archive.
        settings: Which say where the catalogue is.
        write: Whether to write: then what is missing is made.
        embedder: In place of the one in the settings.

    Raises:
        ConfigError: when the catalogue setting cannot be used.
        InputError: when there is no archive to read.
        StoreLockedError: within a second, when another process writes.
        StoreMismatchError: when a newer version of this program wrote the archive.
        StoreDamagedError: when it cannot be opened or written.
    """
    if settings.catalogue:
        from index.shared.stores import SharedStores

        shared = SharedStores(folder, settings, write=write, embedder=embedder)
        return shared, shared.lock
    withhold = settings.search.withhold_usage
    if not write:
        if not (folder / _CATALOGUE).is_file():
            raise InputError(
                f"There is no archive in {folder}; make one with `dateline ingest PATH`, or name another folder."
            )
        catalogue = Catalogue(folder / _CATALOGUE, withhold=withhold)
        return Stores(folder, settings, catalogue, write=False, embedder=embedder), None
    with ExitStack() as undo:
        lock = _locked(folder)
        undo.callback(lock.release, orderly=False)
        catalogue = Catalogue(folder / _CATALOGUE, write=True, withhold=withhold)
        stores = Stores(folder, settings, catalogue, write=True, embedder=embedder)
        undo.pop_all()
    return stores, lock


def _locked(folder: Path) -> WriterLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(folder)
        lock.acquire()
    except OSError as error:
        raise StoreDamagedError(
            f"The archive {folder} cannot be written ({error.strerror or error}); check that it is a folder on a disk "
            "with room, that it may be written to, or name another one."
        ) from error
    return lock
