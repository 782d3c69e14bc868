"""Dropped files on their way in: stored aside, read by a process of their own, watched, cancelled."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hashlib
import json
import re
import secrets
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fastapi import UploadFile
from pydantic import BaseModel, Field

from index import NotFoundError, StoreLockedError
from ingest import InputError

if TYPE_CHECKING:
    from index import Embeds

MAX_FILES = 200
MAX_BYTES = 200_000_000
"""Of one file."""
SUFFIXES = (
    ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".xml",
    ".rss", ".atom", ".warc", ".rtf", ".pdf", ".eml", ".sgm", ".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz",
)  # fmt: skip
REMEMBERED = 50
"""Finished jobs that can still be asked about."""
_BLOCK = 1 << 20
_LINE = 1 << 26
"""Bytes of the longest line that the reading process writes: a few texts to embed."""


class FileOutcome(BaseModel):
    """What became of one file."""

    name: str
    state: Literal["waiting", "reading", "done", "refused"]
    message: str = ""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    problems: list[str] = Field(default_factory=list)


class Upload(BaseModel):
    """Some dropped files on their way into the archive."""

    id: str
    state: Literal["running", "done", "failed", "cancelled"]
    message: str = ""
    passages: int = 0
    total: int = 0
    files: list[FileOutcome]


class Intake:
    """The uploads of one server; one at a time is read in, as the archive has one writer.

    Args:
        archive: the archive's folder.
        embedder: the server's own, which the reading process borrows.
    """

    def __init__(self, archive: Path, embedder: Embeds) -> None:
        self._archive, self._embedder = archive.resolve(), embedder
        self._jobs: dict[str, Upload] = {}
        self._running: tuple[str, asyncio.subprocess.Process] | None = None
        self._taking = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, files: list[UploadFile]) -> Upload:
        """Store the files aside and begin to read them in.

        Raises:
            InputError: when there are none, or too many.
            StoreLockedError: when an upload is being read in already.
        """
        if not files or len(files) > MAX_FILES:
            raise InputError(f"{len(files)} files: from 1 to {MAX_FILES} are taken at a time.")
        async with self._taking:
            if self._running is not None:
                raise StoreLockedError("Other files are being read in: wait until they are done.")
            folder = Path(tempfile.mkdtemp(prefix="dateline-"))
            job = Upload(id=secrets.token_hex(8), state="running", files=[])
            names = []
            for file in files:
                shown = FileOutcome(name=Path(file.filename or "unnamed").name, state="waiting")
                job.files.append(shown)
                try:
                    names.append(await _store(file, shown.name, folder))
                except InputError as error:
                    shown.state, shown.message = "refused", str(error)
            self._remember(job)
            await self._begin(job, folder, names)
        return job

    def get(self, key: str) -> Upload:
        """An upload.

        Raises:
            NotFoundError: when there is none of that id.
        """
        if key not in self._jobs:
            raise NotFoundError(f"There is no upload {key[:40]}.")
        return self._jobs[key]

    def cancel(self, key: str) -> Upload:
        """Stop reading an upload; what was read stays in the archive.

        Raises:
            NotFoundError: as for :meth:`get`.
        """
        job = self.get(key)
        if job.state == "running":
            job.state, job.message = "cancelled", "Cancelled. What was read before stays in the archive."
            if self._running is not None and self._running[0] == key:
                with contextlib.suppress(ProcessLookupError):
                    self._running[1].send_signal(signal.SIGINT)
        return job

    async def _begin(self, job: Upload, folder: Path, names: list[str]) -> None:
        if not names:
            job.state, job.message = "failed", "None of the files can be taken."
            shutil.rmtree(folder, ignore_errors=True)
            return
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "ui.server.dropping", str(folder), str(self._archive), *names,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            limit=_LINE,
        )  # fmt: skip
        self._running = (job.id, process)
        task = asyncio.create_task(self._watch(job, folder, process))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _watch(self, job: Upload, folder: Path, process: asyncio.subprocess.Process) -> None:
        try:
            await self._follow(job, process)
            code = await process.wait()
            if job.state == "running":
                job.state = "failed" if code else "done"
        finally:
            if job.state == "running":
                job.state = "failed"
            if job.state == "failed":
                job.message = job.message or "The files could not be read in."
            if process.returncode is None:
                process.kill()
            self._running = None
            shutil.rmtree(folder, ignore_errors=True)

    async def _follow(self, job: Upload, process: asyncio.subprocess.Process) -> None:
        """Note what the process says, and lend it the embedder."""
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(dataclasses.asdict(self._embedder.fingerprint)).encode() + b"\n")
        async for line in process.stdout:
            said = json.loads(line)
            if "embed" not in said:
                _note(job, said)
                continue
            vectors = await asyncio.to_thread(self._embedder.encode_passages, said["embed"])
            process.stdin.write(vectors.astype("float32").tobytes())
            with contextlib.suppress(ConnectionError):  # it was cancelled meanwhile
                await process.stdin.drain()

    def _remember(self, job: Upload) -> None:
        self._jobs[job.id] = job
        while len(self._jobs) > REMEMBERED:
            del self._jobs[next(iter(self._jobs))]


async def _store(file: UploadFile, name: str, folder: Path) -> str:
    """Write a file aside under its content, so that two files of one name are never taken for versions of one item."""
    name = re.sub(r"[^\w. -]", "_", name)[-120:].lstrip(".-") or "unnamed"
    if not name.lower().endswith(SUFFIXES):
        raise InputError(f"{name}: files of this type are not taken; text, HTML, JSON lines, CSV and Parquet are.")
    digest, size, part = hashlib.sha256(), 0, folder / "part"
    with part.open("wb") as out:
        while block := await file.read(_BLOCK):
            size += len(block)
            if size > MAX_BYTES:
                raise InputError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB; use `dateline ingest`.")
            digest.update(block)
            out.write(block)
    if size == 0:
        raise InputError(f"{name}: the file is empty.")
    place = folder / f"dropped-{digest.hexdigest()[:12]}"
    place.mkdir(exist_ok=True)
    part.rename(place / name)
    return f"{place.name}/{name}"


def _note(job: Upload, line: dict[str, Any]) -> None:
    """Take a line of the reading process into account."""
    if "error" in line:
        job.state, job.message = "failed", str(line["error"])
        return
    shown = next((one for one in job.files if one.name == line["file"] and one.state in ("waiting", "reading")), None)
    if shown is None:
        return
    if not line.get("done"):
        shown.state, job.passages, job.total = "reading", line["passages"], line["total"]
        shown.message = line["stage"]
        return
    for name in ("added", "updated", "unchanged", "copies", "problems"):
        setattr(shown, name, line[name])
    shown.state, shown.message = "done", ""
