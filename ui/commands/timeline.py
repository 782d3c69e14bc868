"""The dated events of a matter, each with the sentence that tells it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import (
    ArchiveOption,
    AsOfOption,
    FromOption,
    JsonOption,
    SourceOption,
    ToOption,
    day_of,
    filters_of,
    settings_of,
)
from ui.terminal.console import console

_PASSAGES = 60
"""A matter that went on for years is told in many articles; more passages than this add mostly repetition."""


def timeline(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The matter, as a question or some words.")],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the events as CSV; - prints.")
    ] = None,
    date_from: FromOption = None,
    date_to: ToOption = None,
    source: SourceOption = None,
    as_of: AsOfOption = None,
) -> None:
    """List the dated events of a matter, oldest first, each in the words of the sentence that tells it."""
    settings = settings_of(archive)
    filters, day = filters_of(date_from, date_to, source), day_of(as_of, "--as-of")
    from index import Archive
    from qa import Engine, Question, timeline_of
    from ui.answers.events import row, table
    from ui.terminal.events import events_view

    with Archive.open(settings.archive, settings) as store:
        asked = Question(question=question, filters=filters, as_of=day)
        understood, _, hits = Engine(store, settings).find(asked, _PASSAGES)
        events = timeline_of(understood, hits)
    if as_json:
        import json

        typer.echo(json.dumps([row(event) for event in events], indent=2, ensure_ascii=False))
    elif csv is not None:
        _write(csv, table(events))
    else:
        console().print(events_view(events) if events else "The archive tells of no dated event of this matter.")


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        typer.echo(text, nl=False)
        return
    path.write_text(text, encoding="utf-8", newline="")
    typer.echo(f"Written to {path}.")
