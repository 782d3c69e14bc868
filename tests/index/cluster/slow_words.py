"""An embedder that takes its time, and leaves a note of each process that embeds with it."""

import os
import time
from pathlib import Path

from tests.index.words import HashedWords


class SlowWords(HashedWords):
    """``notes`` is a folder in which each process writes a file with the number of texts that it has embedded."""

    def __init__(self, notes: Path, seconds: float = 0.0) -> None:
        super().__init__()
        self.notes, self.seconds = notes, seconds

    def encode_passages(self, texts, on_batch=None):
        time.sleep(self.seconds)
        rows = super().encode_passages(texts, on_batch)
        (self.notes / str(os.getpid())).write_text(str(self.texts))
        return rows
