"""Data sets by name or by file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from evals.data.beir import load_beir
from evals.data.lines import read_text_lines
from evals.data.mrqa import load_mrqa
from evals.data.mtrag import load_mtrag
from evals.data.multihop import load_multihop
from evals.data.own import load_own
from evals.data.question import DataSet
from evals.data.ramdocs import load_ramdocs
from evals.data.rgb_fact import load_rgb_fact
from evals.data.rtqa import load_rtqa, load_rtqa_all
from evals.data.squad import load_squad, load_squad_lines
from evals.data.summhay import load_summhay
from ingest import InputError

__all__ = ["SHARED", "load"]


def _qa(name: str) -> Callable[[Path], DataSet]:
    return lambda folder: load_squad_lines(folder / "dev" / f"{name}.jsonl.gz")


SHARED: Mapping[str, tuple[str, Callable[[Path], DataSet]]] = {
    "rtqa": ("rtqa", load_rtqa),
    "rtqa_all": ("rtqa", load_rtqa_all),
    "multihop": ("multihop", load_multihop),
    "summhay": ("summhay", load_summhay),
    "ramdocs": ("ramdocs", load_ramdocs),
    "rgb_fact": ("rgb_fact", load_rgb_fact),
    "mtrag": ("mtrag", load_mtrag),
    "squad11_dev": ("qa", _qa("squad11_dev")),
    "squad11_dev_40titles": ("qa", _qa("squad11_dev_40titles")),
    "squad2_dev_10titles": ("qa", _qa("squad2_dev_10titles")),
    "squad2_dev_2titles": ("qa", _qa("squad2_dev_2titles")),
    "newsqa_chunks": ("qa", _qa("newsqa_chunks")),
    "newsqa_articles": ("qa", _qa("newsqa_articles")),
}
"""Names of data sets that have a folder of their own below a data folder, and how they are read."""


def load(name: str, data: Path | None = None) -> DataSet:
    """The data set of a name or at a path.

    Args:
        name: a file (SQuAD JSON, MRQA or flattened SQuAD lines, or questions in the project's own format, see
            :mod:`evals.data.own`), a BEIR folder, or one of the names in ``SHARED``.
        data: the folder that holds the named sets.

    Raises:
        InputError: when there is no such data set, or it is broken.
    """
    path = Path(name)
    if path.is_dir() and (path / "queries.jsonl").exists() and (path / "qrels").is_dir():
        return load_beir(path)
    if path.is_file():
        return _load_file(path)
    if name in SHARED:
        folder, loader = SHARED[name]
        if data is None:
            raise InputError(f'"{name}" is a named data set; say with --data which folder holds it.')
        if not (data / folder).is_dir():
            raise InputError(f"{data / folder} is missing; --data must be the folder that holds {folder}/.")
        return loader(data / folder)
    raise InputError(
        f'"{name}" is neither a file of questions, nor a BEIR folder (corpus.jsonl, queries.jsonl, qrels/), nor one '
        f"of the names {', '.join(SHARED)}."
    )


def _load_file(path: Path) -> DataSet:
    """Pick the format by the first line that says something."""
    lines = (line for _, line in read_text_lines(path))
    head = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    try:
        first = json.loads(head)
    except json.JSONDecodeError:
        # SQuAD written over several lines; a broken line of questions is reported by the reader of questions.
        return load_squad(path) if path.suffix == ".json" else load_own(path)
    if isinstance(first, dict) and isinstance(first.get("data"), list):
        return load_squad(path)
    if isinstance(first, dict) and ("header" in first or "qas" in first):
        return load_mrqa(path)
    if isinstance(first, dict) and "context" in first:
        return load_squad_lines(path)
    return load_own(path)
