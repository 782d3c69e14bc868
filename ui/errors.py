"""Errors as HTTP says them: a proper status and one sentence, in the form that OpenAI's clients read too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from ingest import DatelineError, InputError, NotFoundError, StoreLockedError
from ui.desk import RETRY_SECONDS, BusyError, SlowError

if TYPE_CHECKING:
    from fastapi import FastAPI, Request


class Fault(BaseModel):
    """What was wrong."""

    message: str
    type: str


class ErrorReply(BaseModel):
    """The body of every error."""

    error: Fault


_STATUS: tuple[tuple[type[DatelineError], int, str], ...] = (
    (InputError, 422, "invalid_request"),
    (NotFoundError, 404, "not_found"),
    (BusyError, 503, "busy"),
    (SlowError, 504, "timeout"),
    (StoreLockedError, 409, "locked"),
)
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorReply, "description": "The body is not JSON."},
    422: {"model": ErrorReply, "description": "The request cannot be answered as it is."},
    503: {"model": ErrorReply, "description": "Too many questions are waiting."},
    504: {"model": ErrorReply, "description": "It took too long."},
}
DOCUMENTED_404: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorReply, "description": "There is none of that name."},
    422: DOCUMENTED[422],
}


def status_of(error: DatelineError) -> tuple[int, str]:
    """The HTTP status and the type of an error."""
    return next(((status, name) for kind, status, name in _STATUS if isinstance(error, kind)), (500, "server_error"))


def reply(status: int, kind: str, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """An error as a response."""
    body = ErrorReply(error=Fault(message=message, type=kind))
    return JSONResponse(body.model_dump(), status_code=status, headers=headers)


def install(app: FastAPI) -> None:
    """Make ``app`` answer errors in this form."""

    @app.exception_handler(DatelineError)
    async def _known(request: Request, error: DatelineError) -> JSONResponse:
        status, kind = status_of(error)
        return reply(status, kind, str(error), {"Retry-After": str(RETRY_SECONDS)} if status == 503 else None)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"] if part != "body")
        said = str(fault["msg"]).removeprefix("Value error, ")
        return reply(422, "invalid_request", f"{place}: {said}." if place else f"{said}.")

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return reply(error.status_code, "http_error", f"{error.detail}.", dict(error.headers or {}))
