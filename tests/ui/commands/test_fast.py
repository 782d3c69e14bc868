"""The commands of a fast ingest: what waits is told, searched by its words, and embedded by a command of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
NOTE = "Otters return\n\nOtters were seen in the Tam at Alderholt on Monday, for the first time in forty years.\n"
MAIN = """
import sys
sys.argv[0] = "dateline"
from ui.commands.cli import main
try:
    main()
finally:
    heavy = {"torch", "chromadb", "transformers", "sentence_transformers", "llama_index"} & sys.modules.keys()
    print("loaded:", sorted(heavy))
"""


def dateline(folder, *arguments):
    command = [sys.executable, "-c", MAIN, *arguments]
    environment = os.environ | {"DATELINE_ARCHIVE": str(folder), "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(command, cwd=folder.parent, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_a_fast_ingest_to_a_search_that_loads_no_model(tmp_path):
    (tmp_path / "note.txt").write_text(NOTE)
    folder = tmp_path / "archive"
    assert "1 passage without vectors as yet" in dateline(folder, "ingest", "--fast", "note.txt")
    assert "1 passage without vectors as yet" in dateline(folder, "status")
    found = dateline(folder, "search", "--lexical", "otters in the Tam")
    assert "Otters return" in found
    assert "loaded: []" in found
    assert not (folder / "vectors").exists()
