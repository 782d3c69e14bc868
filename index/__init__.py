"""Where it is kept: the archive of articles, its vectors and its words, and the search over them."""

from index.archive import Archive
from index.embedder import Embedder, Embeds
from index.filters import Filters
from index.results import Coverage, Finding, Hit, IngestReport, Progress, Removal, Status, VersionEntry

__all__ = [
    "Archive",
    "Coverage",
    "Embedder",
    "Embeds",
    "Filters",
    "Finding",
    "Hit",
    "IngestReport",
    "Progress",
    "Removal",
    "Status",
    "VersionEntry",
]
