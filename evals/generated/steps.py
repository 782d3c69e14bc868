"""40 stories in three steps, in random order of arrival: the latest state counts, unless the question fixes a day.

Ten court cases that are overturned and retried, ten elections that are counted again, ten mergers that are called off,
ten tolls that are corrected. Every story is asked without a date, and once as of a day after its first step. Each kind
has two tellings, of which :func:`stories` gives one: the second (:mod:`evals.generated.retold`) is kept out while rules
are worked on, its failures are counted and not read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ingest import Article

FIRST = "Oriel Magnus Tamar Edgar Linnea Rufus Bettina Hakon Perpetua Silas".split()
LAST = "Ashdown Brockway Cavendry Dunleavy Eastlake Fairbrass Grimshaw Holloway Ingersoll Jessup".split()
RIVAL = "Kettering Lockhart Mayhew Norbury Ormsby Pemberton Quarles Ravenel Stoddard Thackeray".split()
TOWN = "Amberley Birchfield Dunmere Easterly Fernside Glassford Highmoor Inverlea Juniper Kestrelby".split()
_CHARGE = (
    "arson", "bribery", "perjury", "embezzlement", "forgery", "kidnapping", "extortion", "burglary", "smuggling",
    "blackmail",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A question about a story: as of a day, or of today; ``right`` are the answers that count."""

    story: str
    question: str
    as_of: date | None
    right: tuple[str, ...]
    earlier: str = ""
    """What the text must also tell of: the state before; empty where none is asked for."""
    days: tuple[date, ...] = ()
    """Days that the text must name: of the latest state, and of the one before."""

    @property
    def about(self) -> str:
        """What sort of story it is: "court", "vote", "deal" or "toll"."""
        return self.story.partition("-")[0]


Teller = Callable[[int], tuple[list[Article], Iterator[Step]]]
"""Tells the story of a number: its three articles, and what is asked."""


def stories(seed: int = 7, tellers: Sequence[Teller] | None = None) -> tuple[list[Article], list[Step]]:
    """All articles in random order, and the questions.

    Args:
        seed: of the order.
        tellers: what tells the stories; those of this module by default.
    """
    articles: list[Article] = []
    steps: list[Step] = []
    for number in range(10):
        for told, asked in (tell(number) for tell in tellers or (_court, _election, _merger, _toll)):
            articles += told
            steps += asked
    random.Random(seed).shuffle(articles)
    return articles, steps


def spelled(day: date) -> str:
    """A day as an answer writes it."""
    return f"{day:%B} {day.day}, {day.year}"


def article(name: str, day: date, headline: str, body: str) -> Article:
    """One step of a story."""
    return Article(
        id=f"{name}-{day}", headline=headline, body=body, published_at=day.isoformat(), source="Generated Gazette",
        id_given=True,
    )  # fmt: skip


def days_of(number: int) -> tuple[date, date, date]:
    """The days of the three steps of a story."""
    return date(2011 + number, 2, 3 + number), date(2012 + number, 6, 4 + number), date(2013 + number, 10, 5 + number)


def _court(number: int) -> tuple[list[Article], Iterator[Step]]:
    person, last, charge = f"{FIRST[number]} {LAST[number]}", LAST[number], _CHARGE[number]
    days, freed = days_of(number), number % 2 == 0
    final = f"acquitted {person} of {charge}" if freed else f"convicted {person} of {charge} again"
    articles = [
        article(f"court-{number}", days[0], f"Jury convicts {last}",
                 f"A jury on Monday convicted {person} of {charge}. "
                 f"{last}, who ran a quarry, will be sentenced next month."),
        article(f"court-{number}", days[1], f"{last} wins appeal",
                 f"An appeals court on Tuesday overturned the {charge} "
                 f"conviction of {person} and ordered a new trial. The judges said a witness had been paid."),
        article(f"court-{number}", days[2], f"Second jury decides {last} case",
                 f"At a retrial that lasted two weeks, a jury on "
                 f"Friday {final}. {last} left the courthouse without a word."),
    ]  # fmt: skip
    right = ("acquitted", "not guilty") if freed else ("convicted", "guilty")
    question = f"What was the verdict on the {charge} charge against {person}?"
    asked = [
        Step(f"court-{number}", question, None, right, "overturned", days[:0:-1]),
        Step(f"court-{number}", f"Was {person} convicted of {charge}?", days[0], ("yes",)),
    ]
    return articles, iter(asked)


