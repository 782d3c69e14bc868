"""The network of a reader: a BERT is run by torch alone, any other make by the library that knows them all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index import fastest_type, few_kernels
from index.models.model_files import read_settings
from qa.reader.encode import Pieces

if TYPE_CHECKING:
    from torch import Tensor

_MAKE, _HEAD = "BertForQuestionAnswering", "qa_outputs"


class Network(Protocol):
    """A span-extraction network with its tokenizer."""

    pieces: Pieces
    trained_as: str | None
    """Its name, where :mod:`training.train` made it; None for others, which know nothing of headlines."""

    def __call__(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Scores of each token as the start and as the end of a span.

        Args:
            ids: the tokens' numbers, (windows, tokens).
            types: 0 for the question's side, 1 for the passage's.
            mask: True where there is a token, False where a row is filled up.

        Returns:
            (windows, tokens, 2), float32.
        """


def load(place: str) -> Network:
    """The network in a folder, or of a name that the library knows.

    Raises:
        OSError: when there is none.
        ValueError: when it is not a network of this kind.
    """
    few_kernels()
    folder = Path(place)
    return _Own(folder) if _is_own(folder) else _Library(place)


def _is_own(folder: Path) -> bool:
    from index.models.bert import is_bert

    return is_bert(folder) and read_settings(folder / "config.json").get("architectures") == [_MAKE]


class _Own:
    """A BERT with a linear layer for the scores."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        from index.models.bert import Bert

        self.pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")), "[CLS]", "[SEP]", "[PAD]")
        self.trained_as: str | None = read_settings(folder / "config.json").get("dateline")
        self._network = Bert(folder, fastest_type())
        self._head = self._network.linear(_HEAD)

    def __call__(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        return self._head(self._network(ids, types, mask)).float()


class _Library:
    """Any network that transformers holds for the task."""

    def __init__(self, place: str) -> None:
        import torch
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self.pieces = Pieces.of_library(AutoTokenizer.from_pretrained(place))
        self._network: Any = AutoModelForQuestionAnswering.from_pretrained(
            place, attn_implementation="sdpa", dtype=torch.float32
        ).eval()
        self.trained_as: str | None = self._network.config.to_dict().get("dateline")
        self._types = getattr(self._network.config, "type_vocab_size", 0) >= 2
        self._type = fastest_type()
        if self._type != torch.float32:
            _halve(self._network, self._type)

    def __call__(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        import torch

        inputs = {"input_ids": ids, "attention_mask": mask.long()}
        if self._types:
            inputs["token_type_ids"] = types
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._type != torch.float32):
            scores = self._network(**inputs)
        return torch.stack([scores.start_logits, scores.end_logits], dim=-1).float()


def _halve(model: Any, dtype: Any) -> None:
    """Keep the weights of linear layers as the half-precision numbers that they are multiplied as.

    The results are the same to the last bit: they would be converted anew for every batch otherwise.
    """
    import torch

    for module in model.modules():
        if isinstance(module, torch.nn.Linear):
            module.to(dtype)
