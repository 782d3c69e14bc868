"""Which format a file is: its content decides, its suffix breaks ties."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import ingest.formats
from ingest.characters import is_binary
from ingest.errors import InputError
from ingest.formats.base import Format

_SUFFIX_BONUS = 0.25
_KNOWN_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file (save it as DOCX, CSV or text)"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"RIFF", "a sound or film file"),
    (b"Rar!", "a RAR archive (unpack it first)"),
    (b"7z\xbc\xaf", "a 7z archive (unpack it first)"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive (unpack it first)"),
)


@cache
def formats() -> tuple[Format, ...]:
    """Every format in this package, by module name: a module that defines ``FORMAT`` is in the registry."""
    names = sorted(module.name for module in pkgutil.iter_modules(ingest.formats.__path__))
    modules = [importlib.import_module(f"{ingest.formats.__name__}.{name}") for name in names]
    return tuple(module.FORMAT for module in modules if hasattr(module, "FORMAT"))


def pick(head: bytes, name: str) -> Format:
    """Pick the format of a file.

    Args:
        head: The first bytes of the file, decompressed.
        name: Its name, used only where the content leaves more than one possibility.

    Raises:
        InputError: when the file is empty or of no known format.
    """
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError(f"{name} is empty; there is nothing to read.")
    bare = name.lower().removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")
    scores = {f: f.sniff(head) for f in formats()}
    scores = {f: score + _SUFFIX_BONUS * bare.endswith(f.suffixes) for f, score in scores.items() if score > 0}
    if not scores:
        kind = next((what for magic, what in _KNOWN_BINARY if head.startswith(magic)), None)
        if kind is None and not is_binary(head):
            kind = "markup of no known news format"
        raise InputError(
            f"{name} is {kind or 'a binary file'}, which holds no articles that can be read; leave it out."
        )
    return max(scores, key=scores.__getitem__)
