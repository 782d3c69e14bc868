"""The settings beside the weights of a model, each a JSON file in its folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_settings(path: Path) -> dict[str, Any]:
    """The object that a file holds; empty where there is no such file, or it holds something else.

    Raises:
        ValueError: when it is no JSON.
    """
    loaded = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return loaded if isinstance(loaded, dict) else {}
