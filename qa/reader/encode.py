"""How a question, a headline and a passage become model input: ``[CLS] question [SEP] headline [SEP] passage [SEP]``.

The headline stands on the question's side (token type 0), so that it informs the reading but can never be part of a
span. Training and answering share this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

QUESTION_TOKENS = 64
HEADLINE_TOKENS = 28


@dataclass(frozen=True)
class Tokens:
    """Word pieces of a text: their ids, and their (start, end) character ranges."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True)
class Window:
    """One model input; ``context_start`` is where its passage tokens begin, ``first`` the index of the first."""

    ids: list[int]
    types: list[int]
    context_start: int
    first: int
    offsets: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.ids)


def tokenize(tokenizer: Any, texts: Sequence[str]) -> list[Tokens]:
    """Split texts into word pieces with character offsets; special-token words in a text stay ordinary text."""
    if not texts:
        return []
    encoded = tokenizer(
        list(texts), add_special_tokens=False, return_offsets_mapping=True, split_special_tokens=True, verbose=False
    )
    return [
        Tokens(ids, [tuple(o) for o in offsets])
        for ids, offsets in zip(encoded["input_ids"], encoded["offset_mapping"], strict=True)
    ]


def compose(
    tokenizer: Any, question: Tokens, passage: Tokens, first: int, last: int, headline: Tokens | None = None
) -> Window:
    """Build the input for passage tokens ``first`` (inclusive) to ``last`` (exclusive)."""
    cls, sep = tokenizer.cls_token_id, tokenizer.sep_token_id
    front = [cls, *question.ids[:QUESTION_TOKENS], sep]
    if headline is not None and headline.ids:
        front += [*headline.ids[:HEADLINE_TOKENS], sep]
    body = passage.ids[first:last]
    return Window(
        ids=[*front, *body, sep],
        types=[0] * len(front) + [1] * (len(body) + 1),
        context_start=len(front),
        first=first,
        offsets=passage.offsets[first:last],
    )


def token_span(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The inclusive token range that covers characters ``start`` to ``end``, or None when nothing does."""
    inside = [i for i, (s, e) in enumerate(tokens.offsets) if s < end and e > start]
    return (inside[0], inside[-1]) if inside else None
