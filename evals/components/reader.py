"""The reader alone: given the passage, does it find the span, and does it know when there is none?

Spans by official exact match and F1 on the answerable questions; answer-or-not by the AUROC of the best span's margin
over "no answer". On the written rows, whose questions stand once with a passage that answers and once with one that
does not, also by what makes a passage silent, and by how often of two twins the answering one has the greater margin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from evals.data.passages import PassageQuestion, load_passages, twins
from evals.metrics import news, squad, stats
from evals.metrics.refusal import auroc
from evals.metrics.stats import Estimate
from evals.progress import Progress
from evals.report.tables import SHARE, Table
from ingest import InputError
from qa.reader import PassageText, Reading

CHUNK = 256
RESAMPLES = 1_000
"""Resamples of an AUROC, which sorts all margins each time."""


@dataclass(frozen=True, slots=True)
class ReaderSet:
    """Where a set lies below the data folder, and how its rows are taken."""

    path: str
    headlines: bool = False
    """Titles are headlines, which the reader is given: those of Wikipedia are not."""
    few_titles: bool = False
    """Two titles, drawn again and again, would claim a narrow interval: passages are resampled instead."""


SETS: Mapping[str, ReaderSet] = {
    "written": ReaderSet("written/dev_rows.jsonl.gz", headlines=True),
    "newsqa_chunks": ReaderSet("qa/dev/newsqa_chunks.jsonl.gz"),
    "squad2_dev_2titles": ReaderSet("qa/dev/squad2_dev_2titles.jsonl.gz", few_titles=True),
    "squad11_dev_40titles": ReaderSet("qa/dev/squad11_dev_40titles.jsonl.gz"),
    "squad2_dev_10titles": ReaderSet("qa/dev/squad2_dev_10titles.jsonl.gz"),
    "squad11_dev": ReaderSet("qa/dev/squad11_dev.jsonl.gz"),
}
DEFAULT = ("written", "newsqa_chunks", "squad2_dev_2titles", "squad11_dev_40titles")
"""The other sets hold paragraphs that a reader may have been trained on."""


class SpanReader(Protocol):
    """What is judged: anything that reads pairs of a question and a passage."""

    name: str

    def read_pairs(self, pairs: Sequence[tuple[str, PassageText]]) -> list[Reading]:
        """One reading per pair, in the order given."""


def names(given: str) -> list[str]:
    """The sets of a comma-separated list.

    Raises:
        InputError: when one of them is unknown.
    """
    found = [name.strip() for name in given.split(",") if name.strip()]
    for name in found:
        if name not in SETS:
            raise InputError(f'"{name}" is not a set for the reader; the sets are {", ".join(SETS)}.')
    return found


def load(data: Path, name: str, sample: int | None = None) -> list[PassageQuestion]:
    """The questions of a set, ``sample`` of them.

    Raises:
        InputError: when the file is missing or broken.
    """
    found = load_passages(data / SETS[name].path, sample)
    return [replace(one, cluster=one.context) for one in found] if SETS[name].few_titles else found


def evaluate(
    reader: SpanReader, items: Sequence[PassageQuestion], name: str, *, headlines: bool = False
) -> dict[str, Estimate]:
    """Exact match, F1 and news score of the answerable; AUROC of the margin where there are both; twins where marked.

    Args:
        reader: reads all pairs of question and passage.
        items: questions with their passages; those of one article are resampled together.
        name: of the set, for the progress bar.
        headlines: give the reader the headline that each passage stands under.
    """
    readings = _read(reader, items, name, headlines)
    return _spans(items, readings) | _answer_or_not(items, readings) | _twins(items, readings)


def _read(reader: SpanReader, items: Sequence[PassageQuestion], name: str, headlines: bool) -> list[Reading]:
    readings: list[Reading] = []
    pairs = [(one.question, PassageText(one.context, one.headline if headlines else "")) for one in items]
    with Progress(name, len(pairs)) as shown:
        for first in range(0, len(pairs), CHUNK):
            chunk = pairs[first : first + CHUNK]
            readings += reader.read_pairs(chunk)
            shown.step(len(chunk))
    return readings


def _spans(items: Sequence[PassageQuestion], readings: Sequence[Reading]) -> dict[str, Estimate]:
    pairs = [(item, reading) for item, reading in zip(items, readings, strict=True) if item.answerable]
    given = [item.context[r.spans[0].start : r.spans[0].end] if r.spans else "" for item, r in pairs]
    scores = [squad.best(text, item.answers) for text, (item, _) in zip(given, pairs, strict=True)]
    typed = [news.best(text, item.answers, item.question).value for text, (item, _) in zip(given, pairs, strict=True)]
    clusters = [item.cluster for item, _ in pairs]
    return {
        "em": stats.mean([em for em, _ in scores], clusters),
        "f1": stats.mean([f1 for _, f1 in scores], clusters),
        "news": stats.mean(typed, clusters),
    }


def _answer_or_not(items: Sequence[PassageQuestion], readings: Sequence[Reading]) -> dict[str, Estimate]:
    """AUROC of the margin over all, and of each kind of unanswerable question against all answerable ones."""
    answerable = [place for place, item in enumerate(items) if item.answerable]
    silent = [place for place, item in enumerate(items) if not item.answerable]
    if not answerable or not silent:
        return {}
    kinds = dict.fromkeys(items[place].kind for place in silent)
    groups = {"auroc": silent} | {
        f"auroc, {kind}": [place for place in silent if items[place].kind == kind] for kind in kinds if kind
    }
    found = {}
    for figure, places in groups.items():
        chosen = [*answerable, *places]
        marked = [(readings[place].margin, items[place].answerable) for place in chosen]
        clusters = [items[place].cluster for place in chosen]
        found[figure] = stats.bootstrap_any(marked, _auroc, clusters, resamples=RESAMPLES)
    return found


def _auroc(marked: Sequence[tuple[float, bool]]) -> float:
    return auroc([margin for margin, _ in marked], [answerable for _, answerable in marked])


def _twins(items: Sequence[PassageQuestion], readings: Sequence[Reading]) -> dict[str, Estimate]:
    """The share of twins where the answering passage has the greater margin; equal margins count half."""
    pairs = twins(items)
    if not pairs:
        return {}
    ahead = [readings[answering].margin - readings[silent].margin for answering, silent in pairs]
    marks = [1.0 if difference > 0 else 0.5 if difference == 0 else 0.0 for difference in ahead]
    return {"twins in the right order": stats.mean(marks, [items[answering].cluster for answering, _ in pairs])}


def table(reader: str, found: Mapping[str, Mapping[str, Estimate]]) -> Table:
    """The figures of each set as rows."""
    sets = "" if tuple(found) == DEFAULT else f" --sets {','.join(found)}"
    made = Table(
        "reader",
        f"The span reader ({reader}) on given passages: `dateline eval reader --data DATA{sets}`. Articles are "
        "resampled together, passages where a set has two titles. A kind's AUROC is that of its questions against all "
        "answerable ones; twins are one question with a passage that answers and one that does not.",
    )
    for name, figures in found.items():
        for figure, estimate in figures.items():
            like = "auroc" if figure.startswith("auroc") else figure if figure in ("em", "f1", "news") else SHARE
            made.add(f"{name} {figure}", like, estimate)
    return made
