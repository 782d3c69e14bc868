"""Errors by what the caller does next. Each message is a sentence: what was wrong, where, and what to do."""

from __future__ import annotations


class DatelineError(Exception):
    """Anything that Dateline reports as one sentence instead of a traceback."""


class InputError(DatelineError):
    """The input must be changed; trying again will not help."""


class ConfigError(DatelineError):
    """A setting must be changed."""


class NotFoundError(DatelineError):
    """The article or version asked for is not in the archive."""


class StoreLockedError(DatelineError):
    """Another process is writing; try again when it has finished."""


class StoreMismatchError(DatelineError):
    """The stored index does not fit the settings or this version; the message names the command that mends it."""


class StoreDamagedError(DatelineError):
    """A store cannot be read or written; the message names the command that mends it."""
