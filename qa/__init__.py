"""How it answers: question, plan, passages, spans, and an Answer with citations or a refusal with its reason."""

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
from qa.engine import Engine
from qa.timeline import Event
from qa.timeline import timeline as timeline_of

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
