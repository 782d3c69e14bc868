"""One application on one port: the page, the API and MCP."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import typer
from fastapi import FastAPI

from ui.answers.desk import Desk
from ui.answers.keeping import Keeping
from ui.server import api, completions, errors, site, uploads
from ui.server.guard import Guard, Rates

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from index import Archive
    from ingest import Settings
    from qa import Engine
    from ui.server.auth import Keys

PER_MINUTE = 1_200
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def application(
    settings: Settings,
    archive: Archive,
    engine: Engine,
    *,
    keys: Keys | None = None,
    read_only: bool = False,
    hosts: frozenset[str] = frozenset(),
    per_minute: int = PER_MINUTE,
) -> FastAPI:
    """The application.

    Args:
        settings: where the archive is, and limits.
        archive: opened for reading.
        engine: answers from it.
        keys: who may enter; None lets everybody in.
        read_only: take no files and no feedback, keep no answers.
        hosts: names the server answers to; empty for any.
        per_minute: costly requests that one client may make; 0 for no limit.
    """
    import gradio as gr

    from ui.page.chat import build
    from ui.page.html import text
    from ui.page.shell import assets

    desk = Desk(engine, archive, settings, Keeping(settings.archive, read_only=read_only))
    server = _mcp(desk)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            if server is not None:
                await stack.enter_async_context(server.session_manager.run())
            yield
        desk.close()

    app = FastAPI(
        title="Dateline",
        description="Answers from a news archive, each with the exact passage that proves it.",
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses=errors.EVERYWHERE,
        generate_unique_id_function=lambda route: route.name,
    )
    api.add_to(app, desk)
    app.include_router(completions.routes(desk))
    if not read_only:
        uploads.add_to(app, desk)
    site.add_to(app, desk)
    errors.install(app)
    if server is not None:
        app.mount("/mcp", _at_its_root(server))
        app.add_middleware(_at_mcp)
    gr.mount_gradio_app(
        app,
        build(desk),
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        head=text(assets()),
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
        allowed_paths=[],
    )
    app.add_middleware(Guard, keys=keys, hosts=hosts, rates=Rates(per_minute))
    return app


def run(settings: Settings, *, host: str, port: int, keys: Keys | None, read_only: bool) -> None:
    """Serve until interrupted. Where there is no archive yet, an empty one is made: the page says how to fill it.

    Raises:
        InputError: when the port is taken.
    """
    import uvicorn

    from index import Archive
    from qa import Engine

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


def _listening(host: str, port: int) -> Any:
    """A socket that listens, or one sentence why it cannot."""
    import socket

    from ingest import InputError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise InputError(f"Cannot listen on {host}:{port} ({error.strerror}): choose another with --port.") from error
    return bound


def _mcp(desk: Desk) -> Any:
    """The MCP server, where its extra is installed."""
    if find_spec("mcp") is None:
        return None
    from ui.server.mcp_tools import tools

    return tools(desk)


def _at_mcp(app: ASGIApp) -> ASGIApp:
    """Take ``/mcp`` for ``/mcp/``: a mounted application has only the latter, and people write the former."""

    async def slashed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == "/mcp":
            scope = {**scope, "path": "/mcp/", "raw_path": b"/mcp/"}
        await app(scope, receive, send)

    return slashed


def _at_its_root(server: Any) -> Any:
    from mcp.server.transport_security import TransportSecuritySettings

    # The guard has checked the host and the origin already.
    open_door = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    return server.streamable_http_app(
        streamable_http_path="/", stateless_http=True, json_response=True, transport_security=open_door
    )
