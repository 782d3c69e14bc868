"""``dateline ingest --ray``: the same summary, the same archive, and nothing left behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.ui.conftest import EXAMPLES
from ui.commands.cli import app

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--ray", "nowhere"), "--ray nowhere: write the address of a Ray cluster's head as HOST:PORT"),
        (("--ray", "local", "--watch"), "--watch and --ray do not go together"),
    ],
)
def test_an_error_is_one_sentence_and_leaves_no_archive(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    done = CliRunner().invoke(app, ["ingest", str(EXAMPLES), "--archive", str(tmp_path / "archive"), *arguments])
    assert done.exit_code == 2, done.output
    assert sentence in done.stderr
    assert not (tmp_path / "archive").exists()


@pytest.mark.slow
def test_a_local_cluster_reads_the_examples_and_is_gone_afterwards(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason='needs pip install "dateline[ray]"')
    scratch = tempfile.mkdtemp(prefix="r")  # short: sockets are in it

    def ingest(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ui.commands.cli", "ingest", str(EXAMPLES), "--archive"]
        return subprocess.run(
            [*command, str(tmp_path / "archive"), *more],
            cwd=ROOT, env=os.environ | {"TMPDIR": scratch}, capture_output=True, text=True, check=True,
        )  # fmt: skip

    done = ingest("--ray", "local", "--json")
    report = json.loads(done.stdout)
    assert report["added"] == report["read"] > 40
    assert report["embedded"] == report["passages"]
    assert report["problems"] == []
    assert "Ray cluster of 1 machine, " in done.stderr
    assert json.loads(ingest("--json").stdout)["files_unchanged"] == report["files"]
    assert not list(Path(scratch).glob("dateline-ray-*"))
    shutil.rmtree(scratch)
