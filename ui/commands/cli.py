"""The command ``dateline``. Heavy libraries are imported by the commands that need them: ``--help`` stays quick."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Annotated

import typer

from ui import commands
from ui.terminal.command import Command, told

app = typer.Typer(
    name="dateline",
    help="Answers questions from a news archive and proves every answer with the exact passage it came from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # frames around the help would take longer to load than all the rest of it
)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def dateline(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Answers questions from a news archive and proves every answer with the exact passage it came from."""


commands.add_to(app)


@app.command(
    "eval",
    cls=Command,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
    help="Measure answers: run, compare, report. Needs the extra 'evals'.",
)
def evaluate(context: typer.Context) -> None:
    """Hand the rest of the command line to the evals, which are only loaded now."""
    _hand_over("evals.cli", "eval", context.args)


@app.command(
    "bench",
    cls=Command,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
    help="Measure speed, memory and disk: ingest, query, serve, scale.",
)
def bench(context: typer.Context) -> None:
    """Hand the rest of the command line to the benchmarks, which are only loaded now."""
    _hand_over("evals.bench.cli", "bench", context.args)


def _hand_over(module: str, name: str, arguments: list[str]) -> None:
    try:
        given = importlib.import_module(module).app
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in {"evals", "ui", "qa", "index", "ingest"} and error.name != module:
            raise
        raise told(f"`dateline {name}` needs {error.name}: run pip install 'dateline[evals]'.") from error
    given(arguments, prog_name=f"dateline {name}")


def main() -> None:
    """Run the command line."""
    if "HF_HUB_OFFLINE" not in os.environ:
        os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
