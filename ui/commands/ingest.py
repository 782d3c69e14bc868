"""Reading news into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui import words
from ui.command import ArchiveOption, JsonOption, console, settings_of

if TYPE_CHECKING:
    from index import IngestReport

SHOWN_PROBLEMS = 10
"""More problems than this are counted, not listed; all are in problems.jsonl."""


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, folders, globs, .gz, .zip or .tar.gz.")
    ],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be read and how columns map; write nothing.")
    ] = False,
) -> None:
    """Read news into the archive. What is there already is skipped, so the same command can be repeated."""
    settings = settings_of(archive)
    if dry_run:
        from ingest import preview
        from ui.render_preview import preview_view

        console().print(preview_view(preview([str(path) for path in paths], settings.intake)))
        return
    from index import Archive
    from ui.progress import Bar

    with Archive.open(settings.archive, settings, write=True) as store, Bar() as bar:
        report = store.ingest([str(path) for path in paths], on_progress=bar.show)
    if as_json:
        import dataclasses
        import json

        typer.echo(json.dumps(dataclasses.asdict(report), indent=2, ensure_ascii=False))
        return
    for line in summary(report, settings.archive):
        typer.echo(line)
    if report.read == 0 and report.files_unchanged == 0 and report.problems:
        raise typer.Exit(2)


def summary(report: IngestReport, folder: Path) -> list[str]:
    """What became of everything that was read, in lines."""
    skipped = f", {report.files_unchanged:,} unchanged" if report.files_unchanged else ""
    lines = [
        f"{words.count(report.files, 'file')} ({report.read:,} articles read{skipped}) in {report.seconds:.1f} s",
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{report.copies:,} grouped as copies, {report.kept_out:,} kept out, {report.passages:,} passages",
    ]
    if report.problems:
        lines.append(
            f"{words.count(len(report.problems), 'problem')} set aside, listed in {folder / 'problems.jsonl'}:"
        )
        lines += [f"  {words.clean(one.origin)}: {words.clean(one.reason)}" for one in report.problems[:SHOWN_PROBLEMS]]
        if len(report.problems) > SHOWN_PROBLEMS:
            lines.append(f"  and {len(report.problems) - SHOWN_PROBLEMS:,} more")
    return lines
