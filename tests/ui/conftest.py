"""What the tests of this room share: one article, answers made from it, and an archive of the examples."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fastapi import FastAPI

from index import Archive
from ingest import Article, Settings
from qa import Answer, Citation, Engine, EngineNames, Filters, Refusal, Result, Timings
from tests.ui.browsing import CHROMIUM, HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
BODY = (
    "A judge declared a mistrial on the bribery charge on Thursday.\n\n"
    "The jury had convicted Ruiz of fraud a day earlier. 𝒳 marks an astral letter. Fourteen people testified."
)
QUOTE = "A judge declared a mistrial on the bribery charge on Thursday."
ARTICLE = Article(
    id="courier-17",
    headline="Mistrial on bribery charge",
    body=BODY,
    source="The Courier",
    published_at="2025-06-12",
    authors=("Ana Lind",),
    url="https://courier.example/17",
    section="Courts",
)


def cited(quote: str = QUOTE, n: int = 1, article: Article = ARTICLE) -> Citation:
    start = article.body.index(quote)
    return Citation.of(article, start, start + len(quote), n)


def listed(article: Article = ARTICLE, copies: tuple[str, ...] = ()) -> Result:
    return Result(
        article_id=article.id,
        version=article.version,
        headline=article.headline,
        source=article.source,
        published_at=article.published_at,
        url=article.url,
        snippet=article.body,
        start=0,
        end=len(article.body),
        score=1.5,
        copies=list(copies),
    )


def answer_of(**changes: object) -> Answer:
    values: dict[str, object] = {
        "question": "Which charge ended in a mistrial?",
        "standalone_question": "Which charge ended in a mistrial?",
        "filters": Filters(),
        "answer": "the bribery charge",
        "text": f"{QUOTE} [1]",
        "refusal": None,
        "confidence": 0.84,
        "citations": [cited()],
        "conflicts": [],
        "results": [listed(copies=("wire-3", "wire-4"))],
        "as_of": date(2025, 6, 14),
        "engine": EngineNames(embedder="e", reader="r", writer="extractive"),
        "timings_ms": Timings(total=12.5),
    }
    return Answer.model_validate(values | changes)


def refused(reason: str = "not_stated", message: str = "Searched 71 articles; none says this.") -> Answer:
    return answer_of(
        answer=None,
        text=message,
        refusal=Refusal.model_validate({"reason": reason, "message": message}),
        citations=[],
        confidence=0.1,
    )


@dataclass(frozen=True)
class Newsroom:
    """The examples in an archive, opened for reading, with an engine that answers whatever its confidence."""

    settings: Settings
    archive: Archive
    engine: Engine

    def app(self, **options: object) -> FastAPI:
        from ui.server.application import application

        return application(self.settings, self.archive, self.engine, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("ui") / "archive"
    settings = Settings.model_validate({"archive": folder, "answer": {"threshold": 0.0}, "reader": {"passages": 6}})
    with Archive.open(folder, settings, write=True) as archive:
        archive.ingest([EXAMPLES])
    with Archive.open(folder, settings) as archive:
        yield Newsroom(settings, archive, Engine(archive, settings))


@pytest.fixture(scope="session")
def site(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over an archive of its own, which may be written to; it holds a hostile article."""
    folder = tmp_path_factory.mktemp("site") / "archive"
    shutil.copytree(newsroom.settings.archive, folder)
    settings = newsroom.settings.model_copy(update={"archive": folder})
    with Archive.open(folder, settings, write=True, embedder=newsroom.archive.embedder) as archive:
        archive.add([HOSTILE])
    with Archive.open(folder, settings, embedder=newsroom.archive.embedder) as archive:
        room = Newsroom(settings, archive, Engine(archive, settings))
        with served(room.app(per_minute=0)) as address:
            yield address


@contextlib.contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """An application behind a port of its own."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=3))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module: while it is open, no other event loop can run in this thread."""
    from playwright.sync_api import sync_playwright

    quiet = ("background-networking", "component-update", "sync", "gpu")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()
