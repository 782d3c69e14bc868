"""How much memory the models' arithmetic may keep for itself."""

from __future__ import annotations

import os

_KEPT = "16"
_LIMITS = ("LRU_CACHE_CAPACITY", "ONEDNN_PRIMITIVE_CACHE_CAPACITY")
"""Of torch, for each thread, and of oneDNN beneath it."""


def few_kernels() -> None:
    """Keep few of the kernels that are compiled for shapes of input; to be called before a model calculates.

    Nearly every batch of texts has a shape of its own, so of a thousand kernels, which are kept otherwise, hardly any
    is used again, and a server would hold some hundred megabytes of them. Variables that are set already are left.
    """
    for limit in _LIMITS:
        os.environ.setdefault(limit, _KEPT)
