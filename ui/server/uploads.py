"""The API for files that are dropped on the page: take them, say how far they are, stop them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, File, UploadFile

from ui.answers.desk import Desk
from ui.server.errors import DOCUMENTED, DOCUMENTED_404, ErrorReply
from ui.server.intake import Intake, Upload


def add_to(app: FastAPI, desk: Desk) -> None:
    """Add the uploads to an application."""
    intake = Intake(desk.settings.archive, desk.archive.embedder)
    router = APIRouter(prefix="/api/uploads", tags=["uploads"])
    locked: dict[int | str, dict[str, Any]] = {
        409: {"model": ErrorReply, "description": "Other files are being read in."}
    }

    key = {"key": "$response.body#/id"}
    begun: dict[int | str, dict[str, Any]] = {
        202: {
            "links": {
                "progress": {"operationId": "progress", "parameters": key},
                "cancel": {"operationId": "cancel", "parameters": key},
            }
        }
    }

    @router.post("", status_code=202, responses={**DOCUMENTED, **locked, **begun})
    async def upload(files: Annotated[list[UploadFile], File()]) -> Upload:
        """Read files into the archive."""
        return await intake.take(files)

    @router.get("/{key}", responses=DOCUMENTED_404)
    def progress(key: str) -> Upload:
        """How far an upload is."""
        return intake.get(key)

    @router.delete("/{key}", responses=DOCUMENTED_404)
    def cancel(key: str) -> Upload:
        """Stop an upload; what was read stays in the archive."""
        return intake.cancel(key)

    app.include_router(router)
