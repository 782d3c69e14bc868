"""LlamaIndex as its documentation sets it up: SentenceSplitter, HuggingFaceEmbedding, Chroma, a vector retriever."""

from __future__ import annotations

from typing import Any

from evals.bench.peer import Task, lines, run


class LlamaIndex:
    """VectorStoreIndex over ChromaVectorStore in a folder; with ``own_passages`` its default splitter cuts articles."""

    def load(self, task: Task) -> None:
        """Load the embedding model with the defaults of the integration, and what an ingest imports."""
        import chromadb  # noqa: F401
        import llama_index.core.node_parser
        import llama_index.vector_stores.chroma  # noqa: F401
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        self.task = task
        self.embedder = HuggingFaceEmbedding(model_name=task.embedder)
        self.embedder.get_query_embedding("warm up")

    def ingest(self) -> int:
        """Embed and store everything."""
        import chromadb
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.vector_stores.chroma import ChromaVectorStore

        collection = chromadb.PersistentClient(path=self.task.store).create_collection("news")
        context = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
        index = VectorStoreIndex(self._nodes(), storage_context=context, embed_model=self.embedder)
        self.retriever = index.as_retriever(similarity_top_k=self.task.limit)
        return int(collection.count())

    def search(self, question: str) -> list[str]:
        """The articles of the nearest nodes."""
        return [str(found.node.metadata["article"]) for found in self.retriever.retrieve(question)]

    def answer(self, question: str) -> str | None:
        """There is no reader: answers take a language model."""
        raise NotImplementedError("its answers take a language model")

    def _nodes(self) -> list[Any]:
        from llama_index.core import Document
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.core.schema import TextNode

        if not self.task.own_passages:
            return [
                TextNode(text=p["text"], metadata={"article": p["article"]}, excluded_embed_metadata_keys=["article"])
                for p in lines(self.task.passages)
            ]
        documents = [
            Document(
                text=f"{a['title']}\n{a['body']}",
                metadata={"article": a["id"]},
                excluded_embed_metadata_keys=["article"],
                excluded_llm_metadata_keys=["article"],
            )
            for a in lines(self.task.articles)
        ]
        return list(SentenceSplitter().get_nodes_from_documents(documents))


if __name__ == "__main__":
    packages = ["llama-index-core", "llama-index-embeddings-huggingface", "llama-index-vector-stores-chroma"]
    run(LlamaIndex(), [*packages, "chromadb"])
