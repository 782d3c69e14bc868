"""``python -m evals.generated``: the generated court stories asked through the engine, on a fresh archive."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from evals.generated.outcome_pairs import judge, stories
from index import Archive
from ingest import Settings
from qa import Engine


def main() -> int:
    """Print how many answers were right, declined or wrong by form of question; exit code 1 when any is too strong."""
    told = list(stories())
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(archive=Path(folder) / "archive")
        with Archive.open(settings.archive, settings, write=True) as archive:
            archive.add(article for article, _ in told)
            engine = Engine(archive, settings)
            for _, cases in told:
                for case in cases:
                    counts[case.wants, judge(case, engine.ask(case.question).answer)] += 1
    for wants in sorted({wants for wants, _ in counts}):
        found = {verdict: counts[wants, verdict] for verdict in ("right", "declined", "wrong", "too strong")}
        whole = sum(found.values())
        listed = ", ".join(f"{verdict} {number}" for verdict, number in found.items())
        print(f"{wants:8} {whole:4} questions: {listed} ({found['right'] / whole:.1%} right)")
    return int(any(verdict == "too strong" for _, verdict in counts))


if __name__ == "__main__":
    sys.exit(main())
