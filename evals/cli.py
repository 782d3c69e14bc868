"""``dateline eval``: run, compare, report, score, judge, board, validate; and what looks at one part alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals.components import cli as components
from evals.metrics.figures import FIGURES, shown
from ingest import Settings

app = typer.Typer(
    help="Measure how right the answers are: run questions, compare runs, write a report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Data = Annotated[str, typer.Argument(help="A file of questions, a BEIR folder, or the name of a data set.")]
DataFolder = Annotated[Path | None, typer.Option("--data", help="The folder that holds the named data sets.")]
ArchiveFolder = Annotated[
    Path | None, typer.Option("--archive", help="The archive to ask.", envvar="DATELINE_ARCHIVE", show_default=False)
]
RunFolder = Annotated[Path, typer.Argument(help="The folder of a run.")]
Bars = Annotated[Path | None, typer.Option("--bars", help="A TOML file of bars; exit 1 when one is broken.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="With --bars: exit 1 also where the questions are too few to tell.")
]
Judge = Annotated[
    str, typer.Option("--judge", help='"words", or a cross-encoder for inference: a folder or a model name.')
]


@app.command("run")
def run_command(
    data: Data,
    data_folder: DataFolder = None,
    archive: ArchiveFolder = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the run is kept; default runs/NAME-TIME.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Continue an interrupted run.")] = False,
    sample: Annotated[int | None, typer.Option("--sample", min=1, help="Ask only so many questions.")] = None,
    processes: Annotated[int, typer.Option("--processes", min=0, help="0 means one per core.")] = 0,
    retrieval_only: Annotated[bool, typer.Option("--retrieval-only", help="Search, and do not read.")] = False,
    curve: Annotated[bool, typer.Option(help="Keep what was withheld, for the whole risk-coverage curve.")] = True,
    bars: Bars = None,
    strict: Strict = False,
    judge: Judge = "words",
) -> None:
    """Ask every question of a data set and score the answers."""
    from evals.data.load import load
    from evals.run.run import RunOptions, run

    questions = load(data, data_folder)
    folder = out or _folder(questions.name, resume)
    options = RunOptions(
        resume=resume, sample=sample, processes=processes, candidates=curve, retrieval_only=retrieval_only
    )
    metrics = run(questions, archive, folder, Settings(), options, _judge(judge))
    _print_figures(metrics)
    print(f"Kept in {folder}. See it with: dateline eval report {folder}")
    if bars:
        _hold(bars, strict, questions.name, metrics)


@app.command("compare")
def compare_command(
    one: RunFolder,
    other: RunFolder,
    most: Annotated[int, typer.Option("--most", min=0, help="Questions to list that got worse or better.")] = 15,
) -> None:
    """Say what run B does better and worse than run A, and whether it is more than chance."""
    from evals.report.compare import compare_runs, table
    from evals.run.stored import load_run

    comparison = compare_runs(load_run(one), load_run(other))
    shown_table = Table(title=f"{one} → {other}")
    for number, title in enumerate(("figure", "A", "B", "B - A", "95 % interval", "n", "verdict")):
        shown_table.add_column(title, justify="right" if 0 < number < 6 else "left")
    for row in table(comparison):
        shown_table.add_row(*row)
    console = _console()
    console.print(shown_table)
    print("p-values are corrected by Holm for all figures; a change counts below 0.05.")
    if comparison.mcnemar is not None:
        print(f"Right equally often, McNemar's exact test: p = {comparison.mcnemar:.4f}")
    if comparison.missing:
        print(f"{comparison.missing} questions of A are missing in B and count as not answered.")
    worse = [moved for moved in comparison.moved if moved.gain < 0]
    better = [moved for moved in comparison.moved if moved.gain > 0][::-1]
    for title, found in (("Worse", worse), ("Better", better)):
        print(f"\n{title}: {len(found)} questions")
        for moved in found[:most]:
            gold = " / ".join(moved.before.question.answers[:2]) or "(unanswerable)"
            change = f"{_given(moved.before.given)} → {_given(moved.after.given)}"
            print(f"  {moved.gain:+.1f}  {moved.before.question.question}\n        {gold}: {change}")


@app.command("report")
def report_command(
    folder: RunFolder,
    out: Annotated[Path | None, typer.Option("--out", help="The HTML file; default report.html in the run.")] = None,
    bars: Bars = None,
    strict: Strict = False,
) -> None:
    """Write one HTML file with figures, plots, slices and the 50 worst answers."""
    from evals.report.page import write_report
    from evals.run.stored import load_run

    run = load_run(folder)
    print(f"Written to {write_report(run, out or folder / 'report.html')}")
    if bars:
        _hold(bars, strict, run.data, run.metrics)


@app.command("rescore")
def rescore_command(folder: RunFolder, judge: Judge = "words") -> None:
    """Compute the figures of a run again from its records, without asking anything."""
    import json

    from evals.run.records import read_records
    from evals.run.run import finish

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    _print_figures(finish(folder, read_records(folder / "records.jsonl"), config, _judge(judge)))


@app.command("score")
def score_command(
    data: Data,
    predictions: Annotated[Path, typer.Argument(help="JSON of question ids to answers, or a TREC run.")],
    data_folder: DataFolder = None,
    trec: Annotated[bool, typer.Option("--trec", help="DATA is a TREC qrels file and PREDICTIONS a TREC run.")] = False,
) -> None:
    """Score the predictions of another system by the official rules; what is missing counts as wrong."""
    from evals.data.load import load
    from evals.run.predictions import score_predictions, score_trec

    scored = score_trec(predictions, Path(data)) if trec else score_predictions(load(data, data_folder), predictions)
    for name, one in scored.figures.items():
        low, high = shown(name, one.low), shown(name, one.high)
        print(f"{name:12} {shown(name, one.value):>8}   [{low}, {high}]   n {one.n}")
    if scored.missing:
        print(f"{scored.missing} without a prediction, counted as wrong")


@app.command("judge")
def judge_command(data_folder: Annotated[Path, typer.Option("--data")], judge: Judge = "words") -> None:
    """Measure how far a support judge agrees with people (FRANK)."""
    from evals.data.frank import load_claims
    from evals.metrics.agreement import agreement, tested

    claims = load_claims(data_folder / "frank")
    for title, some in (("all claims", claims), ("articles that chose no threshold", tested(claims))):
        found = agreement(_judge(judge), some)
        exact = found.accuracy
        print(
            f"{found.judge}, {title}: accuracy {exact.value:.3f} [{exact.low:.3f}, {exact.high:.3f}], "
            f"balanced accuracy {found.balanced_accuracy:.3f}, kappa {found.kappa:.3f}, "
            f"{found.false_passes} false passes, {found.false_alarms} false alarms, n {found.n}"
        )


@app.command("board")
def board_command(
    runs: Annotated[list[Path], typer.Argument(help="Folders of runs.")],
    out: Annotated[Path, typer.Option("--out")] = Path("evals/BOARD.md"),
    table: Annotated[list[Path] | None, typer.Option("--table", help="A table that --out wrote.")] = None,
) -> None:
    """Write the board of today's figures from runs."""
    from evals.report.board import read_tables, render_board
    from evals.run.stored import load_run

    out.write_text(render_board([load_run(folder) for folder in runs], read_tables(table or [])), encoding="utf-8")
    print(f"Written to {out}")


