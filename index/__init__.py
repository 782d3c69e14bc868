"""Where it is kept: the archive of articles, its vectors and its words, and the search over them."""

from index.archive import Archive
from index.errors import NotFoundError, StoreDamagedError, StoreLockedError, StoreMismatchError
from index.filters import Filters
from index.models.embedder import Embedder, Embeds, Fingerprint, Vectors
from index.models.kernels import fastest_type, few_kernels
from index.redaction.redactor import SHOWN
from index.results import (
    AuditEntry,
    Coverage,
    Finding,
    Hit,
    IngestReport,
    Progress,
    Redaction,
    Removal,
    SealedEntry,
    Status,
    VersionEntry,
)
from index.stores.kept import ANSWERS, FEEDBACK

__all__ = [
    "ANSWERS",
    "FEEDBACK",
    "SHOWN",
    "Archive",
    "AuditEntry",
    "Coverage",
    "Embedder",
    "Embeds",
    "Filters",
    "Finding",
    "Fingerprint",
    "Hit",
    "IngestReport",
    "NotFoundError",
    "Progress",
    "Redaction",
    "Removal",
    "SealedEntry",
    "Status",
    "StoreDamagedError",
    "StoreLockedError",
    "StoreMismatchError",
    "Vectors",
    "VersionEntry",
    "fastest_type",
    "few_kernels",
]
