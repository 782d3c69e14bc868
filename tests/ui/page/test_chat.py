"""The chat page keeps up with its archive."""

import asyncio
from types import SimpleNamespace
from typing import Any

from ui.page.chat import _Talk
from ui.page.html import Markup


def test_the_page_is_brought_up_to_date_when_the_archive_grew_since_the_server_started() -> None:
    status = SimpleNamespace(articles=0, first_day=None, last_day=None)
    names = [("The Courier", 1)]
    archive: Any = SimpleNamespace(
        status=lambda: status, newest=lambda _: [], sources=lambda: names, sections=list, authors=list
    )
    talk = _Talk(SimpleNamespace(archive=archive))  # type: ignore[arg-type]
    assert not isinstance(talk.news(), Markup), "nothing new, nothing sent"
    status.articles = 1
    assert "1 article" in talk.news()
    assert '<datalist id="known-sources"><option value="The Courier">' in asyncio.run(talk.offers())
