"""Reading news into the archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.answers import words
from ui.terminal.command import ArchiveOption, JsonOption, console, settings_of

if TYPE_CHECKING:
    from index import IngestReport
    from index.cluster import Cluster
    from ingest import Settings

RayOption = Annotated[
    str | None,
    typer.Option(
        "--ray",
        metavar="ADDRESS",
        help="Let the machines of a Ray cluster do the work: HOST:PORT of its head, or `local` to try it. Extra 'ray'.",
    ),
]
SHOWN_PROBLEMS = 10
"""More problems than this are counted, not listed; all are in problems.jsonl."""


def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, globs, .gz, .zip, .tar.gz, or addresses of feeds."),
    ],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be read and how columns map; write nothing.")
    ] = False,
    fast: Annotated[
        bool,
        typer.Option("--fast", help="Leave the vectors for `dateline embed`: until then words alone find what is new."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on looking, and read what appears or changes, until Ctrl-C.")
    ] = False,
    ray: RayOption = None,
) -> None:
    """Read news into the archive. What is there already is skipped, so the same command can be repeated."""
    settings = settings_of(archive)
    from ingest import InputError, preview

    if dry_run:
        from ui.terminal.preview import preview_view

        console().print(preview_view(preview(paths, settings.intake)))
        return
    if watch and ray is not None:
        raise InputError("--watch and --ray do not go together; run `dateline ingest --ray` again when there is more.")
    if watch:
        _watch(paths, settings)
        return
    from index import Archive
    from ui.terminal.progress import Bar

    with (
        _cluster(ray, settings) as cluster,
        Archive.open(settings.archive, settings, write=True, embedder=cluster.embedder if cluster else None) as store,
        Bar() as bar,
    ):
        report = store.ingest(paths, on_progress=bar.show, fast=fast, cluster=cluster)
        waiting = store.status().waiting
    if as_json:
        import dataclasses
        import json

        typer.echo(json.dumps(dataclasses.asdict(report), indent=2, ensure_ascii=False))
        return
    for line in summary(report, settings.archive):
        typer.echo(line)
    if waiting:
        typer.echo(f"{words.count(waiting, 'passage')} without vectors as yet: run `dateline embed`.")
    if report.read == 0 and report.files_unchanged == 0 and report.problems:
        raise typer.Exit(2)


def embed(archive: ArchiveOption = None, ray: RayOption = None) -> None:
    """Make the vectors that `ingest --fast` left for later, newest articles first."""
    settings = settings_of(archive)
    from index import Archive
    from ui.terminal.progress import Bar

    with (
        _cluster(ray, settings) as cluster,
        Archive.open(settings.archive, settings, write=True, embedder=cluster.embedder if cluster else None) as store,
        Bar() as bar,
    ):
        before = store.status().waiting
        left = store.embed(on_progress=bar.show)
    typer.echo(f"{words.count(before - left, 'passage')} embedded; {left:,} without vectors.")


@contextmanager
def _cluster(address: str | None, settings: Settings) -> Iterator[Cluster | None]:
    """The Ray cluster at an address; none without one."""
    if address is None:
        yield None
        return
    from index.cluster import connected

    with connected(address, settings) as cluster:
        machines = words.count(cluster.machines, "machine")
        typer.echo(f"Ray cluster of {machines}, {words.count(cluster.workers, 'embedding worker')}.", err=True)
        yield cluster


def _watch(paths: list[str], settings: Settings) -> None:
    from index import Archive, Embedder
    from ui.commands.watch import Watch

    embedder = Embedder(settings.embedder, settings.threads)  # loaded once, however often the archive is opened
    watch = Watch(
        paths, settings, lambda: Archive.open(settings.archive, settings, write=True, embedder=embedder), typer.echo
    )
    typer.echo(f"Watching {', '.join(paths)} every {settings.intake.watch_seconds:g} s; Ctrl-C ends it.", err=True)
    try:
        watch.run()
    except KeyboardInterrupt:
        typer.echo("\nStopped watching; all that was announced is in the archive.", err=True)


def summary(report: IngestReport, folder: Path) -> list[str]:
    """What became of everything that was read, in lines."""
    skipped = f", {report.files_unchanged:,} unchanged" if report.files_unchanged else ""
    lines = [
        f"{words.count(report.files, 'file')} ({report.read:,} articles read{skipped}) in {report.seconds:.1f} s",
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{report.copies:,} grouped as copies, {report.kept_out:,} kept out, {report.passages:,} passages",
    ]
    if report.set_aside:
        lines.append(f"{words.count(report.set_aside, 'file')} failed before and were not tried again")
    if report.problems:
        lines.append(
            f"{words.count(len(report.problems), 'problem')} set aside, listed in {folder / 'problems.jsonl'}:"
        )
        lines += [f"  {words.clean(one.origin)}: {words.clean(one.reason)}" for one in report.problems[:SHOWN_PROBLEMS]]
        if len(report.problems) > SHOWN_PROBLEMS:
            lines.append(f"  and {len(report.problems) - SHOWN_PROBLEMS:,} more")
    return lines
