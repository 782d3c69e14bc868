"""Fetching one address politely: robots.txt is obeyed, and nothing is sent twice that has not changed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
from urllib.robotparser import RobotFileParser

from ingest.errors import InputError
from ingest.settings import IntakeSettings
from ingest.source import Source, Validators

AGENT = "Dateline/0.1 (news archive reader)"
_TIMEOUT_SECONDS = 30.0
_LARGEST = 64 * 2**20
_ROBOTS_BYTES = 512 * 1024
_LIST_BYTES = 2**20


@dataclass(frozen=True)
class Fetched:
    """A fetched file, and the validators to fetch it with next time."""

    source: Source
    validators: Validators


class _WebOnly(HTTPRedirectHandler):
    """Follows redirects, but never from the web to a file or another protocol."""

    def redirect_request(
        self, req: Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:  # fmt: skip
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise InputError(f"{req.full_url} redirects to {newurl}, which is not on the web; it was not followed.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def is_address(path: str) -> bool:
    """Tell whether a path is a web address."""
    return path.startswith(("http://", "https://"))


def addresses_in(path: Path) -> list[str]:
    """The web addresses that a file lists, one a line beside "#" remarks; none if it is no such list."""
    try:
        with path.open("rb") as stream:
            text = stream.read(_LIST_BYTES).decode("utf-8")
    except (OSError, ValueError):
        return []
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return list(dict.fromkeys(lines)) if all(is_address(line) and " " not in line for line in lines) else []


def fetch(url: str, limits: IntakeSettings, known: Validators | None = None) -> Fetched | None:
    """Fetch a feed or a page.

    Args:
        url: Its address.
        limits: How it is to be read.
        known: What an earlier fetch returned, to fetch only what has changed.

    Returns:
        The file, or None when it has not changed.

    Raises:
        InputError: when robots.txt forbids it or it cannot be had.
    """
    known = known or Validators()
    if not _allowed(url):
        raise InputError(f"{url} may not be fetched by programs, says the site's robots.txt; ask the publisher.")
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    try:
        with _open(url, headers) as answer:
            data = answer.read(_LARGEST + 1)
            validators = Validators(answer.headers.get("ETag") or "", answer.headers.get("Last-Modified") or "")
    except HTTPError as fault:
        if fault.code == 304:
            return None
        later = fault.headers.get("Retry-After") if fault.headers else None
        wait = f" and asks to wait {later} seconds" if later and later.isdigit() else ""
        raise InputError(f"{url} answers with status {fault.code}{wait}; check the address or try later.") from fault
    except (URLError, HTTPException, OSError, ValueError) as fault:
        raise InputError(f"{url} cannot be fetched ({getattr(fault, 'reason', fault)}); try later.") from fault
    if len(data) > _LARGEST:
        raise InputError(f"{url} is larger than {_LARGEST // 2**20} MB; download it, and ingest the file.")
    return Fetched(Source(url, len(data), limits, lambda: io.BytesIO(data)), validators)


def _allowed(url: str) -> bool:
    """Whether the site's robots.txt lets this program fetch the address; a site without one allows everything."""
    parts = urlsplit(url)
    rules = RobotFileParser()
    try:
        with _open(f"{parts.scheme}://{parts.netloc}/robots.txt", {}) as answer:
            text = answer.read(_ROBOTS_BYTES).decode("utf-8", "replace")
    except HTTPError as fault:
        return fault.code not in (401, 403)
    except (URLError, HTTPException, OSError, ValueError):
        return True  # if the site is down, fetching the address itself says so
    rules.parse(text.splitlines())
    return rules.can_fetch(AGENT, url)


def _open(url: str, headers: dict[str, str]) -> HTTPResponse:
    request = Request(url, headers={"User-Agent": AGENT, **{k: v for k, v in headers.items() if v}})
    return cast(HTTPResponse, build_opener(_WebOnly).open(request, timeout=_TIMEOUT_SECONDS))
