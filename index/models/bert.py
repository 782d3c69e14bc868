"""A BERT network that only answers, run by torch alone.

Both packaged models are of this make. The library that holds every make of network takes three seconds to import, half
of what a question on the command line takes; networks of other makes are left to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from index.models.model_files import read_settings

_WEIGHTS = "model.safetensors"
_NEEDED = {"model_type": "bert", "hidden_act": "gelu"}
_USUAL = {"position_embedding_type": "absolute", "is_decoder": False, "add_cross_attention": False}


def is_bert(folder: Path) -> bool:
    """Whether a folder holds a network that :class:`Bert` can run, and the tokenizer for it in one file."""
    config = read_settings(folder / "config.json")
    return (
        (folder / _WEIGHTS).exists()
        and all(config.get(key) == value for key, value in _NEEDED.items())
        and all(config.get(key, value) == value for key, value in _USUAL.items())
        and _lowers_case(folder)
    )


@dataclass(frozen=True, slots=True)
class Linear:
    """A product with weights of (out, in), and a bias; calculated in the type of the weights."""

    weight: Tensor
    bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        """The products of vectors, (..., in) to (..., out)."""
        return F.linear(x.to(self.weight.dtype), self.weight, self.bias)


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Tensor
    bias: Tensor
    epsilon: float

    def __call__(self, x: Tensor) -> Tensor:
        return F.layer_norm(x, self.weight.shape, self.weight, self.bias, self.epsilon)


@dataclass(frozen=True, slots=True)
class _Layer:
    heads: int
    projections: Linear
    """Of queries, keys and values at once."""
    joined: Linear
    attended: _Norm
    wider: Linear
    narrower: Linear
    done: _Norm

    def __call__(self, x: Tensor, mask: Tensor | None) -> Tensor:
        texts, tokens, _ = x.shape
        parts = self.projections(x).view(texts, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask)
        x = self.attended(self.joined(seen.transpose(1, 2).reshape(texts, tokens, -1)) + x)
        return self.done(self.narrower(F.gelu(self.wider(x))) + x)


class Bert:
    """The network of Devlin et al. (2019), with the names that its published weights have.

    Args:
        folder: one that :func:`is_bert` says yes to.
        dtype: the type that its products are calculated in; sums between layers and their scaling are float32.

    Raises:
        KeyError: when a weight is missing.
    """

    def __init__(self, folder: Path, dtype: torch.dtype) -> None:
        config = read_settings(folder / "config.json")
        self._weights = {name.removeprefix("bert."): held for name, held in load_file(folder / _WEIGHTS).items()}
        self._dtype, self._epsilon = dtype, float(config.get("layer_norm_eps", 1e-12))
        heads = int(config["num_attention_heads"])
        self._words, self._places, self._types = (
            self._weights[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")
        )
        self._first = self._norm("embeddings.LayerNorm")
        self._layers = [
            self._layer(f"encoder.layer.{number}.", heads) for number in range(int(config["num_hidden_layers"]))
        ]

    def __call__(self, ids: Tensor, types: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """What the network makes of tokens.

        Args:
            ids: their numbers, (texts, tokens).
            types: 0 or 1 for each, 0 when left out.
            mask: True where there is a token, False where a row is filled up; all True when left out.

        Returns:
            (texts, tokens, hidden size), float32.
        """
        of_type = self._types[0] if types is None else F.embedding(types, self._types)
        x = F.embedding(ids, self._words).float() + of_type + self._places[: ids.shape[1]]
        x = self._first(x)
        shown = None if mask is None or bool(mask.all()) else mask[:, None, None, :]
        for layer in self._layers:
            x = layer(x, shown)
        return x

    def linear(self, *names: str) -> Linear:
        """Linear layers of these names, stacked to one."""
        return Linear(
            torch.cat([self._weights[f"{name}.weight"] for name in names]).to(self._dtype),
            torch.cat([self._weights[f"{name}.bias"] for name in names]).to(self._dtype),
        )

    def _norm(self, name: str) -> _Norm:
        return _Norm(self._weights[f"{name}.weight"].float(), self._weights[f"{name}.bias"].float(), self._epsilon)

    def _layer(self, name: str, heads: int) -> _Layer:
        own = f"{name}attention.self."
        return _Layer(
            heads=heads,
            projections=self.linear(f"{own}query", f"{own}key", f"{own}value"),
            joined=self.linear(f"{name}attention.output.dense"),
            attended=self._norm(f"{name}attention.output.LayerNorm"),
            wider=self.linear(f"{name}intermediate.dense"),
            narrower=self.linear(f"{name}output.dense"),
            done=self._norm(f"{name}output.LayerNorm"),
        )


def _lowers_case(folder: Path) -> bool:
    """Whether the tokenizer's file and the settings beside it agree on lower case; the library sees to that."""
    tokenizer, settings = read_settings(folder / "tokenizer.json"), read_settings(folder / "tokenizer_config.json")
    normalizer: Mapping[str, Any] = tokenizer.get("normalizer") or {}
    lowers = normalizer.get("lowercase")
    return lowers is not None and settings.get("do_lower_case", lowers) == lowers
