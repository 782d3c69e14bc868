"""The way to a Ray cluster: one that runs already, or one of this machine alone, started for as long as it is used."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from index.cluster.embedding import EmbeddingAhead
from index.cluster.pool import ClusterEmbedder, Pool
from index.cluster.reader import ClusterReader
from index.cluster.remote import About, about
from index.load.reading import Reading, Step
from index.models.embedder import Embedder, Embeds
from index.redaction.redactor import Redactor
from index.stores.stores import Stores
from index.write.commit import EmbedCount
from index.write.journal import Journal
from ingest import ConfigError, Settings, Source

LOCAL = "local"
"""In place of an address: a cluster of this machine alone, for trying."""
_REACH = 5.0
"""Seconds that a cluster has to take a connection."""
_ANSWER = 120.0
"""Seconds that every machine of a cluster has to say what it is."""
_HTTP2_SETTINGS = b"\4"
_HTTP2_GREETING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0" + _HTTP2_SETTINGS + b"\0" * 5
"""How a client of HTTP/2, which Ray's gRPC speaks, begins: with settings, here none (RFC 9113, section 3.4)."""
_STORE_BYTES = 256 * 2**20
"""Memory of a cluster of this machine alone for what its processes hand to each other."""


class Cluster:
    """A Ray cluster that reads and embeds for an ingest. Open it with :func:`connected`.

    Args:
        ray: The library, connected.
        settings: Of the archive. ``threads`` is how many processors each embedding worker has; 0 means one.
        embedder: In place of the one that the settings name.
        workers: How many workers embed; 0 means as many as the cluster has processors for.
    """

    def __init__(self, ray: Any, settings: Settings, embedder: Embeds | None = None, workers: int = 0) -> None:
        self._ray, self._limits = ray, settings.intake
        here = embedder or Embedder(settings.embedder, settings.threads)
        each = settings.threads or 1
        processors = [int(node["Resources"].get("CPU", 0)) for node in ray.nodes() if node["Alive"]]
        self.machines, self.processors = len(processors), sum(processors)
        self.workers = workers or sum(count // each for count in processors)
        if not self.workers:
            raise ConfigError(
                f"No machine of the Ray cluster has the {each} processors that an embedding worker takes; start larger "
                "ones, or set fewer threads."
            )
        there = here.with_threads(each) if isinstance(here, Embedder) else here
        self._pool = Pool(ray, there, self.workers, each, here.fingerprint.key)
        self.embedder = ClusterEmbedder(here, self._pool)

    def warm(self) -> None:
        """Let the workers load their model now, not when there is something to embed, and wait until all have."""
        self._pool.warm()

    def close(self) -> None:
        """End the workers."""
        self._pool.close()

    def steps(
        self, paths: Iterable[str | Path | Source], reading: Reading, stores: Stores, journal: Journal,
        redactor: Redactor, count: EmbedCount | None,
    ) -> Iterator[Step]:  # fmt: skip
        """What some paths hold, read and embedded on the cluster; see :meth:`index.load.loader.Reads.steps`."""
        most = max(2, self.processors)
        steps = ClusterReader(self._ray, self._limits, most).steps(reading.listed(paths), reading)
        if count is None:
            yield from steps
            return
        with closing(stores.open_cache()) as cache:
            ahead = EmbeddingAhead(self._pool, cache, journal, redactor, self._limits.passage_words, count)
            yield from ahead.steps(steps)


@contextmanager
def connected(
    address: str, settings: Settings, *, embedder: Embeds | None = None, workers: int = 0
) -> Iterator[Cluster]:
    """Join a Ray cluster; it is left when the block ends.

    Args:
        address: ``HOST:PORT`` of its head, of which this machine must be a part too (`ray start --address=HOST:PORT`);
            or ``local`` for one of this machine alone, which lasts as long as the block.
        settings: Of the archive.
        embedder: In place of the one that the settings name.
        workers: How many workers embed; 0 means as many as the cluster has processors for.

    Raises:
        ConfigError: when there is none, it cannot be joined, or its machines have other versions than this one.
    """
    ray = _library(address)
    # Ray tells of lost processes on the standard output, where a report may be expected as JSON.
    with ExitStack() as undo, redirect_stdout(sys.stderr):
        if address == LOCAL:
            place = tempfile.TemporaryDirectory(prefix="dateline-ray-", ignore_cleanup_errors=True)
            _begin(ray, undo.enter_context(place), workers * (settings.threads or 1), undo)
        else:
            _join(ray, address, undo)
        _compare(ray, address)
        cluster = undo.enter_context(closing(Cluster(ray, settings, embedder, workers)))
        yield cluster


def _library(address: str) -> Any:
    """Load Ray, with what it reads from the environment at that moment and hands down to all that it starts."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address == LOCAL and "RAY_AUTH_MODE" not in os.environ and "ray" not in sys.modules:
        # The ports of a cluster are open to the network, so whoever sends work must know a word made for this one.
        os.environ |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    try:
        import ray
    except ImportError as error:
        raise ConfigError('`--ray` needs the extra "ray": pip install "dateline[ray]".') from error
    return ray


def _begin(ray: Any, place: str, processors: int, undo: ExitStack) -> None:
    """Start a cluster of this machine alone, with its files in a folder of its own."""
    undo.callback(ray.shutdown)
    ray.init(
        num_cpus=processors or os.cpu_count(), include_dashboard=False, log_to_driver=False, logging_level="ERROR",
        object_store_memory=_STORE_BYTES, _temp_dir=place,
    )  # fmt: skip


def _join(ray: Any, address: str, undo: ExitStack) -> None:
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or "/" in host:
        raise ConfigError(
            f"--ray {address}: write the address of a Ray cluster's head as HOST:PORT, such as 10.0.0.1:6379, or "
            f"`{LOCAL}` for one of this machine alone."
        )
    try:
        _greet(host.strip("[]"), int(port))
    except (OSError, OverflowError) as fault:
        raise ConfigError(
            f"No Ray cluster answers at {address} ({fault}); start one there with `ray start --head`, or check the "
            "address."
        ) from fault
    undo.callback(ray.shutdown)
    try:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, RuntimeError, ValueError, TimeoutError, ray.exceptions.RayError) as fault:
        raise ConfigError(_unjoined(address, fault)) from fault


def _greet(host: str, port: int) -> None:
    """Make sure that a server of Ray's protocol answers: Ray itself would try for minutes.

    Raises:
        OSError: when nothing answers within some seconds, or something else.
    """
    with socket.create_connection((host, port), _REACH) as line:
        if os.environ.get("RAY_USE_TLS", "0") != "0":
            return
        line.sendall(_HTTP2_GREETING)
        answer = line.recv(9, socket.MSG_WAITALL)
    if answer[3:4] != _HTTP2_SETTINGS:
        raise OSError("something else answers there")


def _unjoined(address: str, fault: Exception) -> str:
    said = " ".join(str(fault).split())
    if "ersion mismatch" in said:
        return f"The Ray cluster at {address} is of another version ({said[:300]}); install the same on all machines."
    return (
        f"The Ray cluster at {address} cannot be joined ({said[:200]}); this machine must be a part of it: run "
        f"`ray start --address={address}` here."
    )


def _alive(ray: Any) -> dict[str, str]:
    """The machines of the cluster that Ray takes to be alive: their numbers, with their addresses."""
    return {node["NodeID"]: node["NodeManagerAddress"] for node in ray.nodes() if node["Alive"]}


def _compare(ray: Any, address: str) -> None:
    """Make sure that every machine can run what it will be sent."""
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    there = ray.remote(about)
    nodes = _alive(ray)
    asked, number_of = {}, {}
    for number, place in nodes.items():
        at = NodeAffinitySchedulingStrategy(number, soft=False)
        answer = there.options(num_cpus=0, max_retries=2, scheduling_strategy=at).remote()
        asked[answer], number_of[answer] = place, number
    here = about()
    done, late = ray.wait(list(asked), num_returns=len(asked), timeout=_ANSWER)
    if late:
        raise ConfigError(
            f"The machine {asked[late[0]]} of the Ray cluster at {address} does not answer within {_ANSWER:.0f} "
            "seconds; look at `ray status`, or take it out of the cluster."
        )
    for answer in done:
        try:
            other: About = ray.get(answer)
        except ray.exceptions.RayError as fault:
            if number_of[answer] not in _alive(ray):
                continue  # the machine was lost between the two questions; nothing will be sent to it
            reason = " ".join(str(getattr(fault, "cause", None) or fault).split())
            raise ConfigError(
                f"The machine {asked[answer]} of the Ray cluster at {address} cannot run Dateline ({reason[-200:]}); "
                "install the same version there as here."
            ) from fault
        if other.dateline != here.dateline:
            raise ConfigError(
                f"The machine {other.host} of the Ray cluster has dateline {other.dateline}, this one {here.dateline}; "
                "install the same version on all."
            )
