"""Embedding on a cluster: actors that each hold the model, and texts that are given to whichever is free.

Ray would restart an actor by itself, but an actor of a lost machine, for which no other has room, would keep its texts
for ever. So the texts of a lost actor go back to the head of the queue, for any that is left, and another is asked for.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import RLock
from typing import Any

import numpy as np

from index.cluster.remote import EmbeddingWorker
from index.errors import StoreDamagedError, StoreMismatchError
from index.models.embedder import Embeds, Vectors
from ingest import ConfigError, DatelineError

AT_ONCE = 64
"""Texts in one piece of work: a few seconds of one core, so that little is lost with a worker and all end together."""
_EACH = 2
"""Pieces that a worker has: one in work, and one that it goes on with at once."""
_DEATHS = 4
"""How often a piece may end the worker that has it."""
_PATIENCE = 300.0
"""Seconds until at least one worker must have loaded the model."""


@dataclass(eq=False, slots=True)
class Piece:
    """Some texts that are to be embedded."""

    texts: Sequence[str]
    vectors: Vectors | None = None
    seconds: float = 0.0
    deaths: int = 0


class Pool:
    """Embedding workers on the machines of a cluster; they are started with the first piece.

    Args:
        ray: The library.
        embedder: What each worker is given, not loaded.
        workers: How many.
        processors: That each takes.
        fingerprint: The key that the embedder of every machine must have.
    """

    def __init__(self, ray: Any, embedder: Embeds, workers: int, processors: int, fingerprint: str) -> None:
        self._ray, self._embedder, self._fingerprint = ray, embedder, fingerprint
        # Ray's own restarts are off, for the reason above.
        self._kind = ray.remote(EmbeddingWorker).options(
            num_cpus=processors, max_restarts=0, max_task_retries=0, scheduling_strategy="SPREAD"
        )
        self.workers = workers
        self._under_way: dict[Any, tuple[Any, Piece | None]] = {}
        """The actor and the piece of each answer that is expected; without a piece, that it is ready."""
        self._actors: list[Any] = []
        self._load: dict[Any, int] = {}
        """How many pieces each actor has that is ready."""
        self._queue: deque[Piece] = deque()
        self._deaths = 0
        self._since = 0.0
        self._lock = RLock()

    def start(self) -> None:
        """Ask for the workers, if that was not done before."""
        with self._lock:
            if not self._actors:
                self._since = time.monotonic()
                for _ in range(self.workers):
                    self._hire()

    def warm(self) -> None:
        """Start the workers, and wait until each has loaded its model."""
        with self._lock:
            self.start()
            while any(piece is None for _, piece in self._under_way.values()):
                self._turn()

    def submit(self, texts: Sequence[str]) -> Piece:
        """Have texts embedded, as soon as a worker is free."""
        piece = Piece(texts)
        with self._lock:
            self.start()
            self._queue.append(piece)
            self._give()
        return piece

    def vectors(self, piece: Piece) -> Vectors:
        """The vectors of a piece, when they are there.

        Raises:
            ConfigError: when no machine can run a worker.
            StoreMismatchError: when a machine has another model than this one.
            StoreDamagedError: when workers end again and again.
        """
        while piece.vectors is None:
            with self._lock:
                if piece.vectors is None:
                    self._turn()
        return piece.vectors

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            for actor in self._actors:
                self._ray.kill(actor)
            self._actors = []
            self._under_way.clear()

    def _turn(self) -> None:
        """Wait for one answer, at most a second, and give out what can be given then."""
        done, _ = self._ray.wait(list(self._under_way), num_returns=1, timeout=1.0)
        for answer in done:
            actor, piece = self._under_way.pop(answer)
            try:
                value = self._ray.get(answer)
            except self._ray.exceptions.RayError as fault:
                if piece is None and isinstance(fault, self._ray.exceptions.RayTaskError):
                    raise _told(fault) from fault
                self._lose(actor, piece, fault)
                continue
            self._deaths = 0
            if piece is None:
                self._check(value)
                self._load[actor] = 0
            else:
                piece.vectors, piece.seconds = value
                if actor in self._load:
                    self._load[actor] -= 1
        self._give()
        if not self._load and time.monotonic() - self._since > _PATIENCE:
            raise ConfigError(
                f"No machine of the Ray cluster began to embed within {_PATIENCE:.0f} seconds; see with `ray status` "
                "whether other jobs hold its processors."
            )

    def _hire(self) -> None:
        actor = self._kind.remote(self._embedder)
        self._actors.append(actor)
        self._under_way[actor.ready.remote()] = (actor, None)

    def _give(self) -> None:
        while self._queue and self._load:
            actor = min(self._load, key=self._load.__getitem__)
            if self._load[actor] >= _EACH:
                break
            piece = self._queue.popleft()
            self._load[actor] += 1
            self._under_way[actor.encode.remote(piece.texts)] = (actor, piece)

    def _lose(self, actor: Any, piece: Piece | None, fault: Exception) -> None:
        """An actor has died, or failed: its piece is for others, and another takes its place."""
        if piece is not None:
            piece.deaths += 1
            self._queue.appendleft(piece)
        if actor in self._actors:
            self._deaths += 1
            self._since = time.monotonic()
            self._actors.remove(actor)
            self._ray.kill(actor)
            self._load.pop(actor, None)
            self._hire()
        if self._deaths > _DEATHS * self.workers or (piece is not None and piece.deaths > _DEATHS * _EACH):
            reason = " ".join(str(fault).split())[:200]
            raise StoreDamagedError(
                f"The workers that embed on the Ray cluster end again and again ({reason}); look whether its machines "
                "have enough memory, then run the command again: what was embedded is kept."
            )

    def _check(self, fingerprint: str) -> None:
        if fingerprint != self._fingerprint:
            raise StoreMismatchError(
                f'A machine of the Ray cluster has another embedding model under the name "{self._embedder.name}" than '
                "this one; install the same model on all, or set embedder.model to a folder that all have."
            )


class ClusterEmbedder:
    """An embedder whose passages are embedded by a cluster; questions are embedded here.

    Args:
        here: The same embedder on this machine.
        pool: The workers.
    """

    def __init__(self, here: Embeds, pool: Pool) -> None:
        self._here, self._pool = here, pool
        self.name, self.fingerprint = here.name, here.fingerprint

    def encode_passages(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors:
        """One row of unit length for each text; ``on_batch`` is told how many texts each piece held."""
        pieces = [self._pool.submit(texts[at : at + AT_ONCE]) for at in range(0, len(texts), AT_ONCE)]
        rows = np.zeros((len(texts), self.fingerprint.dimension), dtype=np.float32)
        done = 0
        for piece in pieces:
            rows[done : done + len(piece.texts)] = self._pool.vectors(piece)
            done += len(piece.texts)
            if on_batch:
                on_batch(len(piece.texts))
        return rows

    def encode_query(self, text: str) -> Vectors:
        """One row of unit length."""
        return self._here.encode_query(text)


def _told(fault: Any) -> Exception:
    """What a worker said was wrong, as it said it here if it was one of our own sentences."""
    cause = getattr(fault, "cause", None)
    if isinstance(cause, DatelineError):
        return cause
    reason = " ".join(str(cause or fault).split())[:200]
    return ConfigError(
        f"A machine of the Ray cluster cannot embed ({type(cause or fault).__name__}: {reason}); install the same "
        "dateline with its model on every machine."
    )
