"""The answer with a language model: it writes from numbered passages, and only what they say is shown.

What is answered, whether, how surely and with which citations is decided before the model is asked. It may only say the
same more fluently: each of its sentences passes the citation gate, or the source's own sentence stands in its place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, Queue
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index import Hit
from ingest import WriterSettings
from qa.answer import Answer
from qa.writer.draft import Draft
from qa.writer.given import messages, numbered
from qa.writer.prose import whole_sentences

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage


_REFUSALS = {401: "did not accept the key", 403: "did not accept the key", 404: "is not known to its server",
             429: "has no room for more requests now"}  # fmt: skip


class Writer:
    """Writes answers with a LlamaIndex LLM.

    Args:
        llm: any LlamaIndex LLM.
        settings: limits of time and length.
    """

    def __init__(self, llm: LLM, settings: WriterSettings) -> None:
        self._llm = llm
        self._settings = settings
        self.name = llm.metadata.model_name or type(llm).__name__

    def write(self, answer: Answer, hits: Sequence[Hit], on_sentence: Callable[[str], None] | None = None) -> Answer:
        """Let the model say an answer in its words.

        Args:
            answer: the answer without a model; all but its text stands whatever the model does.
            hits: the passages found, best first.
            on_sentence: called with each sentence as soon as it may be shown.

        Returns:
            the answer with another text, with citations added for the marks of that text, and a note when the model
            had no part in it or some of its sentences were replaced. A refusal is returned as it is.
        """
        if answer.answer is None or not answer.citations:
            return answer
        given = numbered(answer, hits, self._settings.passages)
        draft = Draft(answer, given, on_sentence or (lambda _sentence: None))
        try:
            for sentence in whole_sentences(self._deltas(messages(answer, given, draft.evidence))):
                draft.take(sentence)
                if draft.full:
                    break
        except Exception as error:  # noqa: BLE001  any client may raise anything, and no answer depends on it
            return draft.without_model(f"{self.name} {self._trouble(error)}")
        return draft.written(self.name) if draft.taken else draft.without_model(f"{self.name} wrote no sentence")

    def _deltas(self, messages: list[ChatMessage]) -> Iterator[str]:
        """The pieces of text as they arrive.

        Raises:
            TimeoutError: when all of it takes longer than the settings allow, however often something arrives.
        """
        deadline = monotonic() + self._settings.seconds
        arrived: Queue[str | Exception | None] = Queue()
        given_up = threading.Event()

        def listen() -> None:
            try:
                for piece in self._llm.stream_chat(messages):
                    if given_up.is_set():
                        return
                    arrived.put(piece.delta or "")
                arrived.put(None)
            except Exception as error:  # noqa: BLE001  handed to the thread that waits
                arrived.put(error)

        threading.Thread(target=listen, name="writer", daemon=True).start()
        try:
            while True:
                try:
                    piece = arrived.get(timeout=max(0.001, deadline - monotonic()))
                except Empty as error:
                    raise TimeoutError from error
                if monotonic() > deadline:  # a stream of nothing arrives on time for ever
                    raise TimeoutError
                if isinstance(piece, Exception):
                    raise piece
                if piece is None:
                    return
                yield piece
        finally:
            given_up.set()

    def _trouble(self, error: Exception) -> str:
        """What went wrong, for the reader; never the error's message, which may quote a key."""
        kind = type(error).__name__
        status = getattr(error, "status_code", None)
        if isinstance(status, int):
            return f"{_REFUSALS.get(status, 'failed' if status >= 500 else 'refused the request')} (HTTP {status})"
        if "Timeout" in kind:
            return f"took longer than {self._settings.seconds:g} seconds"
        if "Connect" in kind:
            return f"could not be reached{self._address()} ({kind})"
        return f"sent what cannot be read ({kind})"

    def _address(self) -> str:
        """Host and port of the model's server, without what else its address may hold."""
        address = getattr(self._llm, "api_base", None) or getattr(self._llm, "base_url", None)
        parts = urlsplit(address) if isinstance(address, str) else None
        return f" at {parts.hostname}{f':{parts.port}' if parts.port else ''}" if parts and parts.hostname else ""
