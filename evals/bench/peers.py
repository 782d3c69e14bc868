"""The same articles, passages, weights, questions and machine: this project against its peers, by turns.

    evals/bench/install_peers.sh build/peers
    python -m evals.bench.peers --peers build/peers --data articles.jsonl.gz --questions questions.jsonl --sample 500

Every system runs as a program of its own (``evals/bench/peer_*.py``), in each round all of them, one after another; the
ratios are those within a round. What a peer cannot do, or why it did not run, is said below the table.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.bench import corpus
from evals.bench.measure import Spread, machine, plain
from evals.bench.peer import Task
from evals.bench.process import percentile
from evals.bench.table import Table
from evals.data.load import load
from evals.progress import Progress
from index import Embedder
from ingest import Article, Settings, passage_context, split

ROOT = Path(__file__).parents[2]
READER = ROOT / "qa" / "reader" / "weights"
LIMIT = 20
TOP = 10
_SECONDS = 3_600.0
_OURS = "dateline"


@dataclass(frozen=True, slots=True)
class System:
    """A program to measure, and the folder that says why it was not installed, if it was not."""

    name: str
    module: str
    own_passages: bool = False


SYSTEMS = (
    System(_OURS, "peer_dateline"),
    System("LlamaIndex", "peer_llamaindex"),
    System("LlamaIndex, own splitter", "peer_llamaindex", own_passages=True),
    System("Haystack", "peer_haystack"),
    System("txtai", "peer_txtai"),
    System("bm25s (words alone)", "peer_bm25s"),
)


def compare(
    peers: Path, found: Sequence[Article], asked: Sequence[tuple[str, set[str]]], repeats: int, answers: int
) -> Table:
    """Run every system in every round.

    Args:
        peers: the virtual environment that ``install_peers.sh`` made.
        found: the articles.
        asked: questions, each with the ids of the articles that answer it (none where that is not known).
        repeats: rounds.
        answers: so many of the questions are answered wholly.
    """
    runs: dict[str, list[dict[str, Any]]] = {system.name: [] for system in SYSTEMS}
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as scratch, Progress("systems", repeats * len(SYSTEMS)) as shown:
        task = _task(Path(scratch), found, [question for question, _ in asked], answers)
        for turn in range(repeats):
            # Another one begins each round, so that a machine that slows down favours nobody.
            for system in (*SYSTEMS[turn % len(SYSTEMS) :], *SYSTEMS[: turn % len(SYSTEMS)]):
                if system.name not in failed:
                    outcome = run_system(system, peers, task, Path(scratch))
                    if isinstance(outcome, str):
                        failed[system.name] = outcome
                    else:
                        runs[system.name].append(outcome)
                shown.step()
    return _table(runs, failed, found, asked)


def run_system(system: System, peers: Path, task: dict[str, Any], scratch: Path) -> dict[str, Any] | str:
    """One run of one system in an empty store: what it printed, or the reason why it printed nothing."""
    refused = peers / f"{system.module.removeprefix('peer_')}.failed"
    if refused.exists():
        return f"not installed ({refused.read_text(encoding='utf-8').strip()})"
    python = Path(sys.executable) if system.name == _OURS else peers / "bin" / "python"
    if not python.exists():
        return f"not installed ({python} is missing; run evals/bench/install_peers.sh)"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1"}
    environment |= {"ANONYMIZED_TELEMETRY": "False", "HAYSTACK_TELEMETRY_ENABLED": "False"}
    with tempfile.TemporaryDirectory(dir=scratch) as store:
        file = scratch / "task.json"
        file.write_text(json.dumps(task | {"store": store, "own_passages": system.own_passages}), encoding="utf-8")
        command = [str(python), "-m", f"evals.bench.{system.module}", str(file)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, env=environment, cwd=store)
        except subprocess.TimeoutExpired:
            return f"did not end within {_SECONDS:g} s"
    if done.returncode:
        return "failed: " + (done.stderr.strip().splitlines() or ["without a word"])[-1][:300]
    outcome: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return outcome


def _task(scratch: Path, found: Sequence[Article], questions: list[str], answers: int) -> dict[str, Any]:
    settings = Settings()
    corpus.write_articles(found, scratch / "articles.jsonl")
    # Read back, so that passages are of the very bodies that an ingest of the file sees.
    with (scratch / "passages.jsonl").open("w", encoding="utf-8") as file:
        for article in corpus.articles([scratch / "articles.jsonl"]):
            for passage in split(article, settings.intake.passage_words):
                fields = {"id": passage.id, "article": article.id, "text": passage_context(article, passage)}
                file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    folder = Embedder(settings.embedder).folder
    files = {name: str(scratch / f"{name}.jsonl") for name in ("articles", "passages")}
    task = Task(
        articles=files["articles"],
        passages=files["passages"],
        questions=questions,
        embedder=str(folder),
        reader=str(READER),
        store="",
        limit=LIMIT,
        answers=answers,
    )
    return asdict(task)


def _table(
    runs: dict[str, list[dict[str, Any]]],
    failed: dict[str, str],
    found: Sequence[Article],
    asked: Sequence[tuple[str, set[str]]],
) -> Table:
    ours = runs[_OURS]
    notes = [f"{name}: {reason}." for name, reason in failed.items()]
    notes += [
        f"{name} answers nothing: {one[0]['no_answers']}." for name, one in runs.items() if one and one[0]["no_answers"]
    ]
    versions = {name: version for one in runs.values() if one for name, version in one[0]["versions"].items()}
    known = sum(bool(gold) for _, gold in asked)
    table = Table(
        "Peers",
        f"{len(found):,} articles, {ours[0]['passages'] if ours else 0:,} passages of ours, which every system but "
        f'"own splitter" is given; {len(asked)} questions, {LIMIT} passages each; median (min to max) over '
        f"{max(map(len, runs.values()))} rounds. Ratio: its ingest time over ours in the same round. Top {TOP}: the "
        f"right article among the first {TOP} for the {known} questions where it is known. {machine()}. "
        + ", ".join(f"{name} {version}" for name, version in versions.items())
        + ". " + " ".join(notes),
        ("system", "articles/s", "ratio", "passages", "peak MB", "disk MB", "search p50 / p95 ms",
         "answer p50 / p95 ms", f"top {TOP}"),
    )  # fmt: skip
    for name, rounds in runs.items():
        if rounds:
            table.rows.append(_row(name, rounds, ours, len(found), asked))
    table.figures = {"runs": runs, "failed": failed}
    return table


def _row(
    name: str, rounds: list[dict[str, Any]], ours: list[dict[str, Any]], articles: int,
    asked: Sequence[tuple[str, set[str]]],
) -> tuple[str, ...]:  # fmt: skip
    ratios = [one["ingest_seconds"] / own["ingest_seconds"] for one, own in zip(rounds, ours, strict=False)]
    hits = [bool(gold & set(ids[:TOP])) for ids, (_, gold) in zip(rounds[0]["found"], asked, strict=True) if gold]
    return (
        name,
        _spread(articles / one["ingest_seconds"] for one in rounds),
        _spread(ratios),
        plain(rounds[0]["passages"]),
        _spread(one["ingest_peak_mb"] for one in rounds),
        plain(Spread.of([one["disk_mb"] for one in rounds]).median),
        _percentiles([one["search_ms"] for one in rounds]),
        _percentiles([one["answer_ms"] for one in rounds if one["answer_ms"]]),
        f"{100 * sum(hits) / len(hits):.0f} %" if hits else "–",
    )


def _spread(values: Iterable[float]) -> str:
    numbers = list(values)
    if not numbers:
        return "–"
    one = Spread.of(numbers)
    return f"{plain(one.median)} ({plain(one.low)} to {plain(one.high)})"


def _percentiles(rounds: Sequence[Sequence[float]]) -> str:
    """The median over the rounds of each."""
    if not rounds:
        return "–"
    medians = (Spread.of([percentile(one, share) for one in rounds]).median for share in (0.5, 0.95))
    return " / ".join(plain(float(value)) for value in medians)


def questions_about(
    found: Sequence[Article], name: str | None, data: Path | None, most: int
) -> list[tuple[str, set[str]]]:
    """Questions for the articles: those first whose right article is among them.

    Args:
        found: the articles.
        name: a data set of :func:`evals.data.load`; without one, questions are made of the articles.
        data: the folder of the named data sets.
        most: how many.
    """
    if name is None:
        return [(question, set()) for question in corpus.questions(None, found, most)]
    ids = {article.id for article in found}
    asked = [(question.question, set(question.articles) & ids) for question in load(name, data).questions]
    return sorted(asked, key=lambda pair: not pair[1])[:most]


def main() -> None:
    """Compare from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peers", type=Path, default=Path("build/peers"), help="the peers' virtual environment")
    parser.add_argument("--data", type=Path, action="append", default=[], help="articles; default the sample archive")
    parser.add_argument("--sample", type=int, help="only so many articles")
    parser.add_argument("--questions", help="a file of questions, or a named data set")
    parser.add_argument("--sets", type=Path, help="the folder of the named data sets")
    parser.add_argument("--most", type=int, default=50, help="questions")
    parser.add_argument("--answers", type=int, default=10, help="questions that are answered wholly")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    found = list(corpus.articles(chosen.data, chosen.sample))
    asked = questions_about(found, chosen.questions, chosen.sets, chosen.most)
    table = compare(chosen.peers.absolute(), found, asked, chosen.repeats, chosen.answers)
    table.show()
    if chosen.out:
        table.write(chosen.out)


if __name__ == "__main__":
    main()
