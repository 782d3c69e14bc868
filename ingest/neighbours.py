"""The files beside a file, for formats whose documents are several files: in its folder, or in its zip."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class InFolder:
    """The neighbours of a file on disk."""

    path: Path

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder relative to the file's; none when it is not there."""
        try:
            return sorted(entry.name for entry in (self.path.parent / folder).iterdir())
        except OSError:
            return []

    def data(self, name: str, most: int) -> bytes | None:
        """The first ``most`` bytes of a file beside it; None when there is none."""
        try:
            with (self.path.parent / name).open("rb") as stream:
                return stream.read(most)
        except (OSError, ValueError):
            return None


@dataclass(frozen=True)
class InZip:
    """The neighbours of a member of a zip."""

    box: zipfile.ZipFile
    name: str

    def names(self, folder: str) -> list[str]:
        """The names of the members in a folder relative to the member's."""
        start = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), folder))
        return sorted(
            posixpath.basename(name) for name in self.box.namelist() if (posixpath.dirname(name) or ".") == start
        )

    def data(self, name: str, most: int) -> bytes | None:
        """The first ``most`` bytes of a member beside it; None when there is none."""
        try:
            with self.box.open(posixpath.normpath(posixpath.join(posixpath.dirname(self.name), name))) as stream:
                return stream.read(most)
        except (KeyError, RuntimeError, zipfile.BadZipFile, OSError):
            return None
