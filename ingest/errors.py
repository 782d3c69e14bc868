"""Errors by what the caller does next. Each message is a sentence: what was wrong, where, and what to do."""

from __future__ import annotations


class DatelineError(Exception):
    """Anything that Dateline reports as one sentence instead of a traceback."""


class InputError(DatelineError):
    """The input must be changed; trying again will not help."""


class ConfigError(DatelineError):
    """A setting must be changed."""
