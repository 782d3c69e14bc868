"""``python -m evals.bench.checking``: what the checks of an extractive answer cost, apart from search and reading.

Timed are the dockets and steps of the articles found, the search for disagreeing values, and the composing of the
answer; in processor time, which other programs on the machine do not stretch. Nothing is kept between questions.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import process_time

from evals.bench.process import percentile
from evals.data.load import load
from index import Archive
from ingest import Settings
from qa import Engine, Question
from qa.checks.registry import Stand, held
from qa.disagreement import conflicts, disputes
from qa.facts.kept import Facts
from qa.forms import became, rulings
from qa.retrieval.scope import copies_of, scopes


def check_times(engine: Engine, questions: Sequence[Question]) -> list[float]:
    """Milliseconds of processor time that the checks of each answer take; questions without any span are left out."""
    times = []
    for asked in questions:
        understood, _, hits = engine.find(asked)
        evidence = engine.read(understood, hits)
        scope = scopes(engine.archive, asked, understood.text, date.today())[-1]
        if not evidence.groups:
            continue
        begun = process_time()
        rulings.answer(understood, hits, Facts())
        became.answer(understood, hits)
        copies = copies_of(engine.archive, evidence.hits, scope)
        dispute = conflicts.examine(understood, evidence.groups, evidence.hits, copies)
        evidence.signs()
        best = evidence.groups[0].best
        held(Stand(understood, evidence.hits[best.hit], best.sentence, (best.start, best.end)))
        disputes.show(dispute, evidence.groups, evidence.hits)
        times.append(1000 * (process_time() - begun))
    return times


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the median and the 95th percentile; exit code 1 when the latter is over the limit."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.checking", description=__doc__)
    parser.add_argument("questions", help="a file of questions, or the name of a data set")
    parser.add_argument("--data", type=Path, help="the folder that holds the named data sets")
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--most", type=int, default=50)
    parser.add_argument("--limit", type=float, default=30.0, help="milliseconds")
    given = parser.parse_args(arguments)
    asked = [Question(question=q.question, as_of=q.asked_on) for q in load(given.questions, given.data).questions]
    settings = Settings(archive=given.archive)
    with Archive.open(given.archive, settings) as archive:
        times = check_times(Engine(archive, settings), asked[:: max(1, len(asked) // given.most)][: given.most])
    late = percentile(times, 0.95)
    print(f"checks of {len(times)} answers: median {percentile(times, 0.5):.1f} ms, 95 % within {late:.1f} ms")
    return int(late > given.limit)


if __name__ == "__main__":
    sys.exit(main())
