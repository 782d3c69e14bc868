"""How many questions `dateline serve` answers, and how fast, when several people ask at once."""

from __future__ import annotations

import http.client
import itertools
import json
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from evals.bench.measure import machine
from evals.bench.process import peak_mb, percentile
from evals.bench.table import SPREAD, Table
from evals.progress import Progress
from ingest import InputError

CLIENTS = (1, 8, 32)
_READY_SECONDS = 300.0
_ANSWER_SECONDS = 120.0
_BUSY = (429, 503)
_BUSY_WAIT = 0.5
"""Seconds that a client waits after it was told that the server is busy."""


@dataclass(slots=True)
class Load:
    """What some clients met with in some seconds."""

    clients: int
    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    """Of each answer."""
    busy: int = 0
    """Questions that were told to come again."""
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, and its process."""

    port: int
    process: int


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Run ``dateline serve`` on an archive in a process of its own, on a free loopback port, until the block ends.

    Raises:
        InputError: when it does not come up; says what it printed.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "ui.commands.cli", "serve", "--read-only", "--port", str(port)]
    with tempfile.TemporaryFile("w+") as said:
        running = subprocess.Popen([*command, "--archive", str(folder)], stdout=said, stderr=subprocess.STDOUT)
        try:
            _await_ready(running, port)
            yield Server(port, running.pid)
        except TimeoutError:
            said.seek(0)
            raise InputError(f"dateline serve did not come up: {said.read().strip()[-300:]}") from None
        finally:
            running.send_signal(signal.SIGINT)
            try:
                running.wait(20)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


def ask_for(port: int, questions: Sequence[str], clients: int, seconds: float) -> Load:
    """Ask from so many threads at once for some seconds; each asks its next question when it has its answer.

    A question that is under way when the time is up is waited for, and counts.
    """
    load = Load(clients)
    turns, door = itertools.count(), threading.Lock()
    started = time.perf_counter()

    def client() -> None:
        while time.perf_counter() - started < seconds:
            with door:
                asked = questions[next(turns) % len(questions)]
            begun = time.perf_counter()
            status = _ask(port, asked)
            took = 1_000 * (time.perf_counter() - begun)
            with door:
                if status == 200:
                    load.milliseconds.append(took)
                elif status in _BUSY:
                    load.busy += 1
                else:
                    load.errors += 1
            if status in _BUSY:
                time.sleep(_BUSY_WAIT)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - started
    return load


def bench_serve(
    folder: Path, questions: Sequence[str], seconds: float, repeats: int, clients: Sequence[int] = CLIENTS
) -> Table:
    """Load a server with every number of clients in turn, as often as asked.

    Args:
        folder: the archive.
        questions: asked in turn.
        seconds: how long each number of clients asks.
        repeats: how often all numbers take their turn.
        clients: how many ask at once.
    """
    loads: dict[int, list[Load]] = {count: [] for count in clients}
    with serving(folder) as server, Progress("loads", repeats * len(clients)) as shown:
        for asked in questions[:3]:
            _ask(server.port, asked)
        for _ in range(repeats):
            for count in clients:
                loads[count].append(ask_for(server.port, questions, count, seconds))
                shown.step()
        memory = peak_mb(server.process)
    table = Table(
        "Serving",
        f"dateline serve, asked over HTTP from a second process on the same machine, {seconds:g} s for each number of "
        f"clients; {len(questions)} questions in turn. {machine()}.",
        SPREAD,
    )
    for count, runs in loads.items():
        name = f"{count} client{'s' * (count > 1)}"
        answered = [run.milliseconds for run in runs if run.milliseconds]
        table.spread(f"{name}: answers", "a second", [len(run.milliseconds) / run.seconds for run in runs])
        table.spread(f"{name}: p50", "ms", [percentile(times, 0.5) for times in answered])
        table.spread(f"{name}: p95", "ms", [percentile(times, 0.95) for times in answered])
        table.spread(f"{name}: told to come again", "", [float(run.busy) for run in runs])
        table.spread(f"{name}: errors", "", [float(run.errors) for run in runs])
    table.spread("peak memory of the server", "MB", [memory])
    return table


def _ask(port: int, question: str) -> int:
    """The status of one answer; 0 when the connection failed."""
    body = json.dumps({"question": question})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_ANSWER_SECONDS)
    try:
        connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        reply.read()
        return reply.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _await_ready(running: subprocess.Popen[bytes], port: int) -> None:
    """Wait until questions can be asked.

    Raises:
        TimeoutError: when the server ends, or is not ready in time.
    """
    until = time.monotonic() + _READY_SECONDS
    while time.monotonic() < until and running.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/api/status")
            reply = connection.getresponse()
            if reply.status == 200 and json.loads(reply.read()).get("ready"):
                return
        except (OSError, http.client.HTTPException):
            pass  # it does not listen yet
        finally:
            connection.close()
        time.sleep(0.2)
    raise TimeoutError
