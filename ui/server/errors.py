"""Errors as HTTP says them: a proper status and one sentence, in the form that OpenAI's clients read too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError
from starlette.exceptions import HTTPException
from starlette.routing import Route, compile_path

from index import NotFoundError, StoreLockedError
from ingest import DatelineError, InputError
from ui.answers.desk import HALVED, RETRY_SECONDS, BusyError, SlowError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request


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
EVERYWHERE: dict[int | str, dict[str, Any]] = {
    401: {"model": ErrorReply, "description": "A password or a token is needed."},
    403: {"model": ErrorReply, "description": "The request comes from another site."},
    408: {"model": ErrorReply, "description": "The rest of the request did not come in time."},
    413: {"model": ErrorReply, "description": "The request is too large."},
    421: {"model": ErrorReply, "description": "The server does not answer to this name."},
    429: {"model": ErrorReply, "description": "Too many requests of one client."},
    500: {"model": ErrorReply, "description": "Something went wrong in the server or the archive."},
}
"""What every operation may answer."""
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorReply, "description": "The body cannot be read."},
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
    for path in ("/api/{rest:path}", "/v1/{rest:path}"):
        rest = Route(path, _nothing, include_in_schema=False)
        rest.methods = None  # every method, those that nobody has thought of among them
        app.router.routes.append(rest)

    @app.exception_handler(DatelineError)
    async def _known(request: Request, error: DatelineError) -> JSONResponse:
        status, kind = status_of(error)
        return reply(status, kind, str(error), {"Retry-After": str(RETRY_SECONDS)} if status == 503 else None)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"] if part not in ("body", "query", "path"))
        said = str(fault["msg"]).removeprefix("Value error, ")
        if fault["type"] == "json_invalid":
            said, place = f"The body is not JSON: {fault['ctx']['error']} at character {place}", ""
        elif fault["loc"] == ("body",):
            said = "The body must be a JSON object, sent with the header content-type: application/json"
        return reply(422, "invalid_request", f"{place}: {said}." if place else f"{said}.")

    async def _halved(request: Request, error: Exception) -> JSONResponse:
        return reply(422, "invalid_request", HALVED)

    for kind in (UnicodeEncodeError, PydanticSerializationError):
        app.add_exception_handler(kind, _halved)

    @app.exception_handler(Exception)
    async def _unknown(request: Request, error: Exception) -> JSONResponse:
        return reply(500, "server_error", "Something went wrong in the server; its log says what.")

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return reply(error.status_code, "http_error", f"{error.detail}.", dict(error.headers or {}))


async def _nothing(request: Request) -> NoReturn:
    """What is left of the API's paths: an operation that there is not, or not by this method."""
    described: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    fitting = [methods for path, methods in described.items() if compile_path(path)[0].match(request.url.path)]
    if allowed := sorted({method.upper() for methods in fitting for method in methods}):
        raise HTTPException(405, "This is not done by that method", {"Allow": ", ".join(allowed)})
    raise HTTPException(404, "The API has no such path; /docs lists them")
