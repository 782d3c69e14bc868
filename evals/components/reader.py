"""Judge the reader alone: given the passage, does it find the span, and does it know when there is none?

    python -m evals.components.reader --data ../shared/data/qa/dev [--model FOLDER] [--sample N] [--out reader.json]

Spans by official exact match and F1 on the answerable questions of SQuAD 1.1 (all 10,570), NewsQA and SQuAD 2.0;
answer-or-not by the AUROC of the best span's margin over "no answer". The JSON goes to ``dateline eval board --table``.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from evals.data.lines import Row, read_rows
from evals.metrics import news, squad, stats
from evals.metrics.refusal import auroc
from evals.metrics.stats import Estimate
from evals.progress import Progress
from qa.reader import PassageText, Reader, Reading

CHUNK = 256
SETS = ("squad11_dev", "newsqa_chunks", "squad2_dev_10titles")


class SpanReader(Protocol):
    """What is judged: anything that reads pairs of a question and a passage."""

    name: str

    def read_pairs(self, pairs: Sequence[tuple[str, PassageText]]) -> list[Reading]:
        """One reading per pair, in the order given."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question over one passage."""

    question: str
    context: str
    answers: tuple[str, ...]
    cluster: str


def load_items(path: Path, sample: int | None = None) -> list[Item]:
    """The questions of a flattened SQuAD file; with ``sample``, as many of them, the same ones every time.

    Raises:
        InputError: when a line is not as described.
    """
    items = [_item(row) for row in read_rows(path)]
    if sample is None or sample >= len(items):
        return items
    return [items[place] for place in sorted(random.Random(len(items)).sample(range(len(items)), sample))]


def _item(row: Row) -> Item:
    context = row.text("context")
    answers = tuple(dict.fromkeys(str(answer["text"]) for answer in row.objects("answers")))
    return Item(row.text("question"), context, answers, row.text("title", "") or context[:80])


def evaluate(reader: SpanReader, items: Sequence[Item], name: str) -> dict[str, Estimate]:
    """Exact match, F1 and news score on the answerable items; AUROC of the margin where there are both kinds.

    Titles are resampled together: SQuAD asks many questions about one article.
    """
    readings: list[Reading] = []
    with Progress(name, len(items)) as shown:
        for first in range(0, len(items), CHUNK):
            chunk = items[first : first + CHUNK]
            readings += reader.read_pairs([(item.question, PassageText(item.context)) for item in chunk])
            shown.step(len(chunk))
    pairs = [(item, reading) for item, reading in zip(items, readings, strict=True) if item.answers]
    given = [item.context[r.spans[0].start : r.spans[0].end] if r.spans else "" for item, r in pairs]
    scores = [squad.best(text, item.answers) for text, (item, _) in zip(given, pairs, strict=True)]
    clusters = [item.cluster for item, _ in pairs]
    typed = [news.best(text, item.answers, item.question).value for text, (item, _) in zip(given, pairs, strict=True)]
    figures = {
        "em": stats.mean([em for em, _ in scores], clusters),
        "f1": stats.mean([f1 for _, f1 in scores], clusters),
        "news": stats.mean(typed, clusters),
    }
    if 0 < len(pairs) < len(items):
        marked = [(reading.margin, bool(item.answers)) for item, reading in zip(items, readings, strict=True)]
        figures["auroc"] = stats.bootstrap_any(marked, _auroc, [item.cluster for item in items], resamples=1_000)
    return figures


def _auroc(marked: Sequence[tuple[float, bool]]) -> float:
    return auroc([margin for margin, _ in marked], [answerable for _, answerable in marked])


def table(reader: str, found: dict[str, dict[str, Estimate]]) -> dict[str, Any]:
    """The figures as the board takes them."""
    rows = [
        {"figure": f"{name} {figure}", "as": figure, "value": e.value, "low": e.low, "high": e.high, "n": e.n}
        for name, figures in found.items()
        for figure, e in figures.items()
    ]
    command = "python -m evals.components.reader"
    note = f"The span reader ({reader}) on given passages: `{command}`. Titles are resampled together."
    return {"title": "reader", "note": note, "rows": rows}


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description="Judge the span reader on extractive question answering sets.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with squad11_dev.jsonl.gz and the others")
    parser.add_argument("--model", default="packaged", help="a folder or model name; default the packaged weights")
    parser.add_argument("--sample", type=int, help="questions of each set; all when left out")
    parser.add_argument("--sets", nargs="+", default=list(SETS), choices=SETS)
    parser.add_argument("--out", type=Path, help="write the figures as JSON, for the board")
    arguments = parser.parse_args()
    reader = Reader(arguments.model)
    found: dict[str, dict[str, Estimate]] = {}
    for name in arguments.sets:
        items = load_items(arguments.data / f"{name}.jsonl.gz", arguments.sample)
        found[name] = evaluate(reader, items, name)
        for figure, e in found[name].items():
            span = f"[{100 * e.low:.2f}, {100 * e.high:.2f}]"
            print(f"{name:22} {figure:6} {100 * e.value:6.2f}  {span}  n {e.n}", flush=True)
    if arguments.out:
        arguments.out.write_text(json.dumps(table(reader.name, found), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
