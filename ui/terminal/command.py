"""What all commands share: how an error is told, and the options that several of them take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from ingest import Settings

INTERRUPTED = 130
"""The exit status that shells expect after Ctrl-C."""
PLAIN_WIDTH = 100_000
"""Columns where nobody is looking: a log gets whole lines, and whoever reads it folds them."""

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


class Command(TyperCommand):
    """A command whose expected failures are told in one sentence, with exit status 2 and no traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        from pydantic import ValidationError

        from ingest import DatelineError

        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise told(str(error)) from error
        except ValidationError as error:
            raise told(f"A setting is not valid: {first_fault(error)}.") from error
        except BrokenPipeError:
            raise
        except OSError as error:
            raise told(f"{error.filename or 'The system'}: {error.strerror or error}.") from error
        except KeyboardInterrupt as error:
            typer.echo("\nInterrupted. What was finished is kept; the same command again goes on from there.", err=True)
            raise typer.Exit(INTERRUPTED) from error


def told(sentence: str) -> typer.Exit:
    """Print an error sentence; the caller raises what is returned."""
    typer.echo(f"Error: {sentence}", err=True)
    return typer.Exit(2)


def first_fault(error: Any) -> str:
    """The first fault of a pydantic validation error: where it is and what is wrong."""
    fault = error.errors(include_url=False, include_context=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg'].removeprefix('Value error, ')}" if place else str(fault["msg"])


def settings_of(archive: Path | None, llm: str | None = None) -> Settings:
    """The settings, with the archive and the language model that the command line names."""
    from ingest import ConfigError, Settings

    try:
        settings = Settings(archive=archive) if archive is not None else Settings()
        if llm is None:
            return settings
        return settings.model_copy(update={"writer": settings.writer.model_copy(update={"model": llm})})
    except ValueError as error:
        fault = first_fault(error) if hasattr(error, "errors") else str(error)
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


def console(*, err: bool = False) -> Console:
    """A console that writes plain lines where there is no terminal."""
    from rich.console import Console

    width = None if is_terminal(err=err) else PLAIN_WIDTH
    return Console(stderr=err, highlight=False, markup=False, emoji=False, width=width)


def is_terminal(*, err: bool = False) -> bool:
    """True when a person is looking at the stream."""
    import sys

    return (sys.stderr if err else sys.stdout).isatty()
