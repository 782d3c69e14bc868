"""Reading on a cluster: sources go out in parcels, and what they hold comes back in the order of the sources."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from index.cluster.remote import Block, Shipped, read
from index.load.reading import Closing, Found, Opening, Reading, Step, Unread, found_in
from ingest import IntakeSettings, Problem, Source

SHIPPED_BYTES = 32 * 2**20
"""A larger source is read on this machine: a stream of many records need not travel whole, and seldom takes long."""
_PARCEL_BYTES = 2**20
_PARCEL_ITEMS = 32
_TRIES = 2
"""How often a source that ended the process which read it, perhaps as one of many, is read once more, alone."""
_BLOCKS_AHEAD = 4
"""Blocks of one parcel that may wait to be fetched; its reader pauses then."""


@dataclass(slots=True)
class _Parcel:
    """Steps that are known already and sources to read, in their order."""

    items: list[Opening | Closing | Unread] = field(default_factory=list)
    shipped: list[Shipped | None] = field(default_factory=list)
    """One for each ``Unread``; None for what is read here."""
    size: int = 0
    answers: Iterator[Any] | None = None
    """What its reader sends back; None when there is no reader, or it has died."""

    @property
    def full(self) -> bool:
        return len(self.items) >= 2 * _PARCEL_ITEMS or self.size >= _PARCEL_BYTES


class ClusterReader:
    """Reads sources on the machines of a cluster.

    Args:
        ray: The library.
        limits: Of the settings.
        most: Parcels that are out at a time; with ``_BLOCKS_AHEAD`` it bounds what waits in memory.
    """

    def __init__(self, ray: Any, limits: IntakeSettings, most: int) -> None:
        self._ray, self._limits, self._most = ray, limits, most
        # Reading takes little beside embedding, whose workers hold the processors: it is not made to wait for one.
        self._read = ray.remote(read).options(
            num_cpus=0, num_returns="streaming", max_retries=0, scheduling_strategy="SPREAD",
            _generator_backpressure_num_objects=_BLOCKS_AHEAD,
        )  # fmt: skip

    def steps(self, listed: Iterable[Opening | Closing | Unread], reading: Reading) -> Iterator[Step]:
        """For each source an opening, what is ready of it, and a closing."""
        out: deque[_Parcel] = deque()
        parcel = _Parcel()
        for item in listed:
            parcel.items.append(item)
            if isinstance(item, Unread):
                parcel.shipped.append(_shipped(item.source))
                parcel.size += len(parcel.shipped[-1].data) if parcel.shipped[-1] else _PARCEL_BYTES
            if parcel.full:
                out.append(parcel)
                self._send(parcel, 0)
                parcel = _Parcel()
            if len(out) > self._most:
                yield from self._received(out.popleft(), reading)
        out.append(parcel)
        self._send(parcel, 0)
        while out:
            yield from self._received(out.popleft(), reading)

    def _send(self, parcel: _Parcel, first: int) -> None:
        going = tuple(shipped for shipped in parcel.shipped[first:] if shipped is not None)
        if going:
            parcel.answers = iter(self._read.remote(going, self._limits))

    def _received(self, parcel: _Parcel, reading: Reading) -> Iterator[Step]:
        place = 0
        for item in parcel.items:
            if not isinstance(item, Unread):
                yield item
                continue
            shipped = parcel.shipped[place]
            if shipped is None:
                yield from reading.read(item)
            else:
                if parcel.answers is None:
                    self._send(parcel, place)
                yield from reading.taken(item, self._found(parcel, shipped, item.source))
                reading.count(item.source.size)
            place += 1

    def _found(self, parcel: _Parcel, shipped: Shipped, source: Source) -> Iterator[Found]:
        """What a source holds, read with its parcel; if that fails, alone; if that fails too, a problem says why."""
        given, why = 0, ""
        for again in range(1 + _TRIES):
            if again:
                parcel.answers = None
            answers = parcel.answers or iter(self._read.remote((shipped,), self._limits, given))
            try:
                for block in self._blocks(answers):
                    yield from block.found
                    given += len(block.found)
                    if block.elsewhere:
                        yield from islice(found_in(source, self._limits), given, None)
                return
            except self._ray.exceptions.RayError as fault:
                why = _reason(fault)
        yield Problem(
            shipped.origin,
            f"{shipped.origin} could not be read on the cluster, each time the process that read it ended ({why}); "
            "repair it, leave it out, or read it on this machine, without --ray.",
            "killed",
        )

    def _blocks(self, answers: Iterator[Any]) -> Iterator[Block]:
        """The blocks of the next source."""
        for answer in answers:
            block: Block = self._ray.get(answer)
            yield block
            if block.last:
                return
        raise self._ray.exceptions.WorkerCrashedError


def _shipped(source: Source) -> Shipped | None:
    """A source with its bytes; None when it is large, or cannot be read (where it is read, it will be told why)."""
    try:
        with source.stored() as stream:
            data = stream.read(SHIPPED_BYTES + 1)
    except Exception:  # noqa: BLE001 (whatever a damaged container raises is met again, and told, when it is read here)
        return None
    if len(data) > SHIPPED_BYTES:
        return None
    return Shipped(source.origin, source.size, source.packed, data)


def _reason(fault: Exception) -> str:
    """The first sentence of a fault of Ray, without its long advice."""
    cause = getattr(fault, "cause", None) or fault
    text = " ".join(str(cause).split())
    return f"{type(cause).__name__}: {text.partition('. ')[0][:160]}"
