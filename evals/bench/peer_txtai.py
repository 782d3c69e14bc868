"""The engine txtai: an embeddings index with content, and its Questions pipeline."""

from __future__ import annotations

from typing import Any

from evals.bench.peer import Task, lines, run


class Txtai:
    """The default index (Faiss, with content in SQLite), and extractive answers from each passage that was found."""

    def load(self, task: Task) -> None:
        """Load the embedding model."""
        from txtai.embeddings import Embeddings

        self.task = task
        self.index = Embeddings(path=task.embedder, content=True)
        self.index.transform("warm up")
        self.questions: Any = None

    def ingest(self) -> int:
        """Embed and index everything, and keep it."""
        passages = lines(self.task.passages)
        self.index.index((p["id"], {"text": p["text"], "article": p["article"]}, None) for p in passages)
        self.index.save(self.task.store)
        return int(self.index.count())

    def search(self, question: str) -> list[str]:
        """The articles of the nearest passages."""
        return [str(row["article"]) for row in self._nearest(question)]

    def answer(self, question: str) -> str | None:
        """The first passage's answer that the pipeline does not withhold.

        Where the model points at no word at all, to say that the passage does not answer, the pipeline raises a
        TypeError (txtai 9.14); that counts as no answer.
        """
        if self.questions is None:
            from txtai.pipeline import Questions

            self.questions = Questions(self.task.reader, gpu=False)
        answers = (self._read(question, row["text"]) for row in self._nearest(question))
        return next((answer for answer in list(answers) if answer), None)

    def _read(self, question: str, text: str) -> str | None:
        try:
            answer: str | None = self.questions([question], [text])[0]
        except TypeError:
            return None
        return answer

    def _nearest(self, question: str) -> list[dict[str, Any]]:
        query = f"SELECT article, text, score FROM txtai WHERE similar(:x, {self.task.limit})"
        return list(self.index.search(query, self.task.limit, parameters={"x": question}))


if __name__ == "__main__":
    run(Txtai(), ["txtai", "faiss-cpu"])
