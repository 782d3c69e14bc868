"""Sentences that a model might write: true in other words, or changed in one thing. Which the citation gate lets pass.

Each report is filled in three times, and every true sentence with a blank of its own is also given another number,
day, name or quoted word, and the number of another passage. The gate was mended on one half of the reports; the other
half is reported apart.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from evals.generated.gate_stories import HELD_OUT, MENDED_ON, Story
from evals.metrics.stats import Estimate, mean
from evals.report.tables import SHARE, Table
from qa.faithfulness import MARK, Evidence, Passage, Verdict, check

TELLINGS = 3
DAY = date(2024, 3, 7)
_FIRST = "Odile Marisol Kwame Ingrid Tobias Yara Felix Leonora Dmitri Hester Anselm Priya Cormac Salome".split()
_LAST = (
    "Vandermeer Quillon Abernethy Oyelowo Strand Castellanos Whitlock Duarte Fenwick Ilyin Marchbanks Prewitt Tolliver "
    "Zamora Hallett Bexley Corrigan Nakagawa Osgood"
).split()
_TOWNS = "ELMSFORD GARRICK SALTMARSH VERITY WEXCOMBE TAMSIN NORTHGATE ALDERLEY".split()
_WORDED = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 11: "eleven", 12: "twelve"}
_SPOKEN = (
    "We have waited a long time for this day", "Nobody here will forget what happened", "I would do the same again",
    "There is nothing more to say about it", "It was never about the money", "We owe the people of this valley better",
    "They told us the road was safe", "This is only the beginning of our work", "I have slept badly for a month",
)  # fmt: skip
_OTHER_WORDS = {"long": "short", "nobody": "everybody", "same": "opposite", "nothing": "plenty", "never": "always",
                "better": "nothing", "safe": "closed", "beginning": "end", "badly": "soundly"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its mark, what was changed in it, and whether the passage says it."""

    story: str
    sentence: str
    change: str
    """Empty for a true sentence."""


def cases(stories: Sequence[Story], seed: int = 8) -> Iterator[tuple[dict[int, Evidence], list[Case]]]:
    """For each telling of each story the two passages given, the story's own as number 1, and the sentences."""
    for number, story in enumerate(stories):
        for telling in range(TELLINGS):
            rng = random.Random(f"{seed} {number} {telling}")
            blanks = _filled(rng)
            other = stories[(number + 1) % len(stories)]
            texts = (story.text.format(**blanks), other.text.format(**_filled(rng)))
            given = {n: Evidence(Passage(n, text, day=DAY)) for n, text in enumerate(texts, start=1)}
            yield given, list(dict.fromkeys(_sentences(story, blanks, rng, f"{number}")))


def _filled(rng: random.Random) -> dict[str, str]:
    (first, second), (last, other) = rng.sample(_FIRST, 2), rng.sample(_LAST, 2)
    n, said = rng.choice(list(_WORDED)), rng.sample(_SPOKEN, 2)
    return {
        "P": f"{first} {last}", "PL": last, "O": f"{second} {other}", "OL": other, "T": rng.choice(_TOWNS),
        "n": str(n), "nw": _WORDED[n], "m": f"{rng.randint(21, 98) * 100:,}", "d": f"February {rng.randint(2, 19)}",
        "Q": said[0], "R": said[1],
    }  # fmt: skip


def _sentences(story: Story, blanks: dict[str, str], rng: random.Random, name: str) -> Iterator[Case]:
    for change, true, false in story.pairs:
        yield Case(name, f"{true.format(**blanks)} [1]", "")
        yield Case(name, f"{false.format(**blanks)} [1]", change)
    for true in (*(pair[1] for pair in story.pairs), *story.truths):
        yield Case(name, f"{true.format(**blanks)} [1]", "")
        yield Case(name, f"{true.format(**blanks)} [2]", "citation swapped")
        for blank in dict.fromkeys(re.findall(r"\{(\w+)\}", true)):
            change, instead = _changed(blank, blanks, rng)
            yield Case(name, f"{true.format(**blanks | {blank: instead})} [1]", change)


def _changed(blank: str, blanks: dict[str, str], rng: random.Random) -> tuple[str, str]:
    """What a blank is filled with in a false sentence, and the name of that change."""
    said = blanks[blank]
    if blank in ("n", "nw"):
        other = rng.choice([n for n in _WORDED if n != int(blanks["n"])])
        return "number changed", str(other) if blank == "n" else _WORDED[other]
    if blank == "m":
        return "number changed", said.replace(",", "") + "0"
    if blank == "d":
        month, day = said.split()
        return "date shifted", f"{month} {int(day) + rng.randint(2, 8)}"
    if blank in ("Q", "R"):
        return "quote altered", re.sub(
            r"\w+", lambda m: _OTHER_WORDS.get(m.group().lower(), m.group()), said, flags=re.ASCII
        )
    last = rng.choice([name for name in _LAST if name not in (blanks["PL"], blanks["OL"])])
    return "name changed", f"{said.split()[0]} {last}" if " " in said else last


def judged(stories: Sequence[Story]) -> list[tuple[Case, Verdict]]:
    """Every sentence with the gate's verdict."""
    return [(case, check(case.sentence, given)) for given, own in cases(stories) for case in own]


def rates(found: Sequence[tuple[Case, Verdict]]) -> dict[str, Estimate]:
    """How many changed sentences are stopped, of each change and of all, and how many true ones; stories resampled."""
    changed = [(case, verdict) for case, verdict in found if case.change]
    true = [(case, verdict) for case, verdict in found if not case.change]
    rows = {f"stopped: {name}": [p for p in changed if p[0].change == name] for name in _changes(changed)}
    rows |= {"stopped, of all changed": changed, "stopped, of all true (false alarms)": true}
    return {
        name: mean([not verdict.passed for _, verdict in pairs], [case.story for case, _ in pairs])
        for name, pairs in rows.items()
    }


def _changes(changed: Sequence[tuple[Case, Verdict]]) -> list[str]:
    return [name for name, _ in Counter(case.change for case, _ in changed).most_common()]


def milliseconds() -> list[float]:
    """How long the checks of one answer take, passages made ready among them, for an answer from each report.

    Three sentences against five passages; the last one names no passage, so that it is compared with all of them.
    """
    told = [(given, own) for given, own in cases((*MENDED_ON, *HELD_OUT))]
    took = []
    for at, (_, own) in enumerate(told):
        passages = [told[(at + step) % len(told)][0][1].passage for step in range(5)]
        true = [case.sentence for case in own if not case.change][:3]
        begun = perf_counter()
        given = {n: Evidence(replace(passage, n=n)) for n, passage in enumerate(passages, start=1)}
        for sentence in (*true[:-1], MARK.sub("", true[-1])):
            check(sentence, given)
        took.append(1000 * (perf_counter() - begun))
    return sorted(took)


def table(found: dict[str, dict[str, Estimate]]) -> Table:
    """The rates of each half."""
    made = Table(
        "citation gate, pairs",
        "Sentences about made-up reports, true or changed in one thing, against the citation gate: `python -m "
        "evals.generated gate`. The gate was mended on the first half alone. Reports are resampled.",
    )
    for half, figures in found.items():
        for name, estimate in figures.items():
            made.add(f"{half}: {name}", SHARE, estimate)
    return made
