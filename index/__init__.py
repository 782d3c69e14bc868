"""Where it is kept: the archive of articles, its vectors and its words, and the search over them."""

from index.archive import Archive
from index.embedder import Embedder, Embeds, Fingerprint, Vectors
from index.filters import Filters
from index.kept import ANSWERS, FEEDBACK
from index.results import Coverage, Finding, Hit, IngestReport, Progress, Removal, Status, VersionEntry

__all__ = [
    "ANSWERS",
    "FEEDBACK",
    "Archive",
    "Coverage",
    "Embedder",
    "Embeds",
    "Filters",
    "Finding",
    "Fingerprint",
    "Hit",
    "IngestReport",
    "Progress",
    "Removal",
    "Status",
    "Vectors",
    "VersionEntry",
]
