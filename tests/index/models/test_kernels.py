"""Reading texts of ever new lengths does not fill the memory with kernels compiled for each of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import few_kernels

ROOT = Path(__file__).parents[3]
LIMITS = ("LRU_CACHE_CAPACITY", "ONEDNN_PRIMITIVE_CACHE_CAPACITY")
GROWTH = """
from pathlib import Path
from qa.reader import PassageText, Reader

def held():
    return next(int(l.split()[1]) for l in Path("/proc/self/status").read_text().splitlines() if l.startswith("RssAnon"))

reader = Reader(batch_tokens=512)
text = "The council passed a harbor budget on Monday after a long debate and some heckling from the gallery. " * 3
reader.read("What was passed?", [PassageText(text)] * 8)
before = held()
for length in range(40, len(text)):
    reader.read("What was passed?", [PassageText(text[:length])] * 2)
print((held() - before) // 1024)
"""


def test_few_kernels_are_kept_unless_the_environment_says_otherwise(monkeypatch):
    monkeypatch.delenv(LIMITS[0], raising=False)
    monkeypatch.setenv(LIMITS[1], "500")
    few_kernels()
    assert [os.environ[limit] for limit in LIMITS] == ["16", "500"]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_stays_as_texts_of_all_lengths_are_read():
    environment = {name: value for name, value in os.environ.items() if name not in LIMITS}
    done = subprocess.run(
        [sys.executable, "-c", GROWTH], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 80, "MB"
