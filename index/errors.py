"""What can be wrong with an archive or its stores, by what the caller does next."""

from __future__ import annotations

from ingest import DatelineError


class NotFoundError(DatelineError):
    """The article or version asked for is not in the archive."""


class StoreLockedError(DatelineError):
    """Another process is writing; try again when it has finished."""


class StoreMismatchError(DatelineError):
    """The stored index does not fit the settings or this version; the message names the command that mends it."""


class StoreDamagedError(DatelineError):
    """A store cannot be read or written; the message names the command that mends it."""
