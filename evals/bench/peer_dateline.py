"""This project, measured by the same program as its peers: it reads the articles and splits them itself."""

from __future__ import annotations

from pathlib import Path

from evals.bench.peer import Task, run


class Dateline:
    """An archive and an engine with their defaults."""

    def load(self, task: Task) -> None:
        """Load the embedding model, and what an ingest imports."""
        import chromadb  # noqa: F401
        import tantivy  # noqa: F401

        import qa  # noqa: F401
        from index import Embedder
        from ingest import Settings

        self.task = task
        self.settings = Settings().alone()
        self.embedder = Embedder(self.settings.embedder, self.settings.threads)
        self.embedder.encode_passages(["warm up"])
        self.embedder.encode_query("warm up")

    def ingest(self) -> int:
        """Read, date, group, split, embed and index everything, and keep it."""
        from index import Archive
        from qa import Engine

        folder = Path(self.task.store) / "archive"
        with Archive.open(folder, self.settings, write=True, embedder=self.embedder) as archive:
            passages = archive.ingest([self.task.articles]).passages
        self.archive = Archive.open(folder, self.settings, embedder=self.embedder)
        self.engine = Engine(self.archive, self.settings)
        return passages

    def search(self, question: str) -> list[str]:
        """The articles of the best passages by meaning and by words."""
        return [hit.article.id for hit in self.archive.search(question, limit=self.task.limit)]

    def answer(self, question: str) -> str | None:
        """The short answer, which the engine would give with its citations; None when it declines."""
        return self.engine.ask(question).answer


if __name__ == "__main__":
    run(Dateline(), ["dateline", "chromadb", "tantivy"])
