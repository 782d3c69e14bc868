"""The library bm25s: words alone, with English stems, in memory."""

from __future__ import annotations

from evals.bench.peer import Task, lines, run


class Bm25s:
    """Its default scoring (Lucene's) over stemmed words without stop words."""

    def load(self, task: Task) -> None:
        """There is only a stemmer to load."""
        import bm25s  # noqa: F401
        import Stemmer

        self.task = task
        self.stemmer = Stemmer.Stemmer("english")

    def ingest(self) -> int:
        """Tokenize and index everything, and keep it."""
        import bm25s

        passages = lines(self.task.passages)
        self.articles = [str(passage["article"]) for passage in passages]
        self.index = bm25s.BM25()
        self.index.index(self._tokens([passage["text"] for passage in passages]), show_progress=False)
        self.index.save(self.task.store, corpus=passages)
        return len(passages)

    def search(self, question: str) -> list[str]:
        """The articles of the passages with the best scores."""
        limit = min(self.task.limit, len(self.articles))
        found, _ = self.index.retrieve(self._tokens([question]), k=limit, show_progress=False)
        return [self.articles[place] for place in found[0]]

    def answer(self, question: str) -> str | None:
        """There is no reader."""
        raise NotImplementedError("it only finds passages")

    def _tokens(self, texts: list[str]) -> object:
        import bm25s

        return bm25s.tokenize(texts, stopwords="en", stemmer=self.stemmer, show_progress=False)


if __name__ == "__main__":
    run(Bm25s(), ["bm25s", "PyStemmer"])
