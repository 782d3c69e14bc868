"""One application on one port: the page, the API and MCP."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from fastapi import FastAPI

from ui.answers.desk import Desk
from ui.answers.keeping import Keeping
from ui.server import api, completions, errors, mcp_tools, site, uploads
from ui.server.guard import Guard
from ui.server.rates import Rates

if TYPE_CHECKING:
    from index import Archive
    from ingest import Settings
    from qa import Engine
    from ui.server.auth import Keys

PER_MINUTE = 1_200


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
    from ui.page import chat  # Gradio takes seconds to load, which nobody waits for whose archive cannot be opened

    desk = Desk(engine, archive, settings, Keeping(settings.archive, read_only=read_only))
    server = mcp_tools.tools(desk) if find_spec("mcp") else None

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
        mcp_tools.mount(app, server)
    chat.add_to(app, desk)
    app.add_middleware(Guard, keys=keys, hosts=hosts, rates=Rates(per_minute))
    return app
