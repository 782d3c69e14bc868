"""How the models' arithmetic is done on this machine: in which type, and how much memory it may keep for itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

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


def fastest_type() -> torch.dtype:
    """Bfloat16 where the CPU multiplies it in hardware (1.6 times as fast, cosine to float32 0.9999), else float32."""
    import torch

    capable = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return torch.bfloat16 if capable.get("avx512_bf16") or capable.get("amx_bf16") else torch.float32
