"""Serving the page, the API and MCP."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.terminal.command import ArchiveOption, LlmOption, settings_of

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def serve(
    archive: ArchiveOption = None,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on [default: 127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Port [default: 7860]")] = None,
    auth: Annotated[
        Path | None, typer.Option("--auth", metavar="FILE", help="People and tokens that may enter; see `password`.")
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Take no files and no feedback from the page.")
    ] = False,
    llm: LlmOption = None,
) -> None:
    """Serve the chat page, the HTTP API and MCP on one port."""
    settings = settings_of(archive, llm)
    from ui.server.application import run
    from ui.server.auth import read_keys

    keys = read_keys(auth) if auth is not None else None
    address = host or settings.serve.host
    if keys is None and address not in LOOPBACK:
        typer.echo(f"Anybody who can reach {address} can read this archive; --auth FILE asks for a password.", err=True)
    run(settings, host=address, port=settings.serve.port if port is None else port, keys=keys, read_only=read_only)


def password(
    name: Annotated[str, typer.Argument(help="Who may enter.")],
    token: Annotated[bool, typer.Option("--token", help="Make a token for a program instead of a password.")] = False,
) -> None:
    """Make a line for the file that `serve --auth` reads."""
    from ui.server.auth import password_line, token_line

    if token:
        secret, line = token_line(name)
        typer.echo(f"Token, shown only this once: {secret}", err=True)
    else:
        line = password_line(name, typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    typer.echo(line)
