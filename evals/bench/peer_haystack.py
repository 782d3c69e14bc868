"""Haystack: its document embedder, the in-memory store with its retriever, and the extractive reader."""

from __future__ import annotations

from typing import Any

from evals.bench.peer import Task, lines, run


class Haystack:
    """Components with their defaults, called one after the other as a pipeline would."""

    def load(self, task: Task) -> None:
        """Load the embedding model for documents and for questions, and what an ingest imports."""
        import haystack.components.retrievers.in_memory
        import haystack.document_stores.in_memory  # noqa: F401
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        self.task = task
        self.documents = SentenceTransformersDocumentEmbedder(model=task.embedder, progress_bar=False)
        self.questions = SentenceTransformersTextEmbedder(model=task.embedder, progress_bar=False)
        self.documents.warm_up()
        self.questions.warm_up()
        self.questions.run("warm up")
        self.reader: Any = None

    def ingest(self) -> int:
        """Embed and store everything, and keep the store in a file."""
        from haystack import Document
        from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        passages = [
            Document(id=p["id"], content=p["text"], meta={"article": p["article"]}) for p in lines(self.task.passages)
        ]
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(self.documents.run(documents=passages)["documents"])
        store.save_to_disk(f"{self.task.store}/store.json")
        self.retriever = InMemoryEmbeddingRetriever(store, top_k=self.task.limit)
        return int(store.count_documents())

    def search(self, question: str) -> list[str]:
        """The articles of the nearest documents."""
        return [str(document.meta["article"]) for document in self._nearest(question)]

    def answer(self, question: str) -> str | None:
        """The best span of the nearest documents; None when the reader says that there is none."""
        if self.reader is None:
            from haystack_integrations.components.readers.transformers import TransformersExtractiveReader

            self.reader = TransformersExtractiveReader(model=self.task.reader, top_k=1)
            self.reader.warm_up()
        best = self.reader.run(query=question, documents=self._nearest(question))["answers"][0]
        return best.data or None

    def _nearest(self, question: str) -> list[Any]:
        vector = self.questions.run(question)["embedding"]
        return list(self.retriever.run(query_embedding=vector)["documents"])


if __name__ == "__main__":
    run(Haystack(), ["haystack-ai", "transformers-haystack", "sentence-transformers-haystack"])
