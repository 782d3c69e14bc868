"""What takes minutes: requests made up from the API's own description, and 32 clients at once."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.ui.conftest import Newsroom

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
CLIENTS, SECONDS = 32, 60
CROWD = 100
OPERATIONS = 13
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "response_headers_conformance,unsupported_method,allow_header_conformance"
)
LOAD = """
import asyncio, json, sys, time, httpx

async def client(number, until, took, wrong):
    async with httpx.AsyncClient(timeout=120) as http:
        while time.monotonic() < until:
            begun = time.monotonic()
            question = f"Which charge ended in a mistrial, asked by {number}?"
            reply = await http.post(sys.argv[1] + "/api/ask", json={"question": question})
            if reply.status_code != 200 or reply.json()["question"] != question:
                wrong.append((reply.status_code, reply.text[:200]))
            took.append(time.monotonic() - begun)

async def main():
    took, wrong, until = [], [], time.monotonic() + float(sys.argv[3])
    await asyncio.gather(*(client(number, until, took, wrong) for number in range(int(sys.argv[2]))))
    took.sort()
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(json.dumps({"asked": len(took), "p50": p50, "p95": p95, "wrong": wrong}))

asyncio.run(main())
"""


AT_ONCE = """
import asyncio, json, sys, time, httpx

async def one(http, number):
    begun = time.monotonic()
    reply = await http.post(sys.argv[1] + "/api/ask", json={"question": f"Which charge ended in a mistrial, {number}?"})
    said = reply.json().get("error", {}).get("message", "")
    seconds = time.monotonic() - begun
    return {"status": reply.status_code, "said": said, "retry": reply.headers.get("retry-after"), "seconds": seconds}

async def main():
    everybody = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=300, limits=everybody) as http:
        print(json.dumps(await asyncio.gather(*(one(http, number) for number in range(int(sys.argv[2]))))))

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def address(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server in a process of its own, started as a person starts it, over an archive that may be written to."""
    folder = tmp_path_factory.mktemp("serving") / "archive"
    shutil.copytree(newsroom.settings.archive, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATELINE_ANSWER__THRESHOLD": "0", "DATELINE_READER__PASSAGES": "6"}
    command = [sys.executable, "-m", "ui.commands.cli", "serve", "--archive", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(60)


def wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended before it was ready"
        try:
            if httpx.get(url + "/api/status", timeout=60).json()["ready"]:
                return
        except httpx.TransportError:
            time.sleep(0.5)
    raise AssertionError("the server was not ready within minutes")


def test_32_clients_at_once_get_their_own_answers_without_an_error(address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD, address, str(CLIENTS), str(SECONDS)], capture_output=True, text=True, check=True
    )
    report = json.loads(done.stdout)
    warnings.warn(f"load: {report}", stacklevel=1)
    assert report["wrong"] == []
    assert report["asked"] > CLIENTS


def test_a_crowd_is_told_that_the_desk_is_full_at_once_and_nobody_waits_in_vain(address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, address, str(CROWD)], capture_output=True, text=True, check=True
    )
    replies = json.loads(done.stdout)
    answered = [one for one in replies if one["status"] == 200]
    busy = [one for one in replies if one["status"] == 503]
    warnings.warn(f"crowd: {len(answered)} answered, {len(busy)} told that it is busy", stacklevel=1)
    assert len(answered) + len(busy) == CROWD
    assert len(answered) >= CLIENTS
    for one in busy:
        assert one["retry"] == "5"
        assert one["said"].startswith("Busy: ")
        assert one["seconds"] < max(reply["seconds"] for reply in answered) / 2, "told now, not after a wait"


def test_generated_requests_find_nothing_that_breaks_the_description(address: str, tmp_path: Path) -> None:
    description = httpx.get(f"{address}/openapi.json", timeout=120)
    assert sum(len(methods) for methods in description.json()["paths"].values()) == OPERATIONS
    (tmp_path / "openapi.json").write_bytes(description.content)
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", "openapi.json", "--url", address,
        "--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "6", "--request-timeout", "120", "--seed", "1",
        "--checks", CHECKS,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:]
    assert f"Selected: {OPERATIONS}/{OPERATIONS}" in done.stdout
    assert f"Tested: {OPERATIONS}" in done.stdout
