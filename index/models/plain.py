"""A sentence-transformers model of the commonest make, run without that library.

One question needs the network, the mean of its token vectors and nothing else; to import the library for it takes five
seconds and three hundred megabytes. Models of any other make are left to the library.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.models.model_files import read_settings

if TYPE_CHECKING:
    import torch

_MEAN = "pooling_mode_mean_tokens"


class PlainModel:
    """Network, mean of its token vectors, and scaling to unit length.

    Args:
        folder: A model that :func:`is_plain` calls so.
        dtype: The type that the network's products are calculated in.
    """

    def __init__(self, folder: Path, dtype: torch.dtype) -> None:
        from tokenizers import Tokenizer

        from index.models.bert import Bert

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(int(read_settings(folder / "sentence_bert_config.json")["max_seq_length"]))
        self._network = Bert(folder, dtype)
        self.prompts: dict[str, str | None] = (
            read_settings(folder / "config_sentence_transformers.json").get("prompts") or {}
        )

    def embed(self, text: str) -> NDArray[np.float32]:
        """One row of unit length."""
        import torch

        with torch.inference_mode():
            tokens = self._network(torch.tensor([self._tokenizer.encode(text).ids]))
            row: NDArray[np.float32] = torch.nn.functional.normalize(tokens[0].mean(0), dim=0).numpy()
        return row


def is_plain(folder: Path) -> bool:
    """Whether a model is a BERT network, the mean of its token vectors, and at most a scaling to unit length."""
    from index.models.bert import is_bert

    path = folder / "modules.json"
    steps = json.loads(path.read_text()) if path.exists() else []
    kinds = [str(step.get("type", "")).rpartition(".")[2] for step in steps]
    if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) or steps[0]["path"]:
        return False
    pooling = read_settings(folder / steps[1]["path"] / "config.json")
    others = [name for name, on in pooling.items() if name.startswith("pooling_mode_") and on and name != _MEAN]
    limits = read_settings(folder / "sentence_bert_config.json")
    plain = bool(pooling.get(_MEAN)) and not others and "max_seq_length" in limits and not limits.get("do_lower_case")
    return plain and is_bert(folder)
