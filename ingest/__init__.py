"""What comes in: bytes of any news format become articles, and articles become passages."""

from ingest.article import Article, Passage, Problem, content_key
from ingest.errors import (
    ConfigError,
    DatelineError,
    InputError,
    NotFoundError,
    StoreDamagedError,
    StoreLockedError,
    StoreMismatchError,
)
from ingest.sentences import sentences
from ingest.settings import (
    PACKAGED,
    AnswerSettings,
    EmbedderSettings,
    IntakeSettings,
    ReaderSettings,
    SearchSettings,
    ServeSettings,
    Settings,
)
from ingest.split import passage_context, split

__all__ = [
    "PACKAGED",
    "AnswerSettings",
    "Article",
    "ConfigError",
    "DatelineError",
    "EmbedderSettings",
    "InputError",
    "IntakeSettings",
    "NotFoundError",
    "Passage",
    "Problem",
    "ReaderSettings",
    "SearchSettings",
    "ServeSettings",
    "Settings",
    "StoreDamagedError",
    "StoreLockedError",
    "StoreMismatchError",
    "content_key",
    "passage_context",
    "sentences",
    "split",
]
