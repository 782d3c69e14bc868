"""Work that is done in a process of its own, and what comes of it, in order.

It is for work that holds Python's interpreter lock, such as parsing. The process is started from the interpreter and
not forked, since this one may have threads, and it never runs the program's main module again.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Generic, TypeVar, cast

from ingest.errors import InputError

T = TypeVar("T")
R = TypeVar("R")

_STARTED = "from ingest.apart import serve; serve()"
_DONE = "done"


class _Fault:
    """An exception on its way back."""

    def __init__(self, error: Exception) -> None:
        self.error = error


class Apart(Generic[T, R]):
    """A process that makes some results of each task that it is given.

    Tasks are done in the order in which they are given. The process waits when nobody takes its results, and it ends
    when this one does, however that ends.

    Args:
        make: What it does: a function of a module, which the process imports.
    """

    def __init__(self, make: Callable[[T], Iterable[R]]) -> None:
        paths = os.pathsep.join(path or os.curdir for path in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _STARTED],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
        )
        self._send(make)

    def give(self, task: T) -> None:
        """Add a task; few and small ones may wait."""
        self._send(task)

    def results(self) -> Iterator[R]:
        """What comes of the next task.

        Raises:
            Exception: what its making raised.
            InputError: when the process has ended.
        """
        while (result := self._received()) != _DONE:
            if isinstance(result, _Fault):
                raise result.error
            yield cast(R, result)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        with self._process:
            pass

    def _send(self, thing: object) -> None:
        try:
            pickle.dump(thing, self._stream(self._process.stdin), pickle.HIGHEST_PROTOCOL)
            self._stream(self._process.stdin).flush()
        except BrokenPipeError as error:
            raise self._ended() from error

    def _received(self) -> object:
        try:
            return pickle.load(self._stream(self._process.stdout))  # what our own process wrote
        except (EOFError, pickle.UnpicklingError) as error:
            raise self._ended() from error

    def _ended(self) -> InputError:
        self._process.kill()
        return InputError(
            f"The process that reads ended before it was done (exit status {self._process.wait()}), perhaps because "
            "memory was short; run the command again, it goes on from where it was."
        )

    def _stream(self, stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:
            raise ValueError("the process was started without pipes")
        return stream


def serve() -> None:
    """What the process runs: it makes results of tasks until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started it decides
    tasks, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the results
    try:
        make = pickle.load(tasks)  # what our own process wrote
        while True:
            for result in _made(make, pickle.load(tasks)):
                pickle.dump(result, results, pickle.HIGHEST_PROTOCOL)
            results.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nothing is left to be flushed to anybody


def _made(make: Callable[[Any], Iterable[Any]], task: object) -> Iterator[object]:
    try:
        yield from make(task)
        yield _DONE
    except Exception as error:  # noqa: BLE001 (it is raised where the results are taken)
        yield _Fault(error)
