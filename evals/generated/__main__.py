"""``python -m evals.generated``: what is made up by program, put to the engine and its parts. Needs a checkout."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from evals.generated import asked, conflicts, gate_pairs
from evals.generated.gate_stories import HELD_OUT, MENDED_ON

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Out = Annotated[Path | None, typer.Option("--out", help="Also write the table as JSON, for `dateline eval board`.")]


@app.command("stories")
def stories_command(out: Out = None) -> None:
    """Court stories and later states through the whole engine; exit code 1 when an answer says more than its story."""
    court, later = asked.court_stories(), asked.later_states()
    asked.show("120 court stories", court)
    asked.show("40 stories in three steps (silent: right, but hides what was before)", later)
    if out:
        asked.table(court, later).write(out)
    if any(verdict == "too strong" for _, verdict in court):
        raise typer.Exit(1)


@app.command("conflicts")
def conflicts_command(
    engine: Annotated[bool, typer.Option("--engine/--function", help="Through the engine, or the rules alone.")] = True,
    half: Annotated[str | None, typer.Option("--half", help='"first" or "second": only that half.')] = None,
    every: Annotated[int, typer.Option("--every", min=1, help="Only every so many cases.")] = 1,
    show: Annotated[bool, typer.Option("--show", help="Print what failed, of the first half only.")] = False,
    out: Out = None,
) -> None:
    """Planted disagreements and traps: are they shown, and only those?"""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for case, (verdict, said) in conflicts.planted(engine=engine, half=half, every=every):
        counts[case.half, case.wants, case.kind, verdict] += 1
        if show and verdict != "right" and case.half == "first":
            print(f"{verdict}: {case.id} {case.question} {case.values}\n    {said}", flush=True)
            for article in case.articles:
                print(f"    [{article.published_at}] {' | '.join(article.body.split(chr(10) * 2))}")
    conflicts.show(counts)
    if out:
        conflicts.table(counts, "--engine" if engine else "--function").write(out)


@app.command("gate")
def gate_command(
    failed: Annotated[bool, typer.Option("--failed", help="Print what went wrong in the half to mend on.")] = False,
    out: Out = None,
) -> None:
    """Sentences that are true or changed in one thing: which does the citation gate stop?"""
    found = {}
    for half, stories in (("mended on", MENDED_ON), ("held out", HELD_OUT)):
        begun = perf_counter()
        verdicts = gate_pairs.judged(stories)
        print(f"{half}: {len(verdicts)} sentences, {1000 * (perf_counter() - begun) / len(verdicts):.1f} ms each")
        found[half] = gate_pairs.rates(verdicts)
        for case, verdict in verdicts if failed and stories is MENDED_ON else ():
            if verdict.passed == bool(case.change):
                print(f"  {case.change or 'TRUE':22} | {case.sentence} | {verdict.reason}")
    made = gate_pairs.table(found)
    made.show()
    checks = gate_pairs.milliseconds()
    print(f"checks of one answer: median {checks[len(checks) // 2]:.1f} ms, slowest {checks[-1]:.1f} ms")
    if out:
        made.write(out)


if __name__ == "__main__":
    app(prog_name="python -m evals.generated")
