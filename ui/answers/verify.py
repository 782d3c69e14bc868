"""Checking an exported answer against the archive: does every quote still stand where it says?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index import NotFoundError

if TYPE_CHECKING:
    from index import Archive
    from ingest import Article
    from qa import Answer, Citation


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one citation: ``ok``, ``superseded``, ``missing`` or ``altered``, and a sentence about it."""

    n: int
    article_id: str
    state: Literal["ok", "superseded", "missing", "altered"]
    message: str

    @property
    def stands(self) -> bool:
        """True when the quote is in the archive, to the letter, in the version that was cited."""
        return self.state in ("ok", "superseded")


def verify(answer: Answer, archive: Archive) -> list[Verdict]:
    """Compare every citation with the version that it names."""
    return [_verdict(one, archive) for one in answer.citations]


def _verdict(citation: Citation, archive: Archive) -> Verdict:
    at = f"characters {citation.start}-{citation.end} of {citation.article_id}"
    try:
        article = archive.article(citation.article_id, citation.version)
    except NotFoundError:
        return Verdict(
            citation.n, citation.article_id, "missing", f"version {citation.version} of {citation.article_id} is gone"
        )
    if article.body[citation.start : citation.end] != citation.quote:
        return Verdict(citation.n, citation.article_id, "altered", f"{at} are not the quote")
    live = _live(archive, citation.article_id)
    if live is None:
        return Verdict(
            citation.n, citation.article_id, "superseded", f"{at} match, but the article was withdrawn since"
        )
    if live.version != citation.version:
        corrected = ", and it was corrected" if len(live.corrections) > len(article.corrections) else ""
        return Verdict(
            citation.n, citation.article_id, "superseded", f"{at} match, but a newer version replaced it{corrected}"
        )
    return Verdict(citation.n, citation.article_id, "ok", f"{at} match")


def _live(archive: Archive, article_id: str) -> Article | None:
    try:
        return archive.article(article_id)
    except NotFoundError:
        return None
