"""Where it is kept: the archive of articles, its vectors and its words, and the search over them."""

from index.archive import Archive
from index.embedder import Embedder
from index.filters import Filters
from index.results import Coverage, Finding, Hit, IngestReport, Progress, Removal, Status, VersionEntry

__all__ = [
    "Archive",
    "Coverage",
    "Embedder",
    "Filters",
    "Finding",
    "Hit",
    "IngestReport",
    "Progress",
    "Removal",
    "Status",
    "VersionEntry",
]
