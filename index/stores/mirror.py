"""A stand-in for a folder that may not be written, for libraries that write beside what they read."""

from __future__ import annotations

import shutil
from pathlib import Path

_COPIED = (".sqlite3", ".sqlite3-wal", ".sqlite3-journal")
_LEFT_OUT = (".lock", "-shm")


def mirror(folder: Path, into: Path) -> None:
    """Make a folder of links to the files of another; databases, which are opened for writing, are copied.

    Args:
        folder: What is mirrored; when it does not exist, nothing is made.
        into: The new folder; what it held before is deleted.

    Raises:
        OSError: when a database cannot be copied, as when there is no room.
    """
    shutil.rmtree(into, ignore_errors=True)
    for path in [folder, *folder.rglob("*")] if folder.is_dir() else ():
        twin = into / path.relative_to(folder)
        if path.is_dir():
            twin.mkdir(parents=True, exist_ok=True)
        elif path.name.endswith(_COPIED):
            _copy(path, twin)
        elif not path.name.endswith(_LEFT_OUT):
            try:
                twin.symlink_to(path)
            except OSError:
                # Not every system lets everybody make links.
                _copy(path, twin)


def _copy(path: Path, twin: Path) -> None:
    twin.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, twin)
    twin.chmod(0o600)
