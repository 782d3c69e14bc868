"""MCP: the tools ask, search and read_article, all read-only. Needs the extra ``mcp``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ingest import DatelineError
from qa import Filters, Question
from ui.answers.desk import Desk
from ui.server.api import ArticleRecord

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

INSTRUCTIONS = (
    "A news archive. `ask` answers a question with exact quotes or refuses with a reason; `search` lists passages; "
    "`read_article` returns a whole article, in which body[start:end] of a citation is its quote."
)


def tools(desk: Desk) -> MCPServer[Any]:
    """The MCP server of an archive."""
    from mcp.server.mcpserver import MCPServer
    from mcp.types import ToolAnnotations

    server: MCPServer[Any] = MCPServer("dateline", instructions=INSTRUCTIONS, log_level="WARNING")
    harmless = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

    @server.tool(annotations=harmless)
    async def ask(
        question: str,
        date_from: date | None = None,
        date_to: date | None = None,
        as_of: date | None = None,
        infer: bool = True,
    ) -> dict[str, Any]:
        """Answer a question from the news archive, with exact quotes, or refuse with a reason.

        Dates and sources that the question names become filters, unless infer is false; the answer lists them.
        """
        filters = Filters(date_from=date_from, date_to=date_to)
        with _told():
            answer = await desk.ask(Question(question=question, filters=filters, as_of=as_of, infer=infer))
        return answer.model_dump(mode="json")

    @server.tool(annotations=harmless)
    async def search(
        query: str, limit: int = 10, date_from: date | None = None, date_to: date | None = None
    ) -> dict[str, Any]:
        """List the passages of the news archive that fit best."""
        filters = Filters(date_from=date_from, date_to=date_to)
        with _told():
            results = await desk.search(query, limit=max(1, min(limit, 100)), filters=filters, as_of=None)
        return {"results": [one.model_dump(mode="json") for one in results]}

    @server.tool(annotations=harmless)
    def read_article(article_id: str, version: str | None = None) -> dict[str, Any]:
        """Return an article of the news archive with its whole body."""
        with _told():
            return ArticleRecord.of(desk.article(article_id, version)).model_dump(mode="json")

    return server


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Tell the model an error's sentence; anything else stays unsaid."""
    from mcp.server.mcpserver.exceptions import ToolError

    try:
        yield
    except DatelineError as error:
        raise ToolError(str(error)) from error
