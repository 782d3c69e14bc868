"""What articles state, worked out once for each version and kept for as long as it is asked about."""

from __future__ import annotations

import threading
from typing import TypeVar

from ingest import Article
from qa.facts.docket import Docket, docket
from qa.facts.speakers import Utterance, utterances

Found = TypeVar("Found")


class Facts:
    """The facts of articles, by version: lazily, for several threads.

    Args:
        most: how many versions are kept; when they are exceeded, all are let go.
    """

    def __init__(self, most: int = 512) -> None:
        self._most = most
        self._dockets: dict[str, Docket] = {}
        self._utterances: dict[str, list[Utterance]] = {}
        self._changing = threading.Lock()

    def docket(self, article: Article) -> Docket:
        """Who, which charge, and what became of it."""
        known = self._dockets.get(article.version)
        return self._keep(self._dockets, article, docket(article.body, article.headline)) if known is None else known

    def utterances(self, article: Article) -> list[Utterance]:
        """Who says what."""
        known = self._utterances.get(article.version)
        if known is None:
            return self._keep(self._utterances, article, utterances(article.body, article.headline))
        return known

    def _keep(self, kept: dict[str, Found], article: Article, found: Found) -> Found:
        with self._changing:
            if len(kept) >= self._most:
                kept.clear()
            kept[article.version] = found
        return found
