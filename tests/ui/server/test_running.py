"""Before anything is served: the archive is there, and the port is ours."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import InputError, Settings
from ui.server.running import run


@pytest.fixture
def taken() -> Iterator[int]:
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    bound.listen()
    yield bound.getsockname()[1]
    bound.close()


def test_a_port_that_is_taken_is_told_and_the_empty_archive_was_made(
    tmp_path: Path, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(archive=tmp_path / "archive")
    with pytest.raises(InputError, match=f"Cannot listen on 127.0.0.1:{taken} .* choose another with --port"):
        run(settings, host="127.0.0.1", port=taken, keys=None, read_only=False)
    assert capsys.readouterr().out == f"There was no archive in {settings.archive}: an empty one was made.\n"


def test_a_read_only_server_makes_no_archive(tmp_path: Path, taken: int) -> None:
    settings = Settings(archive=tmp_path / "archive")
    with pytest.raises(InputError, match="There is no archive"):
        run(settings, host="127.0.0.1", port=taken, keys=None, read_only=True)
    assert not settings.archive.exists()
