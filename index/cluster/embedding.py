"""Embedding ahead: passages have their vectors in the cache by the time their article is to be committed.

So the one who commits finds them there, as after an interruption, and there is no second way into the archive.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from index.cluster.pool import AT_ONCE, Piece, Pool
from index.load.reading import Ready, Step, prepared, weight_of
from index.redaction.redactor import Redactor
from index.stores.cache import VectorCache
from index.write.commit import EmbedCount
from index.write.journal import Journal

_EACH = 3
"""Pieces that are out at a time for each worker: two that it has, and one that is put together meanwhile."""
_GROUP_CHARS = 1_000_000
"""Text of articles that wait behind one piece, when most of it needs no vectors."""


@dataclass(slots=True)
class _Group:
    """Some steps, and the pieces that must be embedded before they may go on."""

    steps: list[Step] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    weight: int = 0
    pieces: list[Piece] = field(default_factory=list)


class EmbeddingAhead:
    """Embeds what articles hold before they reach the archive, on a cluster.

    Args:
        pool: The workers.
        cache: Where the vectors go; opened for this alone, since it is written while others read it.
        journal: For the articles that were removed: nothing is made of them.
        redactor: What names may not be shown are not embedded either.
        words: How many words a passage has, about.
        count: Is told what was embedded.
    """

    def __init__(
        self, pool: Pool, cache: VectorCache, journal: Journal, redactor: Redactor, words: int, count: EmbedCount
    ) -> None:
        self._pool, self._cache, self._journal, self._redactor = pool, cache, journal, redactor
        self._words, self._count = words, count
        self._coming: set[str] = set()

    def steps(self, steps: Iterable[Step]) -> Iterator[Step]:
        """The same steps in the same order, each article when its vectors are in the cache."""
        out: deque[_Group] = deque()
        waiting = 0
        group = _Group()
        for step in steps:
            self._join(group, step)
            if len(group.texts) >= AT_ONCE or group.weight >= _GROUP_CHARS:
                waiting += self._send(group)
                out.append(group)
                group = _Group()
            while waiting > _EACH * self._pool.workers or len(out) > _EACH * self._pool.workers:
                waiting -= len(out[0].pieces)
                yield from self._done(out.popleft())
        self._send(group)
        out.append(group)
        while out:
            yield from self._done(out.popleft())

    def _join(self, group: _Group, step: Step) -> None:
        if isinstance(step, Ready):
            step = self._redacted(step)
            texts = list(dict.fromkeys(step.contexts))
            if _sound(texts) and not self._journal.removal(step.article.id):
                found = self._cache.get(texts)
                new = [text for text, row in zip(texts, found, strict=True) if row is None and text not in self._coming]
                self._coming.update(new)
                group.texts += new
        group.steps.append(step)
        group.weight += weight_of(step)

    def _redacted(self, ready: Ready) -> Ready:
        article = self._redactor.article(ready.article)
        if article.version == ready.article.version:
            return ready
        return replace(prepared(article, self._words), again=ready.again)

    def _send(self, group: _Group) -> int:
        # Texts of like length together, so that next to nothing is spent on padding.
        texts = sorted(group.texts, key=len)
        group.pieces = [self._pool.submit(texts[at : at + AT_ONCE]) for at in range(0, len(texts), AT_ONCE)]
        return len(group.pieces)

    def _done(self, group: _Group) -> Iterator[Step]:
        for piece in group.pieces:
            vectors = self._pool.vectors(piece)
            self._cache.put(piece.texts, vectors)
            self._coming.difference_update(piece.texts)
            self._count.texts += len(piece.texts)
            self._count.seconds += piece.seconds
        yield from group.steps


def _sound(texts: Iterable[str]) -> bool:
    """Whether a model can be given some texts; what holds half of a character is turned away by who commits."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return True
