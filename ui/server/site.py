"""The pages beside the chat: an article at its evidence, a kept answer, the archive, the API's description."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from index import NotFoundError
from ingest import InputError
from ui.answers.desk import Desk
from ui.answers.exports import FORMATS, references
from ui.page import shell
from ui.page.archive import overview
from ui.page.docs import described
from ui.page.evidence import evidence
from ui.page.html import Content, tag
from ui.page.reader import reading
from ui.page.shell import document
from ui.page.turn import answered
from ui.server.errors import EVERYWHERE
from ui.server.overview import overview_of

ASSETS = Path(__file__).parents[1] / "page" / "assets"
SHOWN_COPIES = 30


def add_to(app: FastAPI, desk: Desk) -> None:
    """Add the pages to an application."""
    app.include_router(_pages(app, desk))
    app.mount(shell.ASSETS, StaticFiles(directory=ASSETS), name="assets")


def _pages(app: FastAPI, desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/articles/{article_id}")
    def article(
        article_id: str,
        version: str = "",
        start: Annotated[int | None, Query(ge=0)] = None,
        end: Annotated[int | None, Query(ge=0)] = None,
        part: bool = False,
    ) -> HTMLResponse:
        try:
            shown = desk.article(article_id, version or None)
        except NotFoundError as error:
            said = tag("p", str(error), class_="banner warn", role="alert")
            return HTMLResponse(said if part else document("Not found", "", said), status_code=404)
        copies = desk.archive.copies(article_id)[:SHOWN_COPIES]
        content = reading(shown, start=start, end=end, copies=copies, versions=desk.archive.history(article_id))
        return HTMLResponse(content if part else document(shown.headline or "Article", "", content))

    @router.get("/answers/{key}")
    def kept(key: str) -> HTMLResponse:
        try:
            answer = desk.kept(key)
        except NotFoundError as error:
            said = tag("p", str(error), class_="banner warn", role="alert")
            return HTMLResponse(document("Not found", "", said), status_code=404)
        content: list[Content] = [answered(answer, key), evidence(answer, key)]
        return HTMLResponse(document(answer.question, "", tag("div", content, class_="kept-answer")))

    @router.get("/answers/{key}/export")
    def export(key: str, format: str = "md", passages: str = "") -> Response:  # noqa: A002 - the name people see
        if format not in FORMATS:
            raise InputError(f"{format[:20]!r} is not a format: choose one of {', '.join(FORMATS)}.")
        answer = desk.kept(key)
        _, media, suffix, write = FORMATS[format]
        name = f"dateline-{key}.{suffix}"
        text = write(answer, references(answer, _places(passages)))
        return Response(
            text,
            media_type=f"{media}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @router.get("/archive")
    def archive() -> HTMLResponse:
        return HTMLResponse(document("The archive", "/archive", overview(overview_of(desk))))

    @router.get("/docs")
    def docs(request: Request) -> HTMLResponse:
        return HTMLResponse(
            document("API", "/docs", described(app.openapi(), str(request.base_url).rstrip("/"), EVERYWHERE))
        )

    return router


def _places(passages: str) -> list[int]:
    try:
        return [int(place) for place in passages.split(",") if place]
    except ValueError:
        raise InputError(f"passages={passages[:40]}: give places in the ranked list, such as 1,3.") from None
