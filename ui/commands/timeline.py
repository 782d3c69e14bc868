"""The dated events of a matter, each with the sentence that tells it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.command import (
    ArchiveOption,
    AsOfOption,
    FromOption,
    JsonOption,
    SourceOption,
    ToOption,
    console,
    day_of,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa import Event

COLUMNS = (
    "date_from", "date_to", "date_stated", "announced", "event", "source", "published_at", "headline", "url",
    "article_id", "version", "start", "end", "also_in",
)  # fmt: skip
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
    first, last, day = day_of(date_from, "--from"), day_of(date_to, "--to"), day_of(as_of, "--as-of")
    from index import Archive
    from ingest import InputError
    from qa import Engine, Filters, Question, timeline_of

    if first and last and first > last:
        raise InputError(f"--from {first} is later than --to {last}: no article can fit; exchange the two.")
    filters = Filters(date_from=first, date_to=last, sources=source or [])
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
        console().print(_shown(events) if events else "The archive tells of no dated event of this matter.")


def row(event: Event) -> dict[str, str | int | bool]:
    """An event by the names of its columns; ``also_in`` names the other articles that tell the same."""
    cited = event.citations[0]
    values = (
        event.first.isoformat(), event.last.isoformat(), event.stated, event.ahead, event.text, cited.source,
        cited.published_at or "", cited.headline, cited.url, cited.article_id, cited.version, cited.start, cited.end,
        " ".join(other.article_id for other in event.citations[1:]),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def table(events: Sequence[Event]) -> str:
    """The events as CSV; a cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerow(
            [f"'{value}" if str(value).startswith(("=", "+", "-", "@")) else value for value in row(event).values()]
        )
    return out.getvalue()


def _shown(events: Sequence[Event]) -> str:
    lines = []
    for event in events:
        days = f"{event.first}" if event.first == event.last else f"{event.first} to {event.last}"
        when = f"{days}{'' if event.stated else ' (published)'}{' (announced)' if event.ahead else ''}"
        sources = ", ".join(
            f"{cited.source} {(cited.published_at or 'undated')[:10]} [{cited.article_id}]" for cited in event.citations
        )
        lines += [f"{when}  {event.text}", f"    {sources}"]
    return "\n".join(lines)


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        typer.echo(text, nl=False)
        return
    path.write_text(text, encoding="utf-8", newline="")
    typer.echo(f"Written to {path}.")
