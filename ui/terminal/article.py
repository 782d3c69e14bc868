"""An article on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from ingest import anchor_of, date_mentions, with_dates
from ui.answers import words

if TYPE_CHECKING:
    from ingest import Article


def article_view(article: Article) -> RenderableType:
    """Headline, place, corrections and body; days that the text leaves open stand behind them in brackets."""
    anchor = anchor_of(article)
    body = with_dates(article.body, date_mentions(article.body, anchor)) if anchor else article.body
    place = [article.source, article.section, words.day(article.published_at), ", ".join(article.authors), article.url]
    return Group(
        Text(words.clean(article.headline), style="bold"),
        Text(" · ".join(words.clean(part) for part in place if part), style="dim"),
        *(Text(f"Corrected: {words.clean(note)}", style="yellow") for note in article.corrections),
        Text(""),
        Text("\n".join(words.clean(line) for line in body.split("\n"))),
        Text(f"\nversion {article.version}, read from {words.clean(article.origin)}", style="dim"),
    )
