"""Running the application: an archive to open, models to load, a port to listen on."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING

import typer
import uvicorn

from index import Archive
from ingest import InputError
from qa import Engine
from ui.server.application import application

if TYPE_CHECKING:
    from ingest import Settings
    from ui.server.auth import Keys

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine, for which nobody else can reach the server."""


def run(settings: Settings, *, host: str, port: int, keys: Keys | None, read_only: bool) -> None:
    """Serve until interrupted. Where there is no archive yet, an empty one is made: the page says how to fill it.

    Raises:
        InputError: when the port is taken.
    """
    made = settings.catalogue or (settings.archive.exists() and any(settings.archive.iterdir()))
    if not read_only and not made:
        Archive.open(settings.archive, settings, write=True).close()
        typer.echo(f"There was no archive in {settings.archive}: an empty one was made.")
    with Archive.open(settings.archive, settings) as archive, _listening(host, port) as bound:
        engine = Engine(archive, settings)
        typer.echo("Loading the models ...")
        warm(engine, archive)
        hosts = LOOPBACK if host in LOOPBACK else frozenset()
        app = application(settings, archive, engine, keys=keys, read_only=read_only, hosts=hosts)
        shown = "localhost" if host in LOOPBACK else host
        typer.echo(f"Dateline is at http://{shown}:{bound.getsockname()[1]} (Ctrl-C stops it)")
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3, server_header=False)
        server = uvicorn.Server(config)
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[bound])
    typer.echo("Stopped.")


def warm(engine: Engine, archive: Archive) -> None:
    """Load the models, so that the first person to ask waits no longer than the next."""
    archive.search("news", limit=1)
    _ = engine.reader


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens, or one sentence why it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise InputError(f"Cannot listen on {host}:{port} ({error.strerror}): choose another with --port.") from error
    return bound
