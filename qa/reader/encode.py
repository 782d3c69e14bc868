"""How a question, a headline and a passage become model input: ``[CLS] question [SEP] headline [SEP] passage [SEP]``.

The headline stands on the question's side (token type 0), so that it informs the reading but can never be part of a
span. Training and answering share this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Tokenizer

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


class Pieces:
    """Splits texts into word pieces; words that stand for special tokens stay ordinary text.

    Args:
        tokenizer: of the tokenizers library.
        first: the special token before a question.
        between: the special token after each part.
        filler: the special token that fills up rows of a batch.
    """

    def __init__(self, tokenizer: Tokenizer, first: str, between: str, filler: str) -> None:
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.encode_special_tokens = True
        self.first, self.between, self.filler = (
            int(tokenizer.token_to_id(token) or 0) for token in (first, between, filler)
        )

    @classmethod
    def of_library(cls, tokenizer: Any) -> Pieces:
        """Those of a fast tokenizer of the transformers library, which is left as it is."""
        backend: Tokenizer = tokenizer.backend_tokenizer
        names = tokenizer.cls_token, tokenizer.sep_token, tokenizer.pad_token
        return cls(type(backend).from_str(backend.to_str()), *names)

    def of(self, texts: Sequence[str]) -> list[Tokens]:
        """The pieces of texts, with their offsets in characters."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [Tokens(text.ids, text.offsets) for text in encoded]


def compose(
    pieces: Pieces, question: Tokens, passage: Tokens, first: int, last: int, headline: Tokens | None = None
) -> Window:
    """Build the input for passage tokens ``first`` (inclusive) to ``last`` (exclusive)."""
    front = [pieces.first, *question.ids[:QUESTION_TOKENS], pieces.between]
    if headline is not None and headline.ids:
        front += [*headline.ids[:HEADLINE_TOKENS], pieces.between]
    body = passage.ids[first:last]
    return Window(
        ids=[*front, *body, pieces.between],
        types=[0] * len(front) + [1] * (len(body) + 1),
        context_start=len(front),
        first=first,
        offsets=passage.offsets[first:last],
    )


def token_span(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The inclusive token range that covers characters ``start`` to ``end``, or None when nothing does."""
    inside = [i for i, (s, e) in enumerate(tokens.offsets) if s < end and e > start]
    return (inside[0], inside[-1]) if inside else None
