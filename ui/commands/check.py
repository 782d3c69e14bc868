"""The archive as a whole: what it holds, whether its stores agree, and rebuilding them."""

from __future__ import annotations

import typer

from ui.answers import words
from ui.terminal.command import ArchiveOption, JsonOption, console, settings_of


def status(archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """Say what the archive holds."""
    settings = settings_of(archive)
    from index import Archive

    with Archive.open(settings.archive, settings) as store:
        state = store.status()
    if as_json:
        import dataclasses
        import json

        typer.echo(json.dumps(dataclasses.asdict(state), indent=2, ensure_ascii=False, default=str))
        return
    out = console()
    span = f"{words.day(state.first_day)} to {words.day(state.last_day)}" if state.first_day else "no dated article"
    out.print(
        f"{words.count(state.articles, 'article')} in {words.count(state.passages, 'passage')}, "
        f"{words.count(state.stories, 'story', 'stories')}, {words.count(state.sources, 'source')}"
    )
    out.print(f"{span}; {state.undated:,} undated")
    out.print(
        f"{words.count(state.versions, 'version')} stored, {state.removed:,} removed, {state.problems:,} set aside"
    )
    out.print(f"embedder: {state.embedder or 'none yet'}")
    if state.waiting:
        out.print(f"{words.count(state.waiting, 'passage')} without vectors as yet: run `dateline embed`")


def check(archive: ArchiveOption = None) -> None:
    """Prove that the catalogue, the vectors and the lexical index agree."""
    settings = settings_of(archive)
    from index import Archive

    with Archive.open(settings.archive, settings) as store:
        findings = store.check()
    if not findings:
        typer.echo("The three stores agree.")
        return
    for one in findings:
        typer.echo(str(one))
    raise typer.Exit(1)


def rebuild(archive: ArchiveOption = None) -> None:
    """Make the vectors and the lexical index anew from the catalogue."""
    settings = settings_of(archive)
    from index import Archive
    from ui.terminal.progress import Bar

    with Archive.open(settings.archive, settings, write=True) as store, Bar() as bar:
        store.rebuild(on_progress=bar.show)
    typer.echo("The vectors and the lexical index were made anew.")
