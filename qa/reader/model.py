"""The reader: a span-extraction model that says where a passage answers a question, and how sure it is that it does."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from ingest import PACKAGED, ConfigError
from qa.reader.encode import Window, compose
from qa.reader.network import load
from qa.reader.together import Together, Wanted, always

WEIGHTS = Path(__file__).parent / "weights"
WINDOW_TOKENS = 320
OVERLAP_TOKENS = 96
SPAN_TOKENS = 30


@dataclass(frozen=True, slots=True)
class PassageText:
    """What is read: a passage, and the headline that it stands under (context only, never part of a span)."""

    text: str
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of the passage; ``score`` is the sum of its start and end logits."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a passage: its best spans, and ``null``, the score of "this does not answer"."""

    spans: tuple[Span, ...]
    null: float

    @property
    def margin(self) -> float:
        """How far the best span stands above null, in logits; minus infinity when there is no span at all."""
        return self.spans[0].score - self.null if self.spans else -np.inf


class Reader:
    """Reads passages with an extractive question-answering model.

    Args:
        model: ``packaged``, a folder, or a model name that transformers can load.
        batch_tokens: tokens per batch, padding included; as many batches are read at a time as torch has threads.
        spans: how many non-overlapping spans to keep of each passage.

    Raises:
        ConfigError: when no model can be loaded from there.
    """

    def __init__(self, model: str = PACKAGED, batch_tokens: int = 1_024, spans: int = 3) -> None:
        import torch

        place = str(WEIGHTS) if model == PACKAGED else model
        try:
            self._network = load(place)
        except (OSError, ValueError, KeyError) as error:
            raise ConfigError(
                f"No reader could be loaded from {place!r} ({error}); name a folder of an extractive "
                "question-answering model in [reader] model, or leave it at 'packaged'."
            ) from error
        trained_as = self._network.trained_as
        self.name = model if model != PACKAGED else trained_as or PACKAGED
        self._headlines = bool(trained_as)
        self.spans = spans
        threads = torch.get_num_threads()
        self._together = Together(self._read_batch, batch_tokens, threads, partial(_one_thread, threads))

    def read(self, question: str, passages: Sequence[PassageText], wanted: Wanted = always) -> list[Reading]:
        """Read passages for one question; one reading per passage, in the order given.

        Questions that are read at the same time share batches.

        Raises:
            GivenUpError: when ``wanted`` says before a batch that the readings are wanted no more.
        """
        return self.read_pairs([(question, passage) for passage in passages], wanted)

    def read_pairs(self, pairs: Sequence[tuple[str, PassageText]], wanted: Wanted = always) -> list[Reading]:
        """Read many (question, passage) pairs, batched by length; one reading per pair, in the order given."""
        windows = list(self._windows(pairs))
        found: list[list[tuple[list[Span], float]]] = [[] for _ in pairs]
        for (owner, _), spans in zip(windows, self._together.read([w for _, w in windows], wanted), strict=True):
            found[owner].append(spans)
        return [_merge(parts, self.spans) for parts in found]

    def _windows(self, pairs: Sequence[tuple[str, PassageText]]) -> Iterator[tuple[int, Window]]:
        unique = dict.fromkeys(
            text for question, passage in pairs for text in (question, passage.headline, passage.text)
        )
        pieces = self._network.pieces
        tokens = dict(zip(unique, pieces.of(list(unique)), strict=True))
        for owner, (question, passage) in enumerate(pairs):
            body = tokens[passage.text]
            headline = tokens[passage.headline] if self._headlines else None
            step = WINDOW_TOKENS - OVERLAP_TOKENS
            for first in range(0, max(1, len(body.ids) - OVERLAP_TOKENS), step):
                last = first + WINDOW_TOKENS
                yield owner, compose(pieces, tokens[question], body, first, last, headline)

    def _read_batch(self, windows: list[Window]) -> list[tuple[list[Span], float]]:
        """The best spans of each window, and its null score."""
        starts, ends = self._logits(windows)
        return [_best_spans(window, starts[row], ends[row], self.spans) for row, window in enumerate(windows)]

    def _logits(self, windows: list[Window]) -> tuple[np.ndarray, np.ndarray]:
        import torch

        width, pieces = max(len(window) for window in windows), self._network.pieces
        ids = torch.full((len(windows), width), pieces.filler)
        types = torch.zeros((len(windows), width), dtype=torch.long)
        mask = torch.zeros((len(windows), width), dtype=torch.bool)
        for row, window in enumerate(windows):
            ids[row, : len(window)] = torch.tensor(window.ids)
            types[row, : len(window)] = torch.tensor(window.types)
            mask[row, : len(window)] = True
        with torch.inference_mode():
            scores = self._network(ids, types, mask).numpy()
        return scores[..., 0], scores[..., 1]


def _one_thread(others: int) -> None:
    """Let torch calculate in the calling thread alone, and with ``others`` threads in those that begin later."""
    import torch

    torch.get_num_threads()  # which gives the calling thread its number, so that it is not given one later
    torch.set_num_threads(1)
    # The number of threads to come was set with it; another thread sets that back.
    other = threading.Thread(target=torch.set_num_threads, args=(others,))
    other.start()
    other.join()


def _best_spans(window: Window, starts: np.ndarray, ends: np.ndarray, count: int) -> tuple[list[Span], float]:
    null = float(starts[0] + ends[0])
    first, size = window.context_start, len(window.offsets)
    if size == 0:
        return [], null
    start, end = starts[first : first + size], ends[first : first + size]
    scores = start[:, None] + end[None, :]
    length = np.arange(size)[None, :] - np.arange(size)[:, None]
    scores[(length < 0) | (length >= SPAN_TOKENS)] = -np.inf
    best = np.argsort(-scores, axis=None)[: count * 12]
    spans: list[Span] = []
    for flat in best:
        i, j = divmod(int(flat), size)
        if not np.isfinite(scores[i, j]):
            break
        span = Span(window.offsets[i][0], window.offsets[j][1], float(scores[i, j]))
        if all(span.end <= kept.start or span.start >= kept.end for kept in spans):
            spans.append(span)
        if len(spans) == count:
            break
    return spans, null


def _merge(parts: list[tuple[list[Span], float]], count: int) -> Reading:
    """Join the windows of one passage: the best spans of any, and the lowest null (some window may answer)."""
    kept: list[Span] = []
    for span in sorted((s for spans, _ in parts for s in spans), key=lambda s: -s.score):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return Reading(tuple(kept[:count]), min(null for _, null in parts))
