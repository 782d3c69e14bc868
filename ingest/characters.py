"""From bytes to characters, and from characters to text that can be cited."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESS_BYTES = 64 * 1024
_CODE_PAGES = [
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "shift_jis", "euc_jp",
    "gb18030", "big5", "euc_kr",
]  # fmt: skip
"""The encodings that news files come in when they are not UTF-8; the guess is among these."""
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
"""Zero-width, bidi, tag and control characters: nobody sees them, and text can be hidden in them."""
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNUSUAL = re.compile("[^\n -\x7e\u00a1-\u00ac\u00ae-\u167f\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(data: bytes, declared: str = "") -> str:
    """Decode bytes of unknown encoding: a byte order mark, UTF-8, what the document declares, then a guess.

    Args:
        data: The bytes.
        declared: The encoding that the document or its transport names, if any; used when the bytes are not UTF-8.

    Returns:
        The text; bytes that fit no encoding become U+FFFD.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A file cut in the middle of its last character is still UTF-8.
        if fault.start >= len(data) - 3 and fault.reason == "unexpected end of data":
            return data[: fault.start].decode("utf-8")
    if declared:
        try:
            # Pages that declare Latin-1 are Windows-1252 in practice; browsers read them so.
            name = codecs.lookup(declared).name
            return data.decode("cp1252" if name in ("iso8859-1", "ascii", "utf-8") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    if _looks_utf16(data):
        return data.decode("utf-16-le" if data[1:200:2].count(0) > data[0:200:2].count(0) else "utf-16-be", "replace")
    return data.decode(_guess(data), "replace")


def is_binary(head: bytes) -> bool:
    """Tell whether the beginning of a file is not text in any usual encoding."""
    if not head or head.startswith(tuple(bom for bom, _ in _BOMS)) or _looks_utf16(head):
        return False
    if b"\x00" in head[:8192]:
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x01\x02\x03\x1a\x1b" for byte in head[:4096])
    return controls > 0.05 * len(head[:4096])


def visible(text: str) -> str:
    r"""Drop characters that nobody sees, unify line ends and spaces, and compose accents.

    The result holds "\\n" as its only line end and " " as its only space inside a line.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text or "\x0c" in text or not text.isascii():
        text = _LINE_ENDS.sub("\n", text)
    if not _UNUSUAL.search(text):
        return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The visible characters of a field such as a headline, in one line."""
    return " ".join(visible(text).split())


def _looks_utf16(data: bytes) -> bool:
    even, odd = data[0:400:2], data[1:400:2]
    if len(odd) < 4:
        return False
    return (odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even)) or (
        even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd)
    )


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[:_GUESS_BYTES]
    if _looks_western(sample):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_CODE_PAGES).best()
    return best.encoding if best is not None else "cp1252"


def _looks_western(sample: bytes) -> bool:
    """Curly quotes, dashes and a few accented letters between plain ones: too little for a guess by statistics."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = [c.isalpha() and not c.isascii() for c in text]
    accented = sum(letters)
    touching = sum(a and b for a, b in pairwise(letters))
    return accented < 0.2 * len(text) and touching <= 0.1 * accented
