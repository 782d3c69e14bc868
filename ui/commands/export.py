"""Answers that left the archive, and what people said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.answers import words
from ui.terminal.command import ArchiveOption, settings_of


def verify(
    answer: Annotated[Path, typer.Argument(metavar="FILE", help="An answer as `ask --json` writes it.")],
    archive: ArchiveOption = None,
) -> None:
    """Check that every quote of an exported answer still stands in the archive, to the letter."""
    settings = settings_of(archive)
    from index import Archive
    from ui.answers.kept import read_answer
    from ui.answers.verify import verify as verdicts_of

    exported = read_answer(answer)
    with Archive.open(settings.archive, settings) as store:
        verdicts = verdicts_of(exported, store)
    for one in verdicts:
        typer.echo(f"[{one.n}] {one.state}: {one.message}")
    standing = sum(one.stands for one in verdicts)
    typer.echo(f"{standing} of {words.count(len(verdicts), 'quote')} stand.")
    if standing < len(verdicts):
        raise typer.Exit(1)


def feedback(archive: ArchiveOption = None) -> None:
    """Print what people said of answers as questions for `dateline eval`, a line each."""
    settings = settings_of(archive)
    from ui.answers.feedback import FeedbackBook

    for line in FeedbackBook(settings.archive).as_questions():
        typer.echo(line)
