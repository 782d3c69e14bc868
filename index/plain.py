"""A sentence-transformers model of the commonest make, run without that library.

One question needs the network, the mean of its token vectors and nothing else; to import the library for it takes two
seconds and two hundred megabytes. Models of any other make are left to the library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_MEAN = "pooling_mode_mean_tokens"


class PlainModel:
    """Network and mean pooling, called as the library's model is; unit length is the caller's to see to.

    Args:
        folder: A model that :func:`is_plain` calls so.
        dtype: The type of its weights, as torch names it.
    """

    def __init__(self, folder: Path, dtype: Any) -> None:
        from transformers import AutoModel, AutoTokenizer

        self.tokenizer: Any = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        self._network = AutoModel.from_pretrained(str(folder), local_files_only=True, dtype=dtype).eval()
        self.max_seq_length = int(_read(folder / "sentence_bert_config.json")["max_seq_length"])
        self.prompts: Mapping[str, str] = _read(folder / "config_sentence_transformers.json").get("prompts") or {}

    def __call__(self, features: Mapping[str, Any]) -> dict[str, Any]:
        """The vectors of tokenized texts, under the key that the library gives them."""
        tokens = self._network(**features).last_hidden_state.float()
        mask = features["attention_mask"].unsqueeze(-1)
        return {"sentence_embedding": (tokens * mask).sum(1) / mask.sum(1).clamp(min=1)}


def is_plain(folder: Path) -> bool:
    """Whether a model is a network, the mean of its token vectors, and at most a scaling to unit length."""
    path = folder / "modules.json"
    steps = json.loads(path.read_text()) if path.exists() else []
    kinds = [str(step.get("type", "")).rpartition(".")[2] for step in steps]
    if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) or steps[0]["path"]:
        return False
    pooling = _read(folder / steps[1]["path"] / "config.json")
    others = [name for name, on in pooling.items() if name.startswith("pooling_mode_") and on and name != _MEAN]
    limits = _read(folder / "sentence_bert_config.json")
    return bool(pooling.get(_MEAN)) and not others and "max_seq_length" in limits and not limits.get("do_lower_case")


def _read(path: Path) -> dict[str, Any]:
    loaded = json.loads(path.read_text()) if path.exists() else {}
    return loaded if isinstance(loaded, dict) else {}
