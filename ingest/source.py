"""Where bytes come from: files, folders, patterns, and the members of compressed files, without writing anything."""

from __future__ import annotations

import bz2
import glob
import gzip
import hashlib
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from ingest.article import Problem
from ingest.errors import InputError
from ingest.formats.base import Neighbours
from ingest.neighbours import InFolder, InZip
from ingest.settings import IntakeSettings

_KEEP_BYTES = 32 * 2**20
"""A member of a tar up to this size is held in memory; for a larger one the tar is read again."""
_DEPTH = 3
"""How deep archives inside archives are opened."""
_ALWAYS_ALLOWED = 64 * 2**20
"""Growth that is never taken for a bomb, whatever the ratio."""
_DOCUMENT_ZIPS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")


@dataclass(frozen=True)
class Validators:
    """What a server gave to ask "has it changed since?" with."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Source:
    """Bytes to read articles from: a file, or a member of a compressed file such as "box.zip!a.html"."""

    origin: str
    size: int
    """Bytes as stored, before decompression."""
    limits: IntakeSettings = field(repr=False, compare=False)
    stored: Callable[[], BinaryIO] = field(repr=False, compare=False)
    """Opens the bytes as stored."""
    neighbours: Neighbours | None = field(default=None, repr=False, compare=False)
    validators: Validators | None = field(default=None, repr=False, compare=False)
    """Of a fetched file: what to ask with at the next visit."""
    packed: bool = False
    """True for the member of a zip, whose stored bytes are unpacked while they are read."""

    @property
    def path(self) -> Path | None:
        """The file, where the source is a whole one."""
        return self.neighbours.path if isinstance(self.neighbours, InFolder) else None

    def open(self) -> BinaryIO:
        """Open the bytes for reading, decompressed, under the limits of the settings.

        Raises:
            InputError: while reading, when the data is damaged, cut short or unpacks beyond the limits.
        """
        raw = _Guarded(self.stored(), self.origin, self.size, self.limits, unpacked=self.packed)
        stream = io.BufferedReader(raw, 256 * 1024)
        unpack = _decompressor(stream.peek(6)[:6])
        if unpack is None:
            return stream
        unpacked = cast(BinaryIO, unpack(stream))
        return io.BufferedReader(_Guarded(unpacked, self.origin, self.size, self.limits, unpacked=True), 256 * 1024)

    def digest(self) -> str:
        """The SHA-256 of the bytes as stored, in hexadecimal digits."""
        total = hashlib.sha256()
        with self.stored() as stream:
            while block := stream.read(1 << 20):
                total.update(block)
        return total.hexdigest()


def stamps(paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Size and time of change (in nanoseconds) of every file under some paths that can be looked at.

    Args:
        paths: Files, folders and patterns, as for :func:`discover`.
    """
    found = {}
    for name in (name for path in paths for name in _files(path)):
        if isinstance(name, Path):
            with suppress(OSError):
                state = name.stat()
                found[str(name)] = (state.st_size, state.st_mtime_ns)
    return found


def discover(
    paths: Iterable[str | Path | Source], limits: IntakeSettings, known: Callable[[str], Validators] | None = None
) -> Iterator[Source | Problem]:
    """Find everything to read under some paths, lazily and in a stable order.

    Args:
        paths: Files, folders (read recursively, hidden names skipped), patterns such as "news/**/*.html", web
            addresses, which are fetched, files that list web addresses, and sources that were opened before.
        limits: Sizes beyond which a file is set aside.
        known: What an earlier visit to an address left to ask with whether it has changed.

    Returns:
        A source for each file or member of a zip or tar, and a problem for each path that cannot be read.
    """
    from ingest.fetch import addresses_in, is_address

    for given in paths:
        if isinstance(given, Source):
            yield from _expand(given, 0)
            continue
        path = str(given)
        if addresses := [path] if is_address(path) else addresses_in(Path(path)):
            for address in addresses:
                yield from _fetched(address, limits, known)
            continue
        for name in _files(path):
            yield from (_expand(_file_source(name, limits), 0) if isinstance(name, Path) else [name])


def _fetched(
    address: str, limits: IntakeSettings, known: Callable[[str], Validators] | None
) -> Iterator[Source | Problem]:
    from ingest.fetch import fetch

    try:
        fetched = fetch(address, limits, known(address) if known else None)
        if fetched is not None:
            yield from _expand(replace(fetched.source, validators=fetched.validators), 0)
    except InputError as fault:
        yield Problem(address, str(fault), "not-fetched")


def _files(path: str) -> Iterator[Path | Problem]:
    here = Path(path)
    try:
        if here.is_dir():
            found = False
            for folder, folders, names in os.walk(here):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(names):
                    if not name.startswith("."):
                        found = True
                        yield Path(folder, name)
            if not found:
                yield Problem(path, f"{path} is a folder without files; name a folder that holds articles.", "empty")
        elif here.exists():
            yield here
        elif any(mark in path for mark in "*?[") and (names := _matching(path)):
            for name in names:
                yield from [Path(name)] if Path(name).is_file() else []
        else:
            yield Problem(path, f"{path} does not exist; check the path.", "missing")
    except OSError as fault:
        yield Problem(path, f"{path} cannot be read ({fault.strerror or fault}); check the path and its permissions.")
    except ValueError:
        yield Problem(repr(path), f"{path!r} is not a path.", "missing")


