"""What comes in: bytes of any news format become articles, and articles become passages."""

from ingest.article import Article, Passage, Problem, content_key
from ingest.copies import CopyGroups
from ingest.errors import (
    ConfigError,
    DatelineError,
    InputError,
    NotFoundError,
    StoreDamagedError,
    StoreLockedError,
    StoreMismatchError,
)
from ingest.fingerprint import Fingerprint, fingerprint
from ingest.intake import FilePreview, Preview, preview, read_source
from ingest.relative import DateMention, anchor_of, date_mentions, with_dates
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
    WriterSettings,
)
from ingest.source import Source, discover
from ingest.split import passage_context, split

__all__ = [
    "PACKAGED",
    "AnswerSettings",
    "Article",
    "ConfigError",
    "CopyGroups",
    "DateMention",
    "DatelineError",
    "EmbedderSettings",
    "FilePreview",
    "Fingerprint",
    "InputError",
    "IntakeSettings",
    "NotFoundError",
    "Passage",
    "Preview",
    "Problem",
    "ReaderSettings",
    "SearchSettings",
    "ServeSettings",
    "Settings",
    "Source",
    "StoreDamagedError",
    "StoreLockedError",
    "StoreMismatchError",
    "WriterSettings",
    "anchor_of",
    "content_key",
    "date_mentions",
    "discover",
    "fingerprint",
    "passage_context",
    "preview",
    "read_source",
    "sentences",
    "split",
    "with_dates",
]
