"""Errors as HTTP says them."""

import json

import pytest

from index import NotFoundError, StoreLockedError
from ingest import ConfigError, DatelineError, InputError
from ui.answers.desk import BusyError, SlowError
from ui.server.errors import reply, status_of


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (InputError("x"), 422, "invalid_request"),
        (NotFoundError("x"), 404, "not_found"),
        (StoreLockedError("x"), 409, "locked"),
        (BusyError("x"), 503, "busy"),
        (SlowError("x"), 504, "timeout"),
        (ConfigError("x"), 500, "server_error"),
    ],
)
def test_each_error_has_its_status(error: DatelineError, status: int, kind: str) -> None:
    assert status_of(error) == (status, kind)


def test_a_reply_is_of_the_form_that_openais_clients_read() -> None:
    sent = reply(503, "busy", "Busy.", {"Retry-After": "5"})
    assert (sent.status_code, sent.headers["retry-after"]) == (503, "5")
    assert json.loads(bytes(sent.body)) == {"error": {"message": "Busy.", "type": "busy"}}
