"""``kill -9`` at random moments of an ingest costs nothing but the time to run it again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 20


@pytest.mark.slow
def test_an_ingest_killed_at_any_moment_is_finished_by_the_next(tmp_path):
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "tests.index.write.interrupted", str(tmp_path), str(ROUNDS), "7"],
        cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, text=True, timeout=3_000,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["expected"]["findings"] == []
    assert result["expected"]["found"] > 0
    assert result["failures"] == []
    assert result["killed"] >= ROUNDS // 2, "most ingests ended before they were killed"
