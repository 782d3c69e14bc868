"""The network that is trained: an encoder with a head for spans and one for "the passage supports this"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

SUPPORT = "support_outputs"


class TwoHeads(nn.Module):
    """An encoder of the transformers library with its span head, and a support head on ``[CLS]``.

    Args:
        base: a folder or name of an encoder, or of an earlier training (whose heads are then kept).
        layers: how many of the encoder's lowest layers to keep; all when 0.
        frozen_words: leave the word embeddings as they are: a third of the weights, of which a short training of a
            large network sees few often enough.
    """

    def __init__(self, base: Path, layers: int = 0, frozen_words: bool = False) -> None:
        super().__init__()
        from safetensors.torch import load_file
        from transformers import AutoModelForQuestionAnswering

        # No dropout: a few passes over the data do not overfit, and its random numbers cost a third of a CPU's speed.
        self.model: Any = AutoModelForQuestionAnswering.from_pretrained(
            base,
            dtype=torch.float32,
            attn_implementation="sdpa",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        encoder = getattr(self.model, self.model.base_model_prefix)
        if layers:
            encoder.encoder.layer = encoder.encoder.layer[:layers]
            self.model.config.num_hidden_layers = len(encoder.encoder.layer)
        encoder.embeddings.word_embeddings.weight.requires_grad_(not frozen_words)
        head = nn.Linear(self.model.config.hidden_size, 1)
        nn.init.normal_(head.weight, std=0.02)
        nn.init.zeros_(head.bias)
        earlier = load_file(Path(base) / "model.safetensors")
        if f"{SUPPORT}.weight" in earlier:
            head.load_state_dict({part: earlier[f"{SUPPORT}.{part}"].float() for part in ("weight", "bias")})
        self.model.add_module(SUPPORT, head)
        self._typed = getattr(self.model.config, "type_vocab_size", 0) >= 2

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Span logits (windows, tokens, 2) and support logits (windows,), both float32.

        Args:
            ids: the tokens' numbers, (windows, tokens).
            types: 0 for the question's side, 1 for the passage's; left out for encoders that know none.
            mask: 1 where there is a token.
        """
        inputs = {"input_ids": ids, "attention_mask": mask} | ({"token_type_ids": types} if self._typed else {})
        hidden = getattr(self.model, self.model.base_model_prefix)(**inputs)[0]
        spans = self.model.qa_outputs(hidden).float()
        support = getattr(self.model, SUPPORT)(hidden[:, 0]).float()[:, 0]
        return spans, support
