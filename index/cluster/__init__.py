"""Many machines at the first half of an ingest: a Ray cluster reads, splits and embeds, and this process commits.

The archive stays as it is: one process holds its lock, keeps its ledger and its cache of vectors, and writes. What it
hands out are the bytes of sources and the texts of passages; what comes back are articles and vectors.
"""

from index.cluster.connection import LOCAL, Cluster, connected

__all__ = ["LOCAL", "Cluster", "connected"]
