"""Planted disagreements: are they shown, and only those?

By function, the planted sentence is handed to :func:`qa.disagreement.conflicts.examine` as if the reader had found it;
by engine, :class:`qa.Engine` is asked over one archive of all the stories.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evals.generated.disagreements import Case, cases
from evals.report.tables import Table
from index import Archive, Hit
from ingest import Passage, Settings, sentences
from qa import Answer, Engine, Question
from qa.asked.question import understand
from qa.disagreement import conflicts, disputes
from qa.language import values
from qa.spans.rank import Candidate, Group

Verdict = tuple[str, str]
"""What became of a case ("right", "missed", "false", "declined", "wrong"), and what was said."""


def planted(*, engine: bool, half: str | None = None, every: int = 1) -> Iterator[tuple[Case, Verdict]]:
    """Every case with what became of it.

    Args:
        engine: ask the whole engine, or hand over the planted sentences.
        half: "first" or "second" half of the wordings; None for both.
        every: only every so many cases.

    Raises:
        AssertionError: when a quote is not the stored text.
    """
    chosen = [case for case in cases() if half in (None, case.half)][::every]
    yield from by_engine(chosen) if engine else by_function(chosen)


def table(counts: Counter[tuple[str, str, str, str]], way: str) -> Table:
    """A row for each half and wish; counts are by half, wish, kind and verdict."""
    made = Table(
        "disagreement, planted",
        "Made-up stories with two values for one thing, and traps where two spellings, a birthday, a correction or a "
        f"later report only look so: `python -m evals.generated conflicts {way}`. The first half was mended on.",
    )
    for half in sorted({key[0] for key in counts}):
        for wants, told in _TOLD.items():
            total = sum(n for key, n in counts.items() if key[:2] == (half, wants))
            right = sum(n for key, n in counts.items() if key[:2] == (half, wants) and key[3] == "right")
            if total:
                made.share(f"{half} half: {told}", right, total)
    return made


_TOLD = {
    "conflict": "conflicts, both values shown",
    "same": "no conflict, and none shown",
    "development": "later value given, with the earlier",
    "corrected": "corrected value given, with the notice",
}


def show(counts: Counter[tuple[str, str, str, str]]) -> None:
    """One line for each half, wish and kind."""
    for half in sorted({key[0] for key in counts}):
        for wants in ("conflict", "same", "development", "corrected"):
            own = Counter({key: n for key, n in counts.items() if key[:2] == (half, wants)})
            if not own:
                continue
            total = sum(own.values())
            right = sum(n for key, n in own.items() if key[3] == "right")
            print(f"{half} half, {wants}: {right} of {total} right ({right / total:.1%})")
            for kind in sorted({key[2] for key in own}):
                listed = ", ".join(f"{key[3]} {n}" for key, n in sorted(own.items()) if key[2] == kind)
                print(f"    {kind:9} {listed}")


def by_function(chosen: Iterable[Case]) -> Iterable[tuple[Case, Verdict]]:
    """Each case with the planted values as the reader's spans."""
    for case in chosen:
        hits = [
            Hit(a, Passage(a.id, a.version, 0, len(a.body)), score=1.0, lexical=1.0, dense=0.5) for a in case.articles
        ]
        groups = [Group((candidate,), candidate.strength) for candidate in _spans(case, hits)]
        if len(groups) > 1 and values.same(groups[0].best.key, groups[1].best.key):
            groups = [Group((groups[0].best, groups[1].best), groups[0].strength)]
        if case.kind not in ("name", "place"):
            groups = groups[:1]
        question = understand("", case.question)
        composed = disputes.show(conflicts.examine(question, groups, hits), groups, hits)
        yield case, judge(case, composed.answer, composed.text, [c.value for c in composed.conflicts])


def _spans(case: Case, hits: Sequence[Hit]) -> Iterable[Candidate]:
    for rank, (value, (number, start)) in enumerate(zip(case.values, case.places, strict=True)):
        body = hits[number].article.body
        end = start + len(value)
        border = next((s, e) for s, e in sentences(body) if s <= start < e)
        yield Candidate(
            number, start, end, border, body[start:end], values.key(value), 6.0 - rank, 9.0, 9.0 - rank, 1.0
        )


def by_engine(chosen: Sequence[Case]) -> Iterable[tuple[Case, Verdict]]:
    """Each case asked through the engine; all stories in one archive."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(archive=Path(folder) / "archive")
        with Archive.open(settings.archive, settings, write=True) as archive:
            archive.add([article for case in chosen for article in case.articles])
            engine = Engine(archive, settings)
            for case in chosen:
                answer = engine.ask(Question(question=case.question))
                _exact(archive, answer)
                yield case, judge(case, answer.answer, answer.text, [c.value for c in answer.conflicts])


def _exact(archive: Archive, answer: Answer) -> None:
    for citation in answer.citations:
        body = archive.article(citation.article_id).body
        if body[citation.start : citation.end] != citation.quote:
            raise AssertionError(f"{citation.article_id}: {citation.quote!r} is not the stored text")


def judge(case: Case, answer: str | None, text: str, shown: Sequence[str]) -> Verdict:
    """What became of a case.

    "right": a conflict with both values shown, anything else with none, and a development or correction answered by
    the value that wins, with the other told; "missed" and "false" are conflicts not shown and shown for nothing.
    """
    said = f"{answer!r} {list(shown)} {text}"
    if answer is None:
        return "declined", said
    if case.wants == "conflict":
        return ("right" if all(_among(value, shown) for value in case.values) else "missed"), said
    if shown:
        return "false", said
    if case.wants == "same":
        return "right", said
    told = _among(case.right, [answer]) and all(_holds(text, value) for value in case.values)
    return ("right" if told else "wrong"), said


def _among(value: str, shown: Sequence[str]) -> bool:
    return any(_holds(one, value) or values.same(values.key(one), values.key(value)) for one in shown)


def _holds(text: str, value: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(value)}(?![\w]|[.,]\d)", text, re.I) is not None
