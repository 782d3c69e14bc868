"""What a run keeps of every question, one JSON object a line, enough to score it again without the archive."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.data.question import EvalQuestion
from ingest import InputError
from qa import Answer


class Candidate(BaseModel):
    """The answer that would have been given had nothing been withheld, and its confidence."""

    model_config = ConfigDict(extra="forbid")

    answer: str | None
    confidence: float


class Record(BaseModel):
    """A question, what came back, and what only the archive could tell."""

    model_config = ConfigDict(extra="forbid")

    question: EvalQuestion
    answer: Answer | None = None
    """None where retrieval alone was measured, or asking failed."""
    error: str = ""
    """Why asking failed: such a question counts as not answered."""
    candidate: Candidate | None = None
    ranked: list[str] = []
    """Articles in the order found, each once; a gold article is written as the question writes it."""
    gold: dict[str, str] = {}
    """Which of the articles found are gold articles (or copies of one): their ids, and their names in the question."""
    exact: int = 0
    """Citations whose quote is the stored text at its offsets."""
    source: str = ""
    """The source of the gold article, where it is known."""
    year: int | None = None
    """The year of the gold article, else of the day the question was asked."""
    seconds: float = 0.0
    peak_mb: float = 0.0
    """Largest memory so far of the process that answered."""

    @property
    def given(self) -> str | None:
        """The short answer, or None when there is none."""
        return self.answer.answer if self.answer else None


def read_records(path: Path) -> list[Record]:
    """The complete records of a file. A last line that an interruption cut off is left out.

    Raises:
        InputError: when another line is not a record.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    records: list[Record] = []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            records.append(Record.model_validate_json(line))
        except ValidationError as error:
            if number == len(lines):
                break
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise InputError(f"{path}, line {number}: expected a record of a run; {place}: {first['msg']}.") from error
    return records


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write the records of a run, in one step: a reader sees the old file or the new one."""
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as out:
        out.writelines(line(record) for record in records)
    partial.replace(path)


def line(record: Record) -> str:
    """The record as one line of its file."""
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False) + "\n"
