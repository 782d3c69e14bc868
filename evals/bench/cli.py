"""``dateline bench``: ingest, query, serve, scale; without one of them all four, small."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest import InputError

if TYPE_CHECKING:
    from evals.bench.table import Table

app = typer.Typer(
    help="Measure the speed, memory and disk of this machine; each figure with its smallest and largest run.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Data = Annotated[
    list[Path] | None, typer.Option("--data", help="Articles to ingest; repeatable [default: the sample archive]")
]
ArchiveFolder = Annotated[
    Path | None,
    typer.Option("--archive", help="The archive to ask [default: one made of --data]", show_default=False),
]
Questions = Annotated[
    Path | None, typer.Option("--questions", help="A file of questions; made from the articles when not given.")
]
Sample = Annotated[int | None, typer.Option("--sample", min=1, help="Only so many articles.")]
Most = Annotated[int, typer.Option("--most", min=1, help="Ask only so many questions.")]
Repeats = Annotated[int, typer.Option("--repeats", min=1, help="How often each thing is measured.")]
Out = Annotated[Path | None, typer.Option("--out", help="Also write the table as JSON, for `dateline eval board`.")]


@app.callback()
def bench(context: typer.Context) -> None:
    """Measure everything small when no command is named."""
    if context.invoked_subcommand is not None:
        return
    from evals.bench.ingesting import bench_ingest
    from evals.bench.querying import bench_query
    from evals.bench.scaling import SIZES, bench_scale
    from evals.bench.serving import bench_serve

    bench_ingest([], None, 3).show()
    with _asked(None, [], None, None, 30) as (folder, questions):
        bench_query(folder, questions, 3, 10).show()
        bench_serve(folder, questions, 5.0, 1).show()
    bench_scale(SIZES).show()


@app.command("ingest")
def ingest_command(data: Data = None, sample: Sample = None, repeats: Repeats = 3, out: Out = None) -> None:
    """Articles and passages a second, against the embedding model's own speed on the same texts."""
    from evals.bench.ingesting import bench_ingest

    _give(bench_ingest(data or [], sample, repeats), out)


@app.command("cluster")
def cluster_command(
    data: Data = None,
    sample: Sample = None,
    workers: Annotated[str, typer.Option("--workers", help="Numbers of workers, of one processor each.")] = "1,2",
    repeats: Repeats = 3,
    out: Out = None,
) -> None:
    """Passages a second of `ingest --ray local` with several numbers of workers. Needs the extra 'ray'."""
    from evals.bench.clustered import bench_cluster

    _give(bench_cluster(data or [], sample, _numbers(workers, "--workers"), repeats), out)


@app.command("query")
def query_command(
    archive: ArchiveFolder = None,
    data: Data = None,
    sample: Sample = None,
    questions: Questions = None,
    most: Most = 100,
    answers: Annotated[int, typer.Option("--answers", min=0, help="Questions that are answered wholly.")] = 30,
    repeats: Repeats = 3,
    out: Out = None,
) -> None:
    """Milliseconds of searches, filtered or not, of whole answers, and of cold commands."""
    from evals.bench.querying import bench_query

    with _asked(archive, data or [], sample, questions, most) as (folder, asked):
        _give(bench_query(folder, asked, repeats, answers), out)


@app.command("serve")
def serve_command(
    archive: ArchiveFolder = None,
    data: Data = None,
    sample: Sample = None,
    questions: Questions = None,
    most: Most = 100,
    clients: Annotated[str, typer.Option("--clients", help="How many ask at once, one load after another.")] = "1,8,32",
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="How long each number of clients asks.")] = 20.0,
    repeats: Repeats = 1,
    out: Out = None,
) -> None:
    """Answers a second of `dateline serve` with several clients at once, from a second process."""
    from evals.bench.serving import bench_serve

    with _asked(archive, data or [], sample, questions, most) as (folder, asked):
        _give(bench_serve(folder, asked, seconds, repeats, _numbers(clients, "--clients")), out)


@app.command("scale")
def scale_command(
    sizes: Annotated[str, typer.Option("--sizes", help="Numbers of passages.")] = "1000,10000,100000,1000000",
    plot: Annotated[Path | None, typer.Option("--plot", help="Draw the curves into this SVG or PNG file.")] = None,
    out: Out = None,
) -> None:
    """Time, memory and disk against the number of passages, with made-up text and vectors."""
    from evals.bench.scaling import bench_scale

    _give(bench_scale(_numbers(sizes, "--sizes"), plot), out)


def _give(table: Table, out: Path | None) -> None:
    table.show()
    if out is not None:
        table.write(out)
        typer.echo(f"Written to {out}")


@contextmanager
def _asked(
    archive: Path | None, data: list[Path], sample: int | None, questions: Path | None, most: int
) -> Iterator[tuple[Path, list[str]]]:
    """An archive and questions for it: the one given, or one made of the articles given."""
    from evals.bench import corpus
    from index import Archive
    from ingest import Settings

    if archive is not None:
        with Archive.open(archive) as opened:
            found = opened.newest(most)
        yield archive, corpus.questions(questions, found, most)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "archive"
        with Archive.open(folder, Settings().alone(), write=True) as made:
            made.add(corpus.articles(data, sample))
        yield folder, corpus.questions(questions, list(islice(corpus.articles(data, sample), most)), most)


def _numbers(text: str, option: str) -> list[int]:
    """Whole numbers above nought between commas, such as "1000,10_000".

    Raises:
        InputError: when it is something else.
    """
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        numbers = [0]
    if min(numbers) < 1:
        raise InputError(f"{option} {text}: write whole numbers above 0 with commas between, such as 1000,10000.")
    return numbers
