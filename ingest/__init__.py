"""What comes in: bytes of any news format become articles, and articles become passages."""

from ingest.ahead import ahead
from ingest.apart import Apart
from ingest.article import Article, Passage, Problem, content_key
from ingest.copies import CopyGroups
from ingest.dateline import Dateline, read_dateline
from ingest.errors import (
    ConfigError,
    DatelineError,
    InputError,
)
from ingest.fetch import addresses_in, fetch, is_address
from ingest.fingerprint import Fingerprint, fingerprint
from ingest.intake import FilePreview, Preview, digest_of, preview, read_source, reader_of
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
from ingest.source import Source, Validators, discover, stamps
from ingest.split import passage_context, split

__all__ = [
    "PACKAGED",
    "AnswerSettings",
    "Apart",
    "Article",
    "ConfigError",
    "CopyGroups",
    "DateMention",
    "Dateline",
    "DatelineError",
    "EmbedderSettings",
    "FilePreview",
    "Fingerprint",
    "InputError",
    "IntakeSettings",
    "Passage",
    "Preview",
    "Problem",
    "ReaderSettings",
    "SearchSettings",
    "ServeSettings",
    "Settings",
    "Source",
    "Validators",
    "WriterSettings",
    "addresses_in",
    "ahead",
    "anchor_of",
    "content_key",
    "date_mentions",
    "digest_of",
    "discover",
    "fetch",
    "fingerprint",
    "is_address",
    "passage_context",
    "preview",
    "read_dateline",
    "read_source",
    "reader_of",
    "sentences",
    "split",
    "stamps",
    "with_dates",
]
