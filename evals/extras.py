"""Libraries that only evaluation needs, imported when first used."""

from __future__ import annotations

import importlib
from types import ModuleType

from ingest import ConfigError


def needs(module: str) -> ModuleType:
    """Import a library of the ``evals`` extra.

    Raises:
        ConfigError: when it is not installed; says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ConfigError(
            f'{module.partition(".")[0]} is not installed; evaluation needs it: pip install "dateline[evals]".'
        ) from error