@app.command("validate")
def validate_command(data: Data, data_folder: DataFolder = None, archive: ArchiveFolder = None) -> None:
    """Check a file of questions before running it: its format, and that its gold articles and evidence exist."""
    from evals.data.load import load
    from evals.data.validate import validate

    questions = load(data, data_folder)
    counts = {
        "answerable": sum(question.answerable for question in questions.questions),
        "unanswerable": sum(question.unanswerable for question in questions.questions),
        "with gold articles": sum(bool(question.articles) for question in questions.questions),
        "follow-ups": sum(bool(question.history) for question in questions.questions),
    }
    print(f"{len(questions.questions)} questions: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    findings = validate(questions, archive) if archive else []
    for finding in findings:
        print(finding)
    if findings:
        raise typer.Exit(1)


app.add_typer(components.app)


def _folder(name: str, resume: bool) -> Path:
    """A new folder for a run, or with ``resume`` the newest one of the data set."""
    runs = Path("runs")
    if resume and (earlier := sorted(runs.glob(f"{name}-[0-9]*"))):
        return earlier[-1]
    return runs / f"{name}-{datetime.now(UTC):%Y%m%d-%H%M%S}"


def _judge(name: str) -> Any:
    from evals.metrics.support import LexicalSupport, NliSupport

    return LexicalSupport() if name == "words" else NliSupport(name)


def _hold(bars: Path, strict: bool, data: str, metrics: dict[str, Any]) -> None:
    """Print how each figure stands to its bar and end with exit code 1 when one does not keep to it."""
    from evals.report.bars import check_bars, read_bars

    outcomes = check_bars(read_bars(bars, data), metrics, strict=strict)
    for outcome in outcomes:
        print(outcome)
    if any(outcome.verdict != "kept" for outcome in outcomes):
        raise typer.Exit(1)


def _print_figures(metrics: dict[str, Any]) -> None:
    table = Table(title=f"{metrics['run']}, {metrics['questions']} questions")
    for number, title in enumerate(("figure", "", "value", "95 % interval", "n")):
        table.add_column(title, justify="right" if number > 1 else "left")
    for name, one in metrics["figures"].items():
        known = one["low"] is not None and one["high"] is not None
        span = f"{shown(name, one['low'])} to {shown(name, one['high'])}" if known else ""
        table.add_row(name, FIGURES[name].title, shown(name, one["value"]), span, str(one["n"]))
    _console().print(table)
    total = metrics["cost"]["ms"].get("total", {})
    print(
        f"Milliseconds a question: median {total.get('p50', 0):.0f}, p95 {total.get('p95', 0):.0f}; "
        f"{metrics['cost']['peak_mb']:.0f} MB a process; {metrics['failed']} failed"
    )


def _console() -> Console:
    """A console that does not fold tables when the output goes to a file."""
    console = Console()
    return console if console.is_terminal else Console(width=140)


def _given(answer: str | None) -> str:
    return answer or "(declined)"
