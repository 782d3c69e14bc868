"""Scripted conversations: is every follow-up understood as it was meant, and is the right article found for it?

Each line is a conversation: ``turns`` with a ``question``, the scripted ``reply`` that the next turn sees, and what is
expected: ``alone`` (the question is left as it is), ``standalone`` (it becomes exactly this) or ``names`` (it comes to
hold these words), ``articles`` (one of them is among the first three found; ids, or ends of the paths they were read
from), ``filters`` (inferred, exactly these values), ``answers`` (one of them is in the answer, which cites one of the
articles) and ``refused`` (the right reply is a refusal that gives its reason). The last two need the reader.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.data.lines import read_rows
from evals.data.question import matches
from evals.report.tables import Table
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


def read_dialogues(path: Path) -> list[dict[str, Any]]:
    """The conversations of a file.

    Raises:
        InputError: when a line is no conversation.
    """
    found = []
    for row in read_rows(path):
        row.text("id")
        if not row.objects("turns"):
            raise row.error('expected a list of turns under "turns"')
        found.append(row.values)
    return found


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


def go_through(dialogues: Sequence[dict[str, Any]], archive: Path, *, answers: bool = False) -> list[Outcome]:
    """Every turn of some conversations over an archive; with ``answers`` they are read and answered as well."""
    settings = Settings(archive=archive)
    with Archive.open(archive, settings) as opened:
        engine = Engine(opened, settings)
        return [outcome for dialogue in dialogues for outcome in talk(engine, dialogue, answers=answers)]


def table(outcomes: Sequence[Outcome], *, answers: bool) -> Table:
    """Shares of turns without a fault of each sort; answers only where the turns were answered."""
    command = f"dateline eval dialogues examples/dialogues.jsonl --archive ARCHIVE{' --answers' * answers}"
    made = Table("dialogues", f"Conversations written by hand on the sample archive: `{command}`.")
    sorts: dict[str, tuple[str, ...]] = {
        "understood as scripted": ("standalone",),
        f"the right article in the first {_TOP}": ("retrieval",),
    }
    if answers:
        sorts |= {"not declined": ("declined",), "no false answer": ("false answer",)}
        sorts |= {"answered as scripted, with the right citation": ("declined", "false answer", "answer", "citation")}
    for told, faults in sorts.items():
        made.share(told, sum(not set(faults) & one.faults.keys() for one in outcomes), len(outcomes))
    return made


def told(outcomes: Sequence[Outcome], *, answers: bool) -> str:
    """How many conversations and turns went as scripted, in words."""
    dialogues = {one.dialogue for one in outcomes}
    broken = {one.dialogue for one in outcomes if one.faults}
    right, times = sum(not one.faults for one in outcomes), [one.milliseconds for one in outcomes]
    lines = [
        f"{len(dialogues) - len(broken)} of {len(dialogues)} conversations, {right} of {len(outcomes)} turns as "
        f"scripted; understanding takes {statistics.median(times):.1f} ms, at most {max(times):.1f}"
    ]
    if answers:
        kinds = Counter(what for one in outcomes for what in one.faults if what not in ("standalone", "retrieval"))
        listed = ", ".join(f"{what} {number}" for what, number in sorted(kinds.items()))
        lines.insert(0, f"{len(outcomes)} turns answered; not as scripted: {listed or 'none'}")
    return "\n".join(lines)
