"""Small records for the tests of scoring, comparing and reporting."""

from __future__ import annotations

from typing import Any

from evals.data.question import EvalQuestion
from evals.run.records import Candidate, Record
from ingest import Article
from qa import Answer, Citation, EngineNames, Filters, Refusal, Result, Timings

STORY = Article(
    id="story",
    headline="Jury acquits Ruiz",
    body="A jury acquitted Ruiz of bribery on Friday. <b>Two</b> jurors spoke.",
    source="Courier",
    published_at="2024-03-15",
)


def record(
    question: str, given: str | None, *, confidence: float = 0.8, cited: str = "A jury acquitted Ruiz of bribery",
    withheld: str | None = None, **known: Any,
) -> Record:  # fmt: skip
    """A question about the story and what came back; ``known`` are fields of the question."""
    asked = EvalQuestion(id=question, question=question, **{"articles": ("story",), **known})
    start = STORY.body.index(cited)
    citations = [Citation.of(STORY, start, start + len(cited), 1)] if given else []
    result = Result(
        article_id="story", version=STORY.version, headline=STORY.headline, source=STORY.source,
        published_at=STORY.published_at, url="", snippet=STORY.body, start=0, end=len(STORY.body), score=1.0,
    )  # fmt: skip
    answer = Answer(
        question=question, standalone_question=question, filters=Filters(), answer=given,
        text=f"{cited} [1]" if given else "The archive does not say.",
        refusal=None if given else Refusal(reason="not_stated", message="The archive does not say."),
        confidence=confidence, citations=citations, conflicts=[], results=[result], as_of=None,
        engine=EngineNames(embedder="e", reader="r", writer="w"), timings_ms=Timings(total=100.0),
    )  # fmt: skip
    return Record(
        question=asked, answer=answer, candidate=Candidate(answer=given or withheld, confidence=confidence),
        ranked=["story"], gold={"story": "story"} if asked.articles else {}, exact=len(citations), source="Courier",
        year=2024, seconds=0.1, peak_mb=900.0,
    )  # fmt: skip


RIGHT = record("What was the verdict on Ruiz?", "acquitted", answers=("acquitted",), kind="outcome")
WRONG = record("Was Ruiz convicted?", "convicted of bribery", answers=("acquitted of bribery",), kind="outcome")
WITHHELD = record("When?", None, confidence=0.3, withheld="Friday", answers=("Friday",), kind="date")
SILENT = record("Who is Chen?", None, confidence=0.1, unanswerable=True, articles=(), kind="absent")
FALSE = record("Where was Chen?", "Ruiz", confidence=0.9, unanswerable=True, articles=(), kind="absent")
ALL = (RIGHT, WRONG, WITHHELD, SILENT, FALSE)
