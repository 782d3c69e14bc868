"""Are disagreements shown, and only those? On generated pairs, and on data sets.

``function`` hands the planted sentence to :func:`qa.disagreement.conflicts.examine` as if the reader had found it;
``engine`` asks :class:`qa.Engine` over one archive of all the stories; ``ramdocs`` and ``rgb_fact`` ask the data sets
of those names.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.components import conflicts as documents
from evals.components import tables
from evals.data.load import load
from evals.generated.disagreements import Case, cases
from index import Archive, Hit
from ingest import Passage, Settings, sentences
from qa import Answer, Engine, Question
from qa.asked.question import understand
from qa.disagreement import conflicts, disputes
from qa.language import values
from qa.spans.rank import Candidate, Group

Verdict = tuple[str, str]
"""What became of a case ("right", "missed", "false", "declined", "wrong"), and what was said."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares. A quote that is not the stored text ends it with an error."""
    parser = argparse.ArgumentParser(prog="python -m evals.generated.conflicts", description=__doc__)
    parser.add_argument("way", choices=("function", "engine", "ramdocs", "rgb_fact"))
    parser.add_argument("--data", type=Path, help="the folder that holds ramdocs and rgb_fact")
    parser.add_argument("--fast", action="store_true", help="ramdocs, rgb_fact: find by words alone")
    parser.add_argument("--half", choices=("first", "second"), help="only the cases of one half of the wordings")
    parser.add_argument("--every", type=int, default=1, help="only every so many cases")
    parser.add_argument("--show", action="store_true", help="print what failed, of the first half only")
    parser.add_argument("--out", type=Path, help="write the figures as JSON, for the board")
    given = parser.parse_args(arguments)
    if given.way in ("ramdocs", "rgb_fact"):
        rows = documents.report(load(given.way, given.data), every=given.every, fast=given.fast)
        if given.out:
            note = f"Documents that contradict each other: `python -m evals.generated.conflicts {given.way}`."
            tables.write(given.out, f"disagreement, {given.way}", note, rows)
        return 0
    chosen = [case for case in cases() if given.half in (None, case.half)][:: given.every]
    judged = by_function(chosen) if given.way == "function" else by_engine(chosen)
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for case, (verdict, said) in judged:
        counts[case.half, case.wants, case.kind, verdict] += 1
        if given.show and verdict != "right" and case.half == "first":
            print(f"{verdict}: {case.id} {case.question} {case.values}\n    {said}", flush=True)
            for article in case.articles:
                print(f"    [{article.published_at}] {' | '.join(article.body.split(chr(10) * 2))}")
    show(counts)
    if given.out:
        note = (
            "Made-up stories with two values for one thing, and traps where two spellings, a birthday, a correction or "
            f"a later report only look so: `python -m evals.generated.conflicts {given.way}`. "
            "The first half was mended on."
        )
        tables.write(given.out, "disagreement, planted", note, table(counts))
    return 0


def table(counts: Counter[tuple[str, str, str, str]]) -> list[dict[str, Any]]:
    """A row for each half and wish."""
    rows = []
    for half in sorted({key[0] for key in counts}):
        for wants, told in _TOLD.items():
            total = sum(n for key, n in counts.items() if key[:2] == (half, wants))
            right = sum(n for key, n in counts.items() if key[:2] == (half, wants) and key[3] == "right")
            if total:
                rows.append(tables.share(f"{half} half: {told}", right, total))
    return rows


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


if __name__ == "__main__":
    sys.exit(main())
