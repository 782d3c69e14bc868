"""Names that may not be shown: replacing them, and reading the sealed originals."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.answers import words
from ui.terminal.command import ArchiveOption, settings_of


def redact(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name, in quotes.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept in the archive's log.")],
    archive: ArchiveOption = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="FORM", help="A shorter form, replaced where the name stands; repeatable."),
    ] = None,
    article: Annotated[str | None, typer.Option("--article", metavar="ID", help="Only in this article.")] = None,
    shown: Annotated[
        str | None,
        typer.Option("--as", metavar="TEXT", help="What to show instead of it."),
    ] = None,
    purge: Annotated[
        bool, typer.Option("--purge", help="Keep no original, and leave no trace of the name in any file.")
    ] = False,
) -> None:
    """Replace a name wherever it is shown or searched, now and whenever its articles are read again."""
    settings = settings_of(archive)
    from index import SHOWN, Archive

    with Archive.open(settings.archive, settings, write=True) as store:
        done = store.redact(
            name, reason, also=also or (), article_id=article, shown=SHOWN if shown is None else shown, purge=purge
        )
    gone = f" {words.count(done.answers, 'kept answer')} went." if done.answers else ""
    kept = "" if done.purged or not settings.seal or not done.versions else " `dateline sealed` lists the originals."
    typer.echo(
        f"Replaced in {words.count(done.articles, 'article')} ({words.count(done.versions, 'version')}).{gone}{kept}"
    )


def unredact(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name, as it was redacted.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept in the archive's log.")],
    archive: ArchiveOption = None,
    article: Annotated[str | None, typer.Option("--article", metavar="ID", help="Redacted in this one alone.")] = None,
) -> None:
    """Show a redacted name again: from the sealed originals at once, otherwise when its articles are read again."""
    settings = settings_of(archive)
    from index import Archive

    with Archive.open(settings.archive, settings, write=True) as store:
        back = store.lift(name, reason, article_id=article)
    typer.echo(
        f"{words.count(back, 'original')} came back. Articles without one come back at the next `dateline ingest`."
    )


def sealed(
    number: Annotated[int | None, typer.Argument(metavar="NUMBER", help="Print this original.")] = None,
    archive: ArchiveOption = None,
) -> None:
    """List the sealed originals of redacted articles, or print one; that it was read is noted in the log."""
    settings = settings_of(archive)
    from index import Archive

    if number is None:
        with Archive.open(settings.archive, settings) as store:
            for entry in store.sealed():
                typer.echo(f"{entry.number}  {entry.at}  version {entry.version}")
        return
    with Archive.open(settings.archive, settings, write=True) as store:
        article = store.unseal(number)
    typer.echo(f"{words.clean(article.headline)}\n")
    typer.echo("\n".join(words.clean(line) for line in article.body.split("\n")))


def log(archive: ArchiveOption = None) -> None:
    """Print what was done to the archive, oldest first."""
    settings = settings_of(archive)
    from index import Archive

    with Archive.open(settings.archive, settings) as store:
        for entry in store.log():
            typer.echo(f"{entry.at}  {entry.action}  {words.clean(entry.detail)}")
