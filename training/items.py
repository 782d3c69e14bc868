"""From examples to batches: tokenised once, cropped at random, sorted by length, packed under a budget of tokens."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from qa.reader.encode import Pieces, Tokens, Window, compose, token_span
from training.examples import Claim, Example


@dataclass(frozen=True)
class Item:
    """One passage of a question, as input with its target.

    ``start`` and ``end`` are token positions; (0, 0) stands for "not answered here". ``support`` is None for a
    question, and for a claim whether the passage supports it (a claim has no span).
    """

    window: Window
    start: int = 0
    end: int = 0
    support: bool | None = None


Group = list[Item]


class Encoder:
    """Turns examples into items: tokenises once, crops a window around one of the answers at random.

    Args:
        pieces: the word pieces of the network.
        context_tokens: most tokens of a passage.
        headline_share: how many of the questions that have a headline are shown it.
    """

    def __init__(self, pieces: Pieces, context_tokens: int, headline_share: float) -> None:
        self.pieces, self.room, self.headline_share = pieces, context_tokens, headline_share
        self._seen: dict[str, Tokens] = {}

    def group(self, example: Example, chance: random.Random) -> Group:
        """The item of the example's own passage, then those of its negatives; empty when no answer can be placed."""
        headline = self._headline(example.headline, chance)
        passage = self._tokens(example.context)
        span = None
        if example.answers:
            span = token_span(passage, *chance.choice(example.answers))
            if span is None or span[1] - span[0] >= self.room // 2:
                return []
        question = self._tokens(example.question)
        items = [self._item(question, passage, headline, span, chance)]
        items += [self._item(question, self._tokens(text), headline, None, chance) for text in example.negatives]
        return items

    def claims(self, claims: Sequence[Claim], chance: random.Random) -> Group:
        """The items of claims that are told apart by their passages or by one thing that differs."""
        return [
            Item(
                self._item(
                    self._tokens(claim.text), self._tokens(claim.context), self._headline(claim.headline, chance),
                    None, chance,
                ).window,
                support=claim.supported,
            )
            for claim in claims
        ]  # fmt: skip

    def _headline(self, text: str, chance: random.Random) -> Tokens | None:
        return self._tokens(text) if text and chance.random() < self.headline_share else None

    def _tokens(self, text: str) -> Tokens:
        if text not in self._seen:
            self._seen[text] = self.pieces.of([text])[0]
        return self._seen[text]

    def _item(
        self,
        question: Tokens,
        passage: Tokens,
        headline: Tokens | None,
        span: tuple[int, int] | None,
        chance: random.Random,
    ) -> Item:
        low, high = 0, max(0, len(passage.ids) - self.room)
        if span is not None:
            low, high = max(low, span[1] + 1 - self.room), min(high, span[0])
        first = chance.randint(low, max(low, high))
        window = compose(self.pieces, question, passage, first, first + self.room, headline)
        if span is None:
            return Item(window)
        shift = window.context_start - first
        return Item(window, span[0] + shift, span[1] + shift)


def batches(groups: Sequence[Group], tokens: int, chance: random.Random) -> list[list[Group]]:
    """Groups of similar length together, each batch under the budget of tokens, batches in random order."""

    def width(group: Group) -> int:
        return max(len(item.window) for item in group)

    ordered = sorted(groups, key=lambda group: width(group) + chance.random() * 8)
    result: list[list[Group]] = []
    batch: list[Group] = []
    for group in ordered:
        rows = sum(len(g) for g in batch) + len(group)
        if batch and rows * max(width(group), *(width(g) for g in batch)) > tokens:
            result.append(batch)
            batch = []
        batch.append(group)
    result += [batch] if batch else []
    chance.shuffle(result)
    return result


@dataclass(frozen=True)
class Batch:
    """Padded tensors of a batch of (windows, tokens) or (windows,); ``group`` numbers the question of each window."""

    ids: torch.Tensor
    types: torch.Tensor
    mask: torch.Tensor
    context: torch.Tensor
    group: torch.Tensor
    start: torch.Tensor
    end: torch.Tensor
    is_claim: torch.Tensor
    supported: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        return Batch(**{name: value.to(device, non_blocking=True) for name, value in vars(self).items()})


def collate(batch: Sequence[Group], pad: int) -> Batch:
    """Pad a batch into tensors."""
    rows = [(number, item) for number, group in enumerate(batch) for item in group]
    width = max(len(item.window) for _, item in rows)
    ids = torch.full((len(rows), width), pad)
    types = torch.zeros((len(rows), width), dtype=torch.long)
    mask = torch.zeros((len(rows), width), dtype=torch.long)
    context = torch.zeros((len(rows), width), dtype=torch.bool)
    for i, (_, item) in enumerate(rows):
        n = len(item.window)
        ids[i, :n] = torch.tensor(item.window.ids)
        types[i, :n] = torch.tensor(item.window.types)
        mask[i, :n] = 1
        context[i, item.window.context_start : n - 1] = True
    return Batch(
        ids=ids,
        types=types,
        mask=mask,
        context=context,
        group=torch.tensor([number for number, _ in rows]),
        start=torch.tensor([item.start for _, item in rows]),
        end=torch.tensor([item.end for _, item in rows]),
        is_claim=torch.tensor([item.support is not None for _, item in rows]),
        supported=torch.tensor([float(bool(item.support)) for _, item in rows]),
    )