def _election(number: int) -> tuple[list[Article], Iterator[Step]]:
    one, two, town = f"{FIRST[number]} {RIVAL[number]}", f"{FIRST[-1 - number]} {LAST[-1 - number]}", TOWN[number]
    first, _, _ = days_of(number)
    days = (first, first.replace(month=3), first.replace(month=4))
    articles = [
        article(f"vote-{number}", days[0], f"{one} leads in {town}",
                 f"{one} won the race for mayor of {town} by "
                 f"{40 + number} votes, according to the first count on Tuesday."),
        article(f"vote-{number}", days[1], f"Recount ordered in {town}",
                 f"A judge ordered a recount of the race for mayor of "
                 f"{town}. No winner will be named until it ends."),
        article(f"vote-{number}", days[2], f"Recount turns {town} race around",
                 f"{two} won the race for mayor of {town} by "
                 f"{3 + number} votes, the recount showed on Thursday."),
    ]  # fmt: skip
    question = f"Who won the race for mayor of {town}?"
    asked = [
        Step(f"vote-{number}", question, None, (two,), one, (days[2], days[0])),
        Step(f"vote-{number}", question, days[0], (one,)),
    ]
    return articles, iter(asked)


def _merger(number: int) -> tuple[list[Article], Iterator[Step]]:
    one, two = f"{TOWN[number].split()[0]} Cement", f"{RIVAL[number]} Glass"
    days = days_of(number)
    articles = [
        article(f"deal-{number}", days[0], f"{one} to merge with {two}",
                 f"{one} and {two} announced a merger on Monday. The "
                 f"merger of {one} and {two} was valued at ${310 + number} million."),
        article(f"deal-{number}", days[1], f"Regulator raises doubts on {two}",
                 f"The regulator said that the merger of {one} and "
                 f"{two} was being reviewed. A ruling is due next year."),
        article(f"deal-{number}", days[2], f"Merger of {one} and {two} blocked",
                 f"The merger of {one} and {two} was blocked by "
                 "the regulator on Wednesday, which said that it would raise prices."),
    ]  # fmt: skip
    question = f"What became of the merger of {one} and {two}?"
    asked = [
        Step(f"deal-{number}", question, None, ("blocked",), "reviewed", days[:0:-1]),
        Step(
            f"deal-{number}",
            f"At how much was the merger of {one} and {two} valued?",
            days[0],
            (f"${310 + number} million",),
        ),
    ]
    return articles, iter(asked)


def _toll(number: int) -> tuple[list[Article], Iterator[Step]]:
    town = TOWN[number]
    first, _, _ = days_of(number)
    days = (first, first.replace(day=first.day + 1), first.replace(day=first.day + 6))
    numbers = (number + 3, number + 7, number + 6)
    articles = [
        article(f"toll-{number}", days[0], f"Explosion in {town}",
                 f"An explosion at the {town} mill killed {numbers[0]} people "
                 "on Sunday. Firemen were still searching at nightfall."),
        article(f"toll-{number}", days[1], f"Toll rises in {town}",
                 f"The explosion at the {town} mill killed {numbers[1]} people, "
                 "officials said on Monday, more than was known at first."),
        article(f"toll-{number}", days[2], f"Toll corrected in {town}",
                 f"The explosion at the {town} mill killed {numbers[2]} "
                 f"people, officials said on Saturday, correcting a count in which one victim was listed twice."),
    ]  # fmt: skip
    question = f"How many people did the explosion at the {town} mill kill?"
    asked = [
        Step(f"toll-{number}", question, None, (str(numbers[2]),), str(numbers[1]), days[:0:-1]),
        Step(f"toll-{number}", question, days[0], (str(numbers[0]),)),
    ]
    return articles, iter(asked)


def judge(step: Step, answer: str | None, text: str) -> str:
    """Whether an answer is "right", "declined" or "wrong"; "silent" when it hides what was before, or since when."""
    if answer is None:
        return "declined"
    said = answer.lower()
    words = f" {said.replace('people', '').strip()} "
    if step.right[0].isdigit():
        right = any(f" {one} " in words for one in step.right)
    else:
        right = any(one.lower() in said for one in step.right) and not (
            step.right[0] == "convicted" and "not guilty" in said
        )
    if not right:
        return "wrong"
    told = step.earlier.lower() in text.lower() and all(spelled(day) in text for day in step.days)
    return "right" if told else "silent"
