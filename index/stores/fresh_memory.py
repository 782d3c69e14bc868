"""Memory is given out blank while vectors are written.

Chroma's graph sets aside room for vectors to come and writes that room into its files as it is. The C library hands out
memory that the program has used before, so what was read a moment ago, text among it, could end up in those files and
outlive a purge there.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Iterator
from contextlib import contextmanager

_PERTURB = -6
"""A setting of the GNU C library's ``mallopt``: the byte whose complement fills all memory that is given out."""
_ZEROS = 0xFF


@contextmanager
def fresh_memory() -> Iterator[None]:
    """For the length of a block, memory is given out blank; without the GNU C library, nothing changes.

    Free pages go back to the system, which returns them blank, and the rest is overwritten as it is handed out.
    """
    library = _library()
    if library is None:
        yield
        return
    library.malloc_trim(0)
    library.mallopt(_PERTURB, _ZEROS)
    try:
        yield
    finally:
        library.mallopt(_PERTURB, 0)


@functools.cache
def _library() -> ctypes.CDLL | None:
    """The GNU C library, where this program runs on it."""
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
    return library if hasattr(library, "gnu_get_libc_version") else None
