"""The words, in tantivy: BM25 over headline, day, source and text of every passage. The text itself is not stored."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import tantivy

_HEAP = 64_000_000
"""Bytes that the writer gathers before it writes a segment."""
_MOST_TERMS = 64
"""A question's rarest words count; the rest of a very long one says nothing and costs time."""
_QUERY_CHARS = 20_000
_STOP_WORDS = frozenset(
    "a about after an and are as at be been but by did do doe for from had ha have he her his how i if in into is it "
    "of on or our she so such that the their then there these they this to us wa we were what when where which who "
    "whom whose why will with you your".split()
)
"""Words that hold a question together, as the stemmer leaves them."""
_DOTTED = re.compile(r"\.[A-Za-z]\.")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s\b")
_WORD = r"\d+(?:[.,]\d+)*|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{M}\p{N}]+"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a passage."""

    key: int
    context: str
    """Headline, source, day and text."""
    article: int
    """The key of the article's version: passages of one article share it."""


class LexicalIndex:
    """A tantivy index of passages, by number like the vectors.

    Args:
        folder: The archive's folder.
        number: Which index of the archive it is.
        write: Whether to make the index when it is missing.

    Raises:
        StoreDamagedError: when it cannot be opened.
    """

    def __init__(self, folder: Path, number: int, *, write: bool = False) -> None:
        import tantivy

        self._path = place(folder, number)
        self._words = _analyzer()
        with _reported(self._path):
            if write:
                self._path.mkdir(parents=True, exist_ok=True)
                self._index = tantivy.Index(_schema(), str(self._path))
            else:
                self._index = tantivy.Index.open(str(self._path))
            self._index.register_tokenizer("news", self._words)
            self._schema = self._index.schema
        self._writer: tantivy.IndexWriter | None = None

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""
        if self._writer is not None:
            with _reported(self._path):
                self._writer.rollback()
                self._writer.wait_merging_threads()
            self._writer = None

    # Writing

    def write(self, add: Iterable[Entry] = (), delete: Sequence[int] = ()) -> None:
        """Delete passages by key, add others (again, where they are there already), and commit it all at once."""
        self.stage(add, delete)
        self.commit()

    def stage(self, add: Iterable[Entry] = (), delete: Sequence[int] = ()) -> None:
        """The same without the commit: nobody sees it before :meth:`commit`."""
        import tantivy

        with _reported(self._path):
            if self._writer is None:
                self._writer = self._index.writer(_HEAP, num_threads=1)
            for key in delete:
                self._writer.delete_documents_by_term("key", key)
            for entry in add:
                self._writer.delete_documents_by_term("key", entry.key)
                document = tantivy.Document()
                document.add_integer("key", entry.key)
                document.add_integer("article", entry.article)
                document.add_text("text", normalized(entry.context))
                self._writer.add_document(document)

    def commit(self) -> None:
        """Make what was staged visible and safe."""
        with _reported(self._path):
            if self._writer is not None:
                self._writer.commit()
            self._index.reload()

    # Reading

    def refresh(self) -> None:
        """See what was committed since, by this or another process."""
        with _reported(self._path):
            self._index.reload()

    def terms(self, text: str) -> list[str]:
        """The words of a text as they are indexed: stemmed, in order, each once."""
        return list(dict.fromkeys(self._words.analyze(normalized(text[:_QUERY_CHARS]))))

    def best(self, text: str, limit: int) -> list[tuple[int, float]]:
        """Keys and scores of the best passages for a question, best first; none when it has no words."""
        query = self._any_of(self._question(text))
        return self._found(query, limit) if query is not None else []

    def scores(self, text: str, keys: Sequence[int], limit: int | None = None) -> dict[int, float]:
        """The scores of some passages, or of the best of them; those without a word of the question are left out."""
        import tantivy

        query = self._any_of(self._question(text))
        if query is None or not keys:
            return {}
        among = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "key", list(keys)), 0.0)
        both = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, among)])
        return dict(self._found(both, limit or len(keys)))

    def weights(self, text: str) -> list[tuple[float, float]]:
        """For each word of a question that occurs at all: the share of passages with it, and its weight (idf)."""
        searcher = self._searcher
        count = searcher.num_docs
        found = []
        for term in self._question(text):
            frequency = searcher.doc_freq("text", term)
            if frequency:
                idf = math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
                found.append((min(1.0, frequency / count), idf))
        return found

    def articles_with(self, words: str) -> list[int]:
        """The article keys of the passages that contain all the words, once for each passage."""
        found: set[int] | None = None
        for term in self.terms(words):
            query = self._term(term)
            hits = self._searcher_hits(query)
            found = hits if found is None else found & hits
        return sorted(found or ())

    def every_key(self) -> set[int]:
        """Every key in the index."""
        import tantivy

        return {key for key, _ in self._found(tantivy.Query.all_query(), max(1, self.count()))}

    def count(self) -> int:
        """How many passages the index holds."""
        with _reported(self._path):
            return int(self._searcher.num_docs)

    @property
    def _searcher(self) -> tantivy.Searcher:
        return self._index.searcher()

    def _term(self, term: str) -> tantivy.Query:
        import tantivy

        return tantivy.Query.term_query(self._schema, "text", term)

    def _question(self, text: str) -> list[str]:
        """The words of a question that count: none that only hold it together, and of very many the rarest."""
        terms = self.terms(text)
        telling = [term for term in terms if term not in _STOP_WORDS] or terms
        if len(telling) > _MOST_TERMS:
            frequency = {term: self._searcher.doc_freq("text", term) or 1 << 62 for term in telling}
            telling = sorted(telling, key=frequency.__getitem__)[:_MOST_TERMS]
        return telling

    def _any_of(self, terms: list[str]) -> tantivy.Query | None:
        import tantivy

        if not terms:
            return None
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term(term)) for term in terms])

    def _found(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        with _reported(self._path):
            searcher = self._searcher
            hits = searcher.search(query, limit=limit, count=False).hits
            keys = searcher.fast_field_values("key", [address for _, address in hits])
        return [(int(key or 0), float(score)) for key, (score, _) in zip(keys, hits, strict=True)]

    def _searcher_hits(self, query: tantivy.Query) -> set[int]:
        with _reported(self._path):
            searcher = self._searcher
            hits = searcher.search(query, limit=max(1, searcher.num_docs), count=False).hits
            return {int(a or 0) for a in searcher.fast_field_values("article", [address for _, address in hits])}


def place(folder: Path, number: int) -> Path:
    """Where the index with a number is kept."""
    return folder / "lexical" / str(number)


def normalized(text: str) -> str:
    """A text with initials written together ("U.S." as "US") and possessives gone, as both sides of a search see it."""
    if _DOTTED.search(text):  # few texts have any, and looking for the dots first takes a tenth of the time
        text = _INITIALS.sub(lambda match: match.group().replace(".", ""), text)
    return _POSSESSIVE.sub("", text)


def _schema() -> Any:
    import tantivy

    # Signed numbers: deleting by an unsigned term silently deletes nothing (tantivy 0.27).
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", indexed=True, fast=True)
    builder.add_integer_field("article", fast=True)
    builder.add_text_field("text", tokenizer_name="news", index_option="freq")
    return builder.build()


def _analyzer() -> Any:
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD))
    for step in (
        tantivy.Filter.remove_long(40), tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("English"),
    ):  # fmt: skip
        builder = builder.filter(step)
    return builder.build()


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    """Turn tantivy's errors, which are plain ValueErrors, into one sentence."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise StoreDamagedError(
            f"The lexical index in {path} cannot be used ({str(error).splitlines()[0]}); "
            "run `dateline rebuild`, which makes it anew."
        ) from error
