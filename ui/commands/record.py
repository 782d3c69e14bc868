"""One article: showing it, its history, and taking it out."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.answers import words
from ui.terminal.command import ArchiveOption, JsonOption, console, settings_of

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The article's id, as `ask` and `search` list it.")]


def show(
    article_id: IdArgument,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
    version: Annotated[str | None, typer.Option("--version", help="This version instead of the live one.")] = None,
) -> None:
    """Print an article; days that its text leaves open stand behind them in brackets. --json gives the text alone."""
    settings = settings_of(archive)
    from index import Archive

    with Archive.open(settings.archive, settings) as store:
        article = store.article(article_id, version)
    if as_json:
        import dataclasses
        import json

        record = {**dataclasses.asdict(article), "version": article.version}
        typer.echo(json.dumps(record, indent=2, ensure_ascii=False, default=str))
        return
    from rich.text import Text

    from ingest import anchor_of, date_mentions, with_dates

    anchor = anchor_of(article)
    body = with_dates(article.body, date_mentions(article.body, anchor)) if anchor else article.body
    out = console()
    out.print(Text(words.clean(article.headline), style="bold"))
    place = [article.source, article.section, words.day(article.published_at), ", ".join(article.authors), article.url]
    out.print(Text(" · ".join(words.clean(part) for part in place if part), style="dim"))
    for note in article.corrections:
        out.print(Text(f"Corrected: {words.clean(note)}", style="yellow"))
    out.print()
    out.print(Text("\n".join(words.clean(line) for line in body.split("\n"))))
    out.print(Text(f"\nversion {article.version}, read from {words.clean(article.origin)}", style="dim"))


def history(article_id: IdArgument, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """List the versions of an article, oldest first."""
    settings = settings_of(archive)
    from index import Archive

    with Archive.open(settings.archive, settings) as store:
        entries = store.history(article_id)
    if as_json:
        import dataclasses
        import json

        typer.echo(json.dumps([dataclasses.asdict(one) for one in entries], indent=2, ensure_ascii=False, default=str))
        return
    out = console()
    for one in entries:
        out.print(f"{one.version}  {one.state:<10}  {words.day(one.published_at):<18}  {words.clean(one.headline)}")


def remove(
    article_id: IdArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept in the archive's log.")],
    archive: ArchiveOption = None,
    purge: Annotated[bool, typer.Option("--purge", help="Leave no trace of the text in any file.")] = False,
) -> None:
    """Take an article out of the archive, with all its versions."""
    settings = settings_of(archive)
    from index import Archive

    with Archive.open(settings.archive, settings, write=True) as store:
        removed = store.remove(article_id, reason, purge=purge)
    also = f" and {words.count(removed.answers, 'kept answer')} that quoted or listed it" if removed.answers else ""
    typer.echo(
        f"{'Purged' if purge else 'Removed'} {removed.article_id}: {words.count(removed.versions, 'version')}, "
        f"{words.count(removed.passages, 'passage')}{also}."
    )
