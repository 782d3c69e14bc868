"""Scripted conversations: is every follow-up understood as it was meant, and is the right article found for it?

    python -m evals.components.dialogues examples/dialogues.jsonl --archive archive

Each line is a conversation: ``turns`` with a ``question``, the scripted ``reply`` that the next turn sees, and what is
expected: ``alone`` (the question is left as it is), ``standalone`` (it becomes exactly this) or ``names`` (it comes to
hold these words), ``articles`` (one of them is among the first three found; ids, or ends of the paths they were read
from), ``filters`` (inferred, exactly these values), ``answers`` (one of them is in the answer, which cites one of the
articles) and ``refused`` (the right reply is a refusal that gives its reason). The last two need the reader.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.components.tables import share, write
from evals.data.question import matches
from index import Archive
from ingest import Settings
from qa import Answer, Engine, Question, Turn

_TOP = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one turn went: ``faults`` are sentences about what was not as expected, by what was looked at."""

    dialogue: str
    place: int
    question: str
    standalone: str
    faults: dict[str, str]
    milliseconds: float


def talk(engine: Engine, dialogue: dict[str, Any], *, answers: bool = False) -> Iterator[Outcome]:
    """Go through a conversation, each turn with the scripted replies before it as its history."""
    day = date.fromisoformat(dialogue["as_of"]) if "as_of" in dialogue else None
    history: list[Turn] = []
    for place, turn in enumerate(dialogue["turns"]):
        asked = Question(question=turn["question"], history=history, as_of=day)
        started = perf_counter()
        engine.understand(asked)
        milliseconds = 1_000 * (perf_counter() - started)
        understood, scope, hits = engine.find(asked)
        ids = list(dict.fromkeys(hit.article.id for hit in hits))[:_TOP]
        faults = _misunderstood(turn, understood.text) | _not_found(engine.archive, turn, ids)
        for name, value in turn.get("filters", {}).items():
            got = getattr(scope.filters, name)
            shown = got if isinstance(got, list) else str(got)
            if shown != value or name not in scope.filters.inferred:
                faults["filters"] = f"{name} is {shown}, not {value}"
        if answers:
            faults |= _misanswered(engine, turn, engine.ask(asked))
        yield Outcome(dialogue["id"], place, turn["question"], understood.text, faults, milliseconds)
        history = [*history, Turn(role="user", content=turn["question"])]
        if "reply" in turn:
            history.append(Turn(role="assistant", content=turn["reply"]))


def _misunderstood(turn: dict[str, Any], text: str) -> dict[str, str]:
    if turn.get("alone") and text != turn["question"]:
        return {"standalone": f"was changed to: {text}"}
    if "standalone" in turn and text != turn["standalone"]:
        return {"standalone": f"became: {text}; not: {turn['standalone']}"}
    missing = [word for word in turn.get("names", []) if word.lower() not in text.lower()]
    return {"standalone": f"lacks {missing}: {text}"} if missing else {}


def _misanswered(engine: Engine, turn: dict[str, Any], given: Answer) -> dict[str, str]:
    if turn.get("refused"):
        return {} if given.refusal and given.refusal.message else {"false answer": given.text}
    if given.refusal:
        return {"declined": f"{given.refusal.reason}, not {turn['answers']}"}
    if not any(one.lower() in given.text.lower() for one in turn["answers"]):
        return {"answer": f"none of {turn['answers']} in: {given.text}"}
    cited = list(dict.fromkeys(citation.article_id for citation in given.citations))
    missed = _not_found(engine.archive, turn, cited)
    return {"citation": missed["retrieval"]} if missed else {}


def _not_found(archive: Archive, turn: dict[str, Any], ids: list[str]) -> dict[str, str]:
    wanted = turn.get("articles", [])
    places = {key: [key, *archive.locations(key)] for key in ids}
    if not wanted or any(matches(place, name) for key in ids for place in places[key] for name in wanted):
        return {}
    return {"retrieval": f"found {[archive.article(key).headline for key in ids]}, not {wanted}"}


def table(outcomes: Sequence[Outcome], *, answers: bool) -> list[dict[str, Any]]:
    """Shares of turns without a fault of each sort; answers only where the turns were answered."""
    sorts: dict[str, tuple[str, ...]] = {
        "understood as scripted": ("standalone",),
        f"the right article in the first {_TOP}": ("retrieval",),
    }
    if answers:
        sorts |= {"not declined": ("declined",), "no false answer": ("false answer",)}
        sorts |= {"answered as scripted, with the right citation": ("declined", "false answer", "answer", "citation")}
    return [
        share(told, sum(not set(faults) & one.faults.keys() for one in outcomes), len(outcomes))
        for told, faults in sorts.items()
    ]


def main() -> None:
    """Report how many conversations and turns went as scripted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--answers", action="store_true", help="Read and answer as well.")
    parser.add_argument("--out", type=Path, help="write the figures as JSON, for the board")
    chosen = parser.parse_args()
    rows = [json.loads(line) for line in chosen.dialogues.read_text(encoding="utf-8").splitlines()]
    settings = Settings(archive=chosen.archive)
    with Archive.open(chosen.archive, settings) as archive:
        engine = Engine(archive, settings)
        outcomes = [outcome for row in rows for outcome in talk(engine, row, answers=chosen.answers)]
    for one in outcomes:
        for what, fault in one.faults.items():
            print(f"{one.dialogue}.{one.place + 1} {what}: {one.question!r} {fault}")
    broken = {one.dialogue for one in outcomes if one.faults}
    right = sum(not one.faults for one in outcomes)
    understood = sum("standalone" not in one.faults for one in outcomes)
    found = sum("retrieval" not in one.faults for one in outcomes)
    if chosen.out:
        options = f"examples/dialogues.jsonl --archive ARCHIVE{' --answers' * chosen.answers}"
        command = f"python -m evals.components.dialogues {options}"
        note = f"Conversations written by hand on the sample archive: `{command}`."
        write(chosen.out, "dialogues", note, table(outcomes, answers=chosen.answers))
    times = [one.milliseconds for one in outcomes]
    if chosen.answers:
        kinds = Counter(what for one in outcomes for what in one.faults if what not in ("standalone", "retrieval"))
        told = ", ".join(f"{what} {number}" for what, number in sorted(kinds.items()))
        print(f"{len(outcomes)} turns answered; not as scripted: {told or 'none'}")
    print(
        f"{len(rows) - len(broken)} of {len(rows)} conversations, {right} of {len(outcomes)} turns as scripted "
        f"(understood {understood}, article in the first {_TOP} {found}); "
        f"understanding takes {statistics.median(times):.1f} ms, at most {max(times):.1f}"
    )


if __name__ == "__main__":
    main()
