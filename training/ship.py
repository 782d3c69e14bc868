"""Turn a finished training into weights that ship: ``python -m training.ship TRAINED [--mix OTHER] [--to FOLDER]``.

The weights of two stages of one training may be averaged (Wortsman et al. 2022, "Model soups"): what the second stage
learnt is kept, and little of what the first knew better is lost.

Weights are stored in half precision (float16 keeps every weight of this model to four digits and halves the download);
the reader computes in float32, or in bfloat16 where the processor multiplies it natively.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import shutil
from pathlib import Path

from qa.reader.model import WEIGHTS

KEPT = ("config.json", "tokenizer.json", "tokenizer_config.json")


def ship(trained: Path, folder: Path, mix: Path | None = None, share: float = 0.7) -> str:
    """Write ``trained`` to ``folder`` in half precision, and name it after its content.

    Args:
        trained: a model folder, as training leaves it.
        folder: where the reader looks; existing weights are replaced.
        mix: the folder of an earlier stage, to be averaged with ``trained``.
        share: how much of the average is ``trained``, 0 to 1.

    Returns:
        The model's name, which ends in the first digits of the weights' SHA-256.
    """
    import torch
    from safetensors.torch import load_file, save_file

    folder.mkdir(parents=True, exist_ok=True)
    weights = load_file(trained / "model.safetensors")
    if mix is not None:
        other = load_file(mix / "model.safetensors")
        weights = {name: share * value.float() + (1 - share) * other[name].float() for name, value in weights.items()}
    weights = {name: value.to(torch.float16).contiguous() for name, value in weights.items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)
    for name in KEPT:
        shutil.copyfile(trained / name, folder / name)
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    name = f"dateline-reader-{digest[:8]}"
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config |= {"dateline": name, "dtype": "float16"}
    config.pop("_name_or_path", None)
    (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return name


def main() -> None:
    """Read the command line and ship."""
    parser = argparse.ArgumentParser(description="Store a trained reader in half precision.")
    parser.add_argument("trained", type=Path, help="the model folder that training wrote")
    parser.add_argument("--mix", type=Path, help="the model folder of an earlier stage, to average with")
    parser.add_argument("--share", type=float, default=0.7, help="how much of the average is TRAINED; default 0.7")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="where to write it; default: where the reader looks")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    name = ship(options.trained, options.to, options.mix, options.share)
    size = (options.to / "model.safetensors").stat().st_size / 1e6
    logging.getLogger(__name__).info("%s: %.1f MB", name, size)


if __name__ == "__main__":
    main()
