"""What people said of answers: kept in the archive's folder, exported as questions for the evals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from index import FEEDBACK, NotFoundError
from ui.answers.kept import KeptAnswers, key_of

if TYPE_CHECKING:
    from qa import Answer

Verdict = Literal["right", "wrong"]


class Feedback(BaseModel):
    """One person's word on one answer."""

    model_config = ConfigDict(extra="forbid")

    answer: str = Field(pattern=r"^[0-9a-f]{16}$", description="The key of the kept answer.")
    verdict: Verdict
    expected: str = Field(default="", max_length=2000, description="What would have been right.")
    comment: str = Field(default="", max_length=2000)
    at: str = ""


class FeedbackBook:
    """The feedback of an archive, a line each in its file ``feedback.jsonl``.

    Args:
        archive: the archive's folder.
    """

    def __init__(self, archive: Path) -> None:
        self._path = archive / FEEDBACK
        self._kept = KeptAnswers(archive)

    def add(self, answer: Answer, verdict: Verdict, *, expected: str = "", comment: str = "") -> Feedback:
        """Note what was said of an answer; the answer is kept with it.

        Args:
            answer: the answer that was judged.
            verdict: what the person found it to be.
            expected: what would have been right, for a wrong one.
            comment: anything else that was said.
        """
        self._kept.keep(answer)
        said = Feedback(
            answer=key_of(answer), verdict=verdict, expected=expected.strip(), comment=comment.strip(), at=_now()
        )
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as book:
            book.write(said.model_dump_json() + "\n")
        return said

    def __iter__(self) -> Iterator[Feedback]:
        if self._path.exists():
            with self._path.open(encoding="utf-8") as book:
                yield from (Feedback.model_validate_json(line) for line in book if line.strip())

    def as_questions(self) -> Iterator[str]:
        """The feedback as a file of questions for the evals, line by line.

        An answer that was called right becomes its question with that answer and the articles that prove it; one that
        was called wrong becomes its question with what would have been right. Where that was not said, the line is
        commented out, for a person to complete.
        """
        for place, said in enumerate(self, start=1):
            try:
                answer = self._kept.get(said.answer)
            except NotFoundError as error:
                yield f"# feedback-{place}: {error}"
                continue
            question = _question(f"feedback-{place}", said, answer)
            known = "answers" in question or "unanswerable" in question
            yield ("" if known else "# ") + json.dumps(question, ensure_ascii=False)


def _question(key: str, said: Feedback, answer: Answer) -> dict[str, Any]:
    question: dict[str, Any] = {"id": key, "question": answer.standalone_question, "kind": f"feedback-{said.verdict}"}
    if said.verdict == "right" and answer.refusal is not None:
        question["unanswerable"] = True
    elif said.verdict == "right":
        question["answers"] = [answer.answer or answer.text]
        question["article_ids"] = sorted({one.article_id for one in answer.citations})
    elif said.expected:
        question["answers"] = [said.expected]
    if said.verdict == "wrong" and answer.answer:
        question["wrong_answers"] = [answer.answer]
    if said.comment:
        question["why"] = said.comment
    return question


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
