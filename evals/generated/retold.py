"""The stories of :mod:`evals.generated.steps` in other words, and of other matters: kept out while rules are made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from evals.generated.steps import FIRST, LAST, RIVAL, TOWN, Step, article, days_of
from ingest import Article

_CRIME = (
    "tax evasion", "insurance fraud", "reckless driving", "bank fraud", "assault", "theft", "tax fraud", "smuggling",
    "manslaughter", "conspiracy",
)  # fmt: skip
Told = tuple[list[Article], Iterator[Step]]


def trial(number: int) -> Told:
    """Found guilty, sent back by a higher court, cleared or found guilty once more."""
    person, last, crime = f"{FIRST[-1 - number]} {RIVAL[number]}", RIVAL[number], _CRIME[number]
    days, freed = days_of(number), number % 2 == 1
    end = f"found {person} not guilty of {crime}" if freed else f"found {person} guilty of {crime} once more"
    told = [
        article(f"court-b{number}", days[0], f"{last} guilty",
                f"{person}, a shipbuilder, was found guilty of {crime} on Wednesday after a trial of nine days."),
        article(f"court-b{number}", days[1], f"New trial for {last}",
                f"The Court of Appeals set aside the conviction of {person} for {crime} on Monday. "
                f"It said that jurors had seen papers that they should not have seen."),
        article(f"court-b{number}", days[2], f"{last} verdict",
                f"The second jury to hear the case {end} on Thursday."),
    ]  # fmt: skip
    right = ("not guilty", "acquitted", "cleared") if freed else ("guilty", "convicted")
    question = f"What was the outcome of the {crime} charge against {person}?"
    return told, iter(
        [
            Step(f"court-b{number}", question, None, right, "overturned", days[:0:-1]),
            Step(f"court-b{number}", f"Was {person} found guilty of {crime}?", days[0], ("yes",)),
        ]
    )


def post(number: int) -> Told:
    """Appointed, resigned, replaced."""
    one, two, town = f"{FIRST[number]} {LAST[-1 - number]}", f"{FIRST[-1 - number]} {RIVAL[-1 - number]}", TOWN[number]
    days = days_of(number)
    told = [
        article(f"post-b{number}", days[0], f"{one} to run {town} hospital",
                f"{one} is the director of the {town} hospital since Monday, the county said."),
        article(f"post-b{number}", days[1], f"{town} hospital director quits",
                f"{one} resigned as director of the {town} hospital on Friday over the state of its roof."),
        article(f"post-b{number}", days[2], f"{town} hospital has a new director",
                f"{two} is the new director of the {town} hospital, replacing {one}, the county said on Tuesday."),
    ]  # fmt: skip
    question = f"Who is the director of the {town} hospital?"
    return told, iter(
        [
            Step(f"post-b{number}", question, None, (two,), one, (days[2],)),
            Step(f"post-b{number}", question, days[0], (one,)),
        ]
    )


def bill(number: int) -> Told:
    """Proposed, passed, vetoed."""
    town, topic = (
        TOWN[number],
        "leaf-blower noise parking billboard chimney ferry-toll dog-leash kiosk scooter bonfire".split()[number],
    )
    days = days_of(number)
    told = [
        article(f"bill-b{number}", days[0], f"{town} looks at {topic} ordinance",
                f"A {topic} ordinance was proposed in {town} on Monday by two members of the council."),
        article(f"bill-b{number}", days[1], f"{topic.capitalize()} ordinance goes through",
                f"The council of {town} passed the {topic} ordinance on Tuesday by five votes to four."),
        article(f"bill-b{number}", days[2], f"Mayor of {town} says no",
                f"The {topic} ordinance was vetoed by the mayor of {town} on Wednesday. She called it a nuisance."),
    ]  # fmt: skip
    question = f"What happened to the {topic} ordinance in {town}?"
    return told, iter(
        [
            Step(f"bill-b{number}", question, None, ("vetoed",), "passed", days[:0:-1]),
            Step(f"bill-b{number}", question, days[1], ("passed",), "proposed", days[1::-1]),
        ]
    )


def outbreak(number: int) -> Told:
    """Few cases, more, and in the end fewer than was thought."""
    town, first = TOWN[number], date(2012 + number, 3, 4 + number)
    days = (first, first + timedelta(days=5), first + timedelta(days=12))
    counts = (number + 5, number + 16, number + 14)
    told = [
        article(f"cases-b{number}", days[0], f"Mumps in {town}",
                f"So far {counts[0]} people have fallen ill with mumps in {town}, the health office said on Friday."),
        article(f"cases-b{number}", days[1], f"More mumps in {town}",
                f"{counts[1]} people have now fallen ill with mumps in {town}. Vaccines are given in the town hall."),
        article(f"cases-b{number}", days[2], f"Mumps count revised in {town}",
                f"In {town} {counts[2]} people fell ill with mumps, a revised count of the health office shows."),
    ]  # fmt: skip
    question = f"How many people fell ill with mumps in {town}?"
    return told, iter(
        [
            Step(f"cases-b{number}", question, None, (str(counts[2]),), str(counts[1]), days[:0:-1]),
            Step(f"cases-b{number}", question, days[0], (str(counts[0]),)),
        ]
    )


TELLERS = (trial, post, bill, outbreak)
"""What tells the second 40 stories."""
