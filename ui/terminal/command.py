"""A command of the terminal: how what goes wrong is told."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand

from ui.answers import words

INTERRUPTED = 130
"""The exit status that shells expect after Ctrl-C."""


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
            raise told(f"A setting is not valid: {words.fault(error)}.") from error
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
