"""Retrieval as LlamaIndex knows it: the archive's ranked passages as nodes with exact offsets."""

from __future__ import annotations

from datetime import date

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index import Archive, Filters, Hit


class ArchiveRetriever(BaseRetriever):
    """Finds passages of an archive; drops into any LlamaIndex pipeline.

    Args:
        archive: where to search.
        limit: how many passages to return.
        filters: dates, sources, sections and authors to keep to.
        as_of: admit only articles up to this day, and prefer recent ones.
    """

    def __init__(
        self, archive: Archive, limit: int = 20, filters: Filters | None = None, as_of: date | None = None
    ) -> None:
        super().__init__()
        self._archive = archive
        self._limit = limit
        self._filters = filters
        self._as_of = as_of

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._archive.search(query_bundle.query_str, limit=self._limit, filters=self._filters, as_of=self._as_of)
        return [NodeWithScore(node=node_of(hit), score=hit.score) for hit in hits]


def node_of(hit: Hit) -> TextNode:
    """A hit as a LlamaIndex node: the passage's text, its offsets in the article's body, and the record as metadata."""
    article = hit.article
    metadata = {
        "article_id": article.id,
        "version": article.version,
        "headline": article.headline,
        "source": article.source,
        "published_at": article.published_at or "",
        "url": article.url,
    }
    return TextNode(
        id_=hit.passage.id,
        text=hit.text,
        start_char_idx=hit.passage.start,
        end_char_idx=hit.passage.end,
        metadata=metadata,
        excluded_embed_metadata_keys=["article_id", "version", "url"],
        excluded_llm_metadata_keys=["article_id", "version"],
    )
