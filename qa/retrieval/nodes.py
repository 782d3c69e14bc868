"""Articles and passages as LlamaIndex documents and nodes.

As :mod:`qa.retrieval.retriever`, it is not part of the face, since importing LlamaIndex takes more than a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import DEFAULT_TEXT_NODE_TMPL, BaseNode, Document, MetadataMode, NodeRelationship, TextNode
from pydantic import Field

from ingest import Article, content_key
from ingest.split import passage_heading, passage_ranges

_HEADING = "heading"
"""The metadata that is embedded above each passage; the rest travels along unembedded."""


def document_of(article: Article) -> Document:
    """An article as a LlamaIndex document: its body as the text, its record as metadata.

    What is embedded of a node of this document is what :func:`ingest.passage_context` gives.
    """
    metadata = {
        _HEADING: passage_heading(article),
        "article_id": article.id,
        "version": article.version,
        "headline": article.headline,
        "source": article.source,
        "published_at": article.published_at or "",
        "url": article.url,
    }
    return Document(
        id_=article.version,
        text=article.body,
        metadata=metadata,
        metadata_template="{value}",
        text_template="{metadata_str}\n{content}",
        excluded_embed_metadata_keys=[key for key in metadata if key != _HEADING],
        excluded_llm_metadata_keys=[key for key in metadata if key != _HEADING],
    )


class PassageParser(NodeParser):
    """Splits documents into passages on paragraph and sentence borders, with exact character offsets.

    It works on any LlamaIndex document; for those of :func:`document_of` the node ids are those of the passages.
    """

    words: int = Field(default=130, ge=30, le=400, description="About how many words a passage holds.")

    @classmethod
    def class_name(cls) -> str:
        """The name that LlamaIndex stores this parser under."""
        return "PassageParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any) -> list[BaseNode]:
        return [passage for node in nodes for passage in self._passages(node)]

    def _passages(self, node: BaseNode) -> list[BaseNode]:
        text = node.get_content(metadata_mode=MetadataMode.NONE)
        version = node.metadata.get("version") or content_key(node.node_id, text)
        return [
            TextNode(
                id_=f"{version}:{start}-{end}",
                text=text[start:end],
                start_char_idx=start,
                end_char_idx=end,
                metadata=dict(node.metadata),
                excluded_embed_metadata_keys=list(node.excluded_embed_metadata_keys),
                excluded_llm_metadata_keys=list(node.excluded_llm_metadata_keys),
                metadata_template=node.metadata_template,
                text_template=getattr(node, "text_template", DEFAULT_TEXT_NODE_TMPL),
                relationships={NodeRelationship.SOURCE: node.as_related_node_info()},
            )
            for start, end in passage_ranges(text, self.words)
        ]

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]) -> list[BaseNode]:
        """Keep the exact offsets: the base class searches for each text again, and finds an earlier repetition."""
        offsets = [(n.start_char_idx, n.end_char_idx) for n in nodes if isinstance(n, TextNode)]
        done = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node, (start, end) in zip(done, offsets, strict=True):
            if isinstance(node, TextNode):
                node.start_char_idx, node.end_char_idx = start, end
        return done
