"""Stories that disagree in one value, and stories that only seem to: 100 planted conflicts, 108 traps.

A conflict is two values for one thing, in two independent stories or inside one article; a trap is a pair that is none:
the same value written another way, a person grown older, a first toll overtaken, a corrected figure, a copy of a
story, a bound ("at least 14"), a part of the whole, another event.

Each wording belongs to one of two halves, by the parity of its place in its list, and both stories of a pair come from
one half. While the rules of :mod:`qa.disagreement.conflicts` are worked on, only the first half's failures are printed
(``python -m evals.generated conflicts --half first --show``); of the other, kept out, figures alone. Both halves were
written at once, before any rule was fitted to either.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evals.generated.wordings import FILLERS, MATTERS, OTHER, TRAPS, Matter, Trap
from ingest import Article

SOURCES = ("Alder Post", "Beacon Wire", "Coast Ledger", "Dunes Record")
_FIRST = "Adela Bram Cosima Darius Elspeth Fenno Greta Horst Ilse Jorun Katla Ludo Merete Nils Ottilie".split()
_LAST = (
    "Arkwright Bellweather Crabtree Dunsmuir Ellerby Farraday Gosling Hathersage Inglewood Jarrow Kilbride Lanyon "
    "Mossgrave Nettlefold Oakhanger Penhallow Quenby Ridgeway Saltash Tredinnick Underhill Verrall"
).split()
_TOWN_HEAD = (
    "Ash Brack Clay Dray Elder Flint Gorse Hazel Iron Kelp Loam Marl Nether Otter Pine Rush Sedge Thorn".split()
)
_TOWN_TAIL = "by ford ham mere ton wick stead combe hurst ley".split()
_FORMS = "two-sources", "one-article"


@dataclass(frozen=True, slots=True)
class Case:
    """A question over one or two stories, and what a right answer shows.

    ``wants`` is "conflict", "same" (nothing is shown), "development" or "corrected"; ``values`` are the planted texts
    as they stand at ``places`` (number of the article, first character); ``half`` is "first" or "second".
    """

    id: str
    kind: str
    wants: str
    half: str
    question: str
    articles: tuple[Article, ...]
    values: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    right: str = ""
    """The value that wins, of a development or a correction."""


def cases(seed: int = 23) -> list[Case]:
    """All cases; the same for the same seed."""
    rng = random.Random(seed)
    found: list[Case] = []
    settings = _settings(rng)
    for number in range(100):
        matter = MATTERS[number % len(MATTERS)]
        half = number // len(MATTERS) % 2
        form = _FORMS[number // (2 * len(MATTERS)) % 2]
        found.append(_conflict(rng, number, matter, half, form, next(settings)))
    for number in range(4 * len(TRAPS)):
        found.append(_trap(rng, number, TRAPS[number // 4], number % 2, next(settings)))
    return found


def _settings(rng: random.Random) -> Iterator[dict[str, str]]:
    """People and places, each used once, so that all stories fit into one archive."""
    towns = [head + tail for head in _TOWN_HEAD for tail in _TOWN_TAIL]
    people = [f"{first} {last}" for last in _LAST for first in _FIRST]
    rng.shuffle(towns)
    rng.shuffle(people)
    own, others = people[: len(people) // 2 + 60], people[len(people) // 2 + 60 :]
    for number, (place, full) in enumerate(zip(towns * 2, own, strict=False)):
        other = others[number % len(others)]
        yield {"FULL": full, "LAST": full.split()[-1], "TOWN": place, "OTHER": other}


def _half(items: Sequence[str], half: int) -> list[str]:
    return [item for place, item in enumerate(items) if place % 2 == half]


def _conflict(rng: random.Random, number: int, matter: Matter, half: int, form: str, named: dict[str, str]) -> Case:
    one, other = rng.choice(matter.pairs)
    wordings = rng.sample(_half(matter.wordings, half), 2)
    day = date(2018, 1, 1) + timedelta(days=rng.randrange(2000))
    left, right = (rng.choice(matter.forms)(value) for value in (one, other))
    if form == "two-sources":
        told = [_told(rng, [w], [v], named) for w, v in zip(wordings, (left, right), strict=True)]
        days = [day, day + timedelta(days=rng.randrange(2))]
    else:
        told = [_told(rng, wordings, [left, right], named)]
        days = [day]
    return _case(
        f"conflict-{number:03}", matter.kind, "conflict", half, matter.question, named, told, days, (left, right)
    )


def _trap(rng: random.Random, number: int, trap: Trap, half: int, named: dict[str, str]) -> Case:
    if trap.paired:
        one, other = rng.choice(_paired(trap, half))
    elif trap.together:
        one, other = trap.wordings[half], trap.wordings[2 + half]
    else:
        one, other = rng.sample(_half(trap.wordings, half), 2)
    left, right = rng.choice(trap.pairs)
    day = date(2018, 1, 1) + timedelta(days=rng.randrange(2000))
    if trap.copied:
        first = _told(rng, [one], [left], named)
        told = [first, first]
    elif trap.together:
        told = [_told(rng, [one, other], [left, right], named)]
    else:
        told = [_told(rng, [w], [v], named) for w, v in ((one, left), (other, right))]
    days = [day + timedelta(days=apart) for apart in ((0, trap.days) if len(told) == 2 else (0,))]
    made = _case(f"trap-{number:03}", trap.kind, trap.wants, half, trap.question, named, told, days, (left, right))
    return made if trap.wants == "same" else replace(made, right=right)


def _paired(trap: Trap, half: int) -> list[tuple[str, str]]:
    """Wordings that belong together, first and later: the list holds them one after the other, pair by pair."""
    pairs = list(zip(trap.wordings[::2], trap.wordings[1::2], strict=True))
    return [pair for place, pair in enumerate(pairs) if place % 2 == half]


def _told(
    rng: random.Random, wordings: Sequence[str], values: Sequence[str], named: dict[str, str]
) -> tuple[str, list[int]]:
    """A body, and where its values stand."""
    parts, marks = [], []
    fillers = rng.sample(FILLERS, 3)
    for wording, value in zip(wordings, values, strict=True):
        before, _, after = wording.partition("{V}")
        before, after = (text.format(**named) for text in (before, after))
        own = value[0].upper() + value[1:] if not before else value
        parts += [(before, own, after), (fillers.pop().format(**named), "", "")]
    body = ""
    for before, value, after in parts:
        if body:
            body += "\n\n"
        if value:
            marks.append(len(body) + len(before))
        body += f"{before}{value}{after}"
    return body, marks


def _case(
    name: str, kind: str, wants: str, half: int, question: str, named: dict[str, str],
    told: Sequence[tuple[str, list[int]]], days: Sequence[date], values: tuple[str, str],
) -> Case:  # fmt: skip
    articles, places = [], []
    for number, ((body, marks), day) in enumerate(zip(told, days, strict=True)):
        articles.append(
            Article(
                id=f"{name}-{number}",
                headline=OTHER[number].format(**named),
                body=body,
                published_at=day.isoformat(),
                source=SOURCES[(number + day.day) % len(SOURCES)],
                id_given=True,
            )
        )
        places += [(number, mark) for mark in marks]
    return Case(
        name, kind, wants, ("first", "second")[half], question.format(**named), tuple(articles), values, tuple(places)
    )
