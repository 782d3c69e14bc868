"""The options that several commands take, and what they are read as."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.answers import words

if TYPE_CHECKING:
    from datetime import date

    from ingest import Settings
    from qa import Filters

ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        "--archive", metavar="DIR", help="The archive's folder [default: ./archive]", envvar="DATELINE_ARCHIVE"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only articles of this day or later.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Only articles of this day or earlier.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Only this source; repeatable.")
]
SectionOption = Annotated[
    list[str] | None, typer.Option("--section", metavar="NAME", help="Only this section; repeatable.")
]
AuthorOption = Annotated[
    list[str] | None, typer.Option("--author", metavar="NAME", help="Only this author; repeatable.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Answer as a reader of that day would: nothing later, recent first."),
]
LlmOption = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="MODEL",
        help="Let a language model word the answer: openai:NAME, anthropic:NAME, ollama:NAME or "
        "openai-like:NAME@http://HOST:PORT/v1. What the passages do not say is not shown.",
    ),
]


def settings_of(archive: Path | None, llm: str | None = None) -> Settings:
    """The settings, with the archive and the language model that the command line names.

    Raises:
        ConfigError: when dateline.toml or a DATELINE_* variable is not valid.
    """
    from pydantic import ValidationError

    from ingest import ConfigError, Settings

    try:
        settings = Settings(archive=archive) if archive is not None else Settings()
        if llm is None:
            return settings
        return settings.model_copy(update={"writer": settings.writer.model_copy(update={"model": llm})})
    except ValueError as error:
        fault = words.fault(error) if isinstance(error, ValidationError) else str(error)
        raise ConfigError(f"The settings (dateline.toml or DATELINE_* variables) are not valid: {fault}.") from error


def day_of(value: str | None, option: str) -> date | None:
    """Read a day given on the command line.

    Raises:
        InputError: when it is not a day.
    """
    from datetime import date

    from ingest import InputError

    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{option} {value}: not a day; write it as 2025-06-12.") from None


def filters_of(
    date_from: str | None,
    date_to: str | None,
    sources: list[str] | None = None,
    sections: list[str] | None = None,
    authors: list[str] | None = None,
) -> Filters:
    """What the options restrict an answer to.

    Raises:
        InputError: when a day is not one, or the first is later than the last.
    """
    first, last = day_of(date_from, "--from"), day_of(date_to, "--to")
    from ingest import InputError
    from qa import Filters

    if first and last and first > last:
        raise InputError(f"--from {first} is later than --to {last}: no article can fit; exchange the two.")
    return Filters(date_from=first, date_to=last, sources=sources or [], sections=sections or [], authors=authors or [])
