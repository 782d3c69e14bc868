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

__all__ = [
    "Answer",
    "Citation",
    "Conflict",
    "Engine",
    "EngineNames",
    "Filters",
    "Question",
    "Refusal",
    "Result",
    "Timings",
    "Turn",
]
