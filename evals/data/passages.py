"""Questions over one given passage, one a line: flattened SQuAD, and the rows that say what kind and twin they are."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evals.data.lines import Row, read_rows


@dataclass(frozen=True, slots=True)
class PassageQuestion:
    """A question, the passage it is asked of, and the spans that answer it: none where the passage does not."""

    question: str
    context: str
    headline: str
    answers: tuple[str, ...]
    cluster: str
    """The article, or what is known of it: questions on one article are resampled together."""
    kind: str = ""
    """What makes the question answerable or not, where the set says so, such as "num" or "removed"."""
    twin: str = ""
    """Rows of one twin ask one thing, once of a passage that answers it and once of one that does not."""

    @property
    def answerable(self) -> bool:
        """Whether the passage answers."""
        return bool(self.answers)


def load_passages(path: Path, sample: int | None = None) -> list[PassageQuestion]:
    """Read ``question, context, title, answers: [{text}]``, and where they are there ``kind, twin, article_id``.

    Args:
        path: a file of lines, gzipped or not.
        sample: only so many of them, the same ones every time.

    Raises:
        InputError: when a line is not as described, or says that it has no answer and gives one.
    """
    found = [_read(row) for row in read_rows(path)]
    if sample is None or sample >= len(found):
        return found
    return [found[place] for place in sorted(random.Random(len(found)).sample(range(len(found)), sample))]


def twins(questions: Iterable[PassageQuestion]) -> list[tuple[int, int]]:
    """The places of each pair of twins: of the passage that answers, and of the one that does not."""
    placed: dict[str, tuple[list[int], list[int]]] = {}
    for place, one in enumerate(questions):
        if one.twin:
            placed.setdefault(one.twin, ([], []))[not one.answerable].append(place)
    return [(answers, silent) for with_, without in placed.values() for answers in with_ for silent in without]


def _read(row: Row) -> PassageQuestion:
    context, headline = row.text("context"), row.text("title", "")
    answers = tuple(dict.fromkeys(str(answer.get("text", "")) for answer in row.objects("answers")))
    if row.flag("is_impossible") and answers:
        raise row.error('expected no "answers" where "is_impossible" is true')
    return PassageQuestion(
        question=row.text("question"),
        context=context,
        headline=headline,
        answers=answers,
        cluster=row.text("article_id", "") or headline or context[:80],
        kind=row.text("kind", ""),
        twin=row.text("twin", ""),
    )
