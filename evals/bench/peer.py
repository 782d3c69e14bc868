"""How a peer is measured: it is given articles, passages and questions in files, and prints what it took as JSON.

Each peer is a small program beside this one, ``python -m evals.bench.peer_NAME TASK``, and runs in an environment
where this project is not installed: only the standard library may be imported here. ``TASK`` is a JSON file of a
:class:`Task`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from evals.bench.process import disk_mb, peak_mb

WARM = 3
"""Questions asked before the clock starts."""


@dataclass(frozen=True, slots=True)
class Task:
    """What every system is given. Paths are absolute."""

    articles: str
    """JSON lines with id, title, body, source, date."""
    passages: str
    """JSON lines with id, article, text: the articles as this project splits them, and what it embeds of each."""
    questions: list[str]
    embedder: str
    """A sentence-transformers folder."""
    reader: str
    """A folder that AutoModelForQuestionAnswering loads."""
    store: str
    """An empty folder for whatever is kept."""
    limit: int
    """Passages to find for each question, and to read."""
    answers: int
    """So many of the questions are answered wholly."""
    own_passages: bool = False
    """Whether the system splits the articles its own way instead of taking the passages."""


class Peer(Protocol):
    """A system under measurement."""

    def load(self, task: Task) -> None:
        """Import libraries and load models; timed apart."""

    def ingest(self) -> int:
        """Make everything searchable and keep it in the store; says how many passages there are."""

    def search(self, question: str) -> list[str]:
        """The article ids of the best passages, best first."""

    def answer(self, question: str) -> str | None:
        """Search, read and answer."""


@dataclass(slots=True)
class Result:
    """What a system took."""

    versions: dict[str, str]
    load_seconds: float = 0.0
    ingest_seconds: float = 0.0
    passages: int = 0
    ingest_peak_mb: float = 0.0
    disk_mb: float = 0.0
    search_ms: list[float] = field(default_factory=list)
    found: list[list[str]] = field(default_factory=list)
    answer_ms: list[float] = field(default_factory=list)
    answered: list[str | None] = field(default_factory=list)
    peak_mb: float = 0.0
    no_answers: str = ""
    """Why nothing was answered."""


def run(peer: Peer, packages: list[str]) -> None:
    """Measure a peer on the task that the command line names, and print the result as one line of JSON.

    Args:
        peer: the system.
        packages: whose versions are told.
    """
    from importlib.metadata import version

    task = Task(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    result = Result({name: version(name) for name in packages})
    result.load_seconds, _ = _timed(lambda: peer.load(task))
    result.ingest_seconds, result.passages = _timed(peer.ingest)
    result.ingest_peak_mb, result.disk_mb = peak_mb(), disk_mb(Path(task.store))
    for question in task.questions[:WARM]:
        peer.search(question)
    for question in task.questions:
        seconds, found = _timed(lambda asked=question: peer.search(asked))  # type: ignore[misc]
        result.search_ms.append(1_000 * seconds)
        result.found.append(list(dict.fromkeys(found)))
    try:
        _answer(peer, task, result)
    except Exception as error:  # noqa: BLE001  # another system's failure is a finding, told with its reason
        result.answer_ms, result.answered = [], []
        result.no_answers = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    result.peak_mb = peak_mb()
    print(json.dumps(asdict(result)), flush=True)


def lines(path: str) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with Path(path).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _answer(peer: Peer, task: Task, result: Result) -> None:
    if not task.answers:
        return
    peer.answer(task.questions[0])
    for question in task.questions[: task.answers]:
        seconds, answer = _timed(lambda asked=question: peer.answer(asked))  # type: ignore[misc]
        result.answer_ms.append(1_000 * seconds)
        result.answered.append(answer)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    value = work()
    return time.perf_counter() - started, value
