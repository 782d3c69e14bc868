"""How it answers: question, plan, passages, spans, and an Answer with citations or a refusal with its reason.

The engine and the timeline are imported when they are first asked for: a search needs neither.
"""

import importlib
from typing import TYPE_CHECKING, Any

from qa.answer import (
    Answer,
    Citation,
    Conflict,
    EngineNames,
    Filters,
    Question,
    Refusal,
    Result,
    Timings,
    Turn,
)

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.timeline import Event
    from qa.timeline import timeline as timeline_of

_LATER = {
    "Engine": ("qa.engine", "Engine"),
    "Event": ("qa.timeline", "Event"),
    "timeline_of": ("qa.timeline", "timeline"),
}

__all__ = [
    "Answer",
    "Citation",
    "Conflict",
    "Engine",
    "EngineNames",
    "Event",
    "Filters",
    "Question",
    "Refusal",
    "Result",
    "Timings",
    "Turn",
    "timeline_of",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, found = _LATER[name]
    value = getattr(importlib.import_module(module), found)
    globals()[name] = value
    return value