def _matching(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (the pattern may be absolute)


def _file_source(path: Path, limits: IntakeSettings) -> Source | Problem:
    try:
        if not path.is_file():
            return Problem(str(path), f"{path} is neither a file nor a folder.", "missing")
        return Source(str(path), path.stat().st_size, limits, lambda: path.open("rb"), InFolder(path))
    except OSError as fault:
        return Problem(str(path), f"{path} cannot be read ({fault.strerror}); check its permissions.")


def _expand(source: Source | Problem, depth: int) -> Iterator[Source | Problem]:
    """The source itself, or the members of the zip or tar that it is."""
    if isinstance(source, Problem):
        yield source
        return
    if source.size > source.limits.max_file_mb * 2**20:
        yield Problem(
            source.origin,
            f"{source.origin} is larger than {source.limits.max_file_mb:,} MB; split it or raise intake.max_file_mb.",
            "too-large",
        )
        return
    try:
        with source.open() as stream:
            head = cast(io.BufferedReader, stream).peek(512)[:512]
        members = _members_of(head, source)
        if members is None:
            yield source
        elif depth >= _DEPTH:
            yield Problem(source.origin, f"{source.origin} is an archive inside {_DEPTH} archives; unpack it first.")
        else:
            for member in members:
                yield from _expand(member, depth + 1)
    except InputError as fault:
        # Damage at the very beginning is met again, and told, when the source is read; here a member list broke off.
        yield Problem(source.origin, str(fault), "damaged")
    except (zipfile.BadZipFile, tarfile.TarError, NotImplementedError, RuntimeError, ValueError, EOFError) as fault:
        yield Problem(source.origin, f"{source.origin} is a damaged archive ({fault}); fetch it again.", "damaged")
    except OSError as fault:
        yield Problem(
            source.origin, f"{source.origin} cannot be read ({fault.strerror or fault}); check its permissions."
        )


def _members_of(head: bytes, source: Source) -> Iterator[Source | Problem] | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        box = zipfile.ZipFile(source.stored())
        if any(name in _DOCUMENT_ZIPS for name in box.namelist()[:3]):
            return None  # a word processor's file, which is a zip by accident
        return _zip_members(box, source)
    if head[257:262] == b"ustar":
        return _tar_members(source)
    return None


def _zip_members(box: zipfile.ZipFile, source: Source) -> Iterator[Source | Problem]:
    members = sorted((m for m in box.infolist() if not m.is_dir()), key=lambda m: m.filename)
    if len(members) > source.limits.max_members:
        yield _too_many(source)
        return
    for member in members:
        if _is_hidden(member.filename):
            continue
        origin = f"{source.origin}!{member.filename}"
        if member.flag_bits & 1:
            yield Problem(origin, f"{origin} is encrypted; unpack it with its password first.", "encrypted")
            continue
        beside = InZip(box, member.filename)
        yield Source(origin, member.compress_size, source.limits, _zip_opener(box, member), beside, packed=True)


def _zip_opener(box: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, box.open(member))


def _tar_members(source: Source) -> Iterator[Source | Problem]:
    with source.open() as stream, tarfile.open(fileobj=stream, mode="r|") as box:
        for number, member in enumerate(box):
            if number >= source.limits.max_members:
                yield _too_many(source)
                return
            content = box.extractfile(member) if member.isfile() and not _is_hidden(member.name) else None
            if content is None:
                continue
            origin = f"{source.origin}!{member.name}"
            if member.size <= _KEEP_BYTES:
                yield Source(origin, member.size, source.limits, _held(content.read()))
            else:
                yield Source(origin, member.size, source.limits, _tar_opener(source, member.name))


def _held(data: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(data)


def _tar_opener(source: Source, name: str) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        box = tarfile.open(fileobj=source.open(), mode="r|")  # noqa: SIM115 (the member that is returned reads from it)
        for member in box:
            if member.name == name and (content := box.extractfile(member)) is not None:
                return cast(BinaryIO, content)
        raise InputError(f"{source.origin} no longer holds {name}; it changed while it was read.")

    return opened


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))


def _too_many(source: Source) -> Problem:
    return Problem(
        source.origin,
        f"{source.origin} holds more than {source.limits.max_members:,} files; split it or raise intake.max_members.",
        "too-large",
    )


def _decompressor(magic: bytes) -> Callable[[BinaryIO], object] | None:
    if magic.startswith(b"\x1f\x8b"):
        return lambda stream: gzip.GzipFile(fileobj=stream)
    if magic.startswith(b"BZh"):
        return bz2.BZ2File
    if magic.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile
    return None


class _Guarded(io.RawIOBase):
    """A stream that turns damage and excess into sentences."""

    def __init__(
        self, stream: BinaryIO, origin: str, size: int, limits: IntakeSettings, *, unpacked: bool = False
    ) -> None:
        self._stream, self._origin, self._taken = stream, origin, 0
        self._most = limits.max_file_mb * 2**20
        if unpacked:
            self._most = min(self._most * 4, max(_ALWAYS_ALLOWED, size * limits.max_ratio))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            # One step at a time: what was unpacked before the damage must get through.
            block = self._stream.read1(len(view)) if hasattr(self._stream, "read1") else self._stream.read(len(view))
        except (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError) as fault:
            raise InputError(
                f"{self._origin} is cut short or damaged ({fault}); what came before was read. Fetch it again."
            ) from fault
        view[: len(block)] = block
        self._taken += len(block)
        if self._taken > self._most:
            raise InputError(
                f"{self._origin} unpacks to more than {self._most // 2**20:,} MB; if it is no "
                "decompression bomb, raise intake.max_ratio or intake.max_file_mb."
            )
        return len(block)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()
