"""120 court stories of three charges: the outcomes are permuted, everything else stays, so only the reading counts.

Twenty settings (person, charges, wording, bystanders) are each told with all six permutations of conviction, acquittal
and mistrial; the question about every charge must be answered by the outcome of that charge, and by nothing stronger.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from ingest import Article

OUTCOMES = ("convicted", "acquitted", "mistrial")

_FIRST = (
    "Odile Bertrand Marisol Kwame Ingrid Tobias Yara Felix Leonora Dmitri Hester Anselm Priya Cormac Salome".split()
)
_LAST = (
    "Vandermeer Quillon Abernethy Oyelowo Strand Castellanos Whitlock Duarte Fenwick Ilyin Marchbanks Prewitt Rao "
    "Tolliver Zamora Hallett Bexley Corrigan Nakagawa Osgood"
).split()
_TOWNS = "Elmsford Garrick Pointe Hollow Ridge Saltmarsh Verity Wexcombe Tamsin Alder Creek Northgate".split()
_JOBS = (
    "a county treasurer", "a hospital pharmacist", "a school bus contractor", "a former police captain",
    "a grain trader", "the owner of a trucking firm", "a parish bookkeeper", "a zoning officer",
    "a yacht broker", "a dance teacher",
)  # fmt: skip
_CHARGES = (
    ("money laundering", "tax evasion", "perjury"),
    ("arson", "insurance fraud", "witness tampering"),
    ("aggravated assault", "burglary", "unlawful imprisonment"),
    ("embezzlement", "forgery", "falsifying records"),
    ("bank fraud", "wire fraud", "mail fraud"),
    ("second-degree robbery", "kidnapping", "possession of a stolen vehicle"),
    ("official misconduct", "receiving a bribe", "making a false statement"),
    ("voluntary manslaughter", "reckless driving", "leaving the scene of an accident"),
    ("identity theft", "computer trespass", "grand larceny"),
    ("cruelty to animals", "illegal gambling", "conspiracy"),
)

# One clause for each outcome, in several voices; {C} is the charge, {P} the last name, {him} the pronoun.
_VERB = {
    "convicted": ("found {him} guilty of {C}", "convicted {him} of {C}", "returned a guilty verdict on {C}"),
    "acquitted": ("acquitted {him} of {C}", "found {him} not guilty of {C}", "cleared {him} of {C}"),
    "mistrial": ("could not agree on {C}", "deadlocked on {C}", "failed to reach a verdict on {C}"),
}
_PASSIVE = {
    "convicted": ("the {C} charge ended in a conviction", "on the charge of {C}, {he} was found guilty"),
    "acquitted": ("the {C} charge ended in an acquittal", "on the charge of {C}, {he} was found not guilty"),
    "mistrial": ("the {C} charge ended in a mistrial", "on the charge of {C}, the judge declared a mistrial"),
}
_OPENINGS = (
    "{TOWN} — Jurors {A} on Tuesday but {B}, and they {D}.",
    "{TOWN} — After nine days of deliberation a jury {A}, {B} and {D} in the case of {FULL}, {AGE}.",
    "{TOWN} — The trial of {FULL} closed on Monday. {a1}; {b1}; {d1}.",
    "{TOWN} — A jury {A} on Thursday. It {B}, while on the third count it {D}.",
    "{TOWN} — {a1}, but {b1}, the court heard on Friday. In the end {d1}.",
)
_SECONDS = (
    "{FULL}, {AGE}, {JOB}, had been charged with {C1}, {C2} and {C3}.",
    "{FULL}, {AGE}, {JOB}, was accused of {C1}, {C2} and {C3}, and pleaded not guilty to all three.",
)
_BYSTANDERS = (
    "Judge {J} thanked the jurors for their patience.",
    "Prosecutor {K} said that nobody had won. The defense lawyer, {L}, declined to comment.",
    "A detective, {W}, told the court in March that he had never seen such a ledger.",
    "{W}, who testified for the state, was convicted of shoplifting in 2009.",
    "Had the panel convicted {P} on every count, Judge {J} could have imposed 30 years.",
    "Prosecutors had urged jurors to convict on all counts; the defense, led by {L}, asked for an acquittal.",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A question about a story: which charge, what is right, and which outcome of the charge the story states."""

    id: str
    question: str
    wants: str
    """"charge", "status" or "yes_no"."""
    charge: str
    outcome: str
    right: tuple[str, ...]
    article: str


SAYINGS = {
    "convicted": ("convicted", "guilty", "found guilty", "conviction"),
    "acquitted": ("acquitted", "not guilty", "found not guilty", "cleared", "acquittal"),
    "mistrial": ("mistrial", "deadlocked", "could not agree", "failed to reach a verdict"),
}


def stories(seed: int = 11) -> Iterator[tuple[Article, list[Case]]]:
    """The 120 stories with their questions; the same for the same seed."""
    rng = random.Random(seed)
    for setting in range(20):
        told = _setting(rng, setting)
        for number, order in enumerate(permutations(OUTCOMES)):
            yield _story(told, dict(zip(told["charges"], order, strict=True)), setting, number)


def _setting(rng: random.Random, number: int) -> dict[str, Any]:
    # Each setting has its own accused: two people of one name in one archive would be another test.
    lasts = [_LAST[number], *rng.sample([name for name in _LAST if name != _LAST[number]], 4)]
    firsts = rng.sample(_FIRST, 5)
    he = ("he", "him") if number % 2 else ("she", "her")
    return {
        "names": [f"{first} {last}" for first, last in zip(firsts, lasts, strict=True)],
        "he": he,
        "town": rng.choice(_TOWNS).upper(),
        "job": rng.choice(_JOBS),
        "age": rng.randint(24, 71),
        "charges": _CHARGES[number % len(_CHARGES)],
        "opening": _OPENINGS[number % len(_OPENINGS)],
        "second": rng.choice(_SECONDS),
        "bystanders": rng.sample(_BYSTANDERS, 3),
        "wording": {outcome: rng.choice(_VERB[outcome]) for outcome in OUTCOMES},
        "voice": rng.randrange(2),
        "shuffle": rng.sample(range(3), 3),
    }


def _story(told: dict[str, Any], outcome_of: dict[str, str], setting: int, number: int) -> tuple[Article, list[Case]]:
    full = told["names"][0]
    he, him = told["he"]
    last = full.split()[-1]
    charges = [told["charges"][i] for i in told["shuffle"]]

    def verb(charge: str) -> str:
        return str(told["wording"][outcome_of[charge]].format(C=charge, P=last, him=him))

    def passive(charge: str) -> str:
        return _PASSIVE[outcome_of[charge]][told["voice"]].format(C=charge, P=last, he=he)

    first, second, third = charges
    opening = told["opening"].format(
        TOWN=told["town"], FULL=full, AGE=told["age"],
        A=verb(first) if "{FULL}" in told["opening"] else verb(first).replace(him, full, 1), B=verb(second),
        D=verb(third),
        a1=passive(first)[0].upper() + passive(first)[1:], b1=passive(second), d1=passive(third),
    )  # fmt: skip
    names = dict(zip("JKLW", told["names"][1:], strict=True))
    c1, c2, c3 = told["charges"]
    body = "\n\n".join(
        [
            opening,
            told["second"].format(FULL=full, AGE=told["age"], JOB=told["job"], C1=c1, C2=c2, C3=c3),
            *(line.format(P=last, **names) for line in told["bystanders"]),
        ]
    )
    name = f"pair-{setting:02}-{number}"
    article = Article(
        id=name, headline=f"Split verdict in {last} trial", body=body, source="Generated Gazette", id_given=True,
        published_at=f"20{10 + number:02}-{1 + setting % 12:02}-{11 + number}",
    )  # fmt: skip
    return article, list(_cases(name, full, outcome_of))


def _cases(name: str, full: str, outcome_of: dict[str, str]) -> Iterator[Case]:
    asked = {
        "convicted": f"Of which charge was {full} convicted?",
        "acquitted": f"What was {full} acquitted of?",
        "mistrial": f"Which charge against {full} ended in a mistrial?",
    }
    for charge, outcome in outcome_of.items():
        yield Case(f"{name}:which:{outcome}", asked[outcome], "charge", charge, outcome, (charge,), name)
        yield Case(
            f"{name}:what:{charge}", f"What was the verdict on the {charge} charge against {full}?", "status", charge,
            outcome, SAYINGS[outcome], name,
        )  # fmt: skip
        right = ("yes",) if outcome == "convicted" else ("no",)
        yield Case(f"{name}:was:{charge}", f"Was {full} convicted of {charge}?", "yes_no", charge, outcome, right, name)


def judge(case: Case, answer: str | None) -> str:
    """Whether an answer is "right", "declined", "wrong", or "too strong": guilt that the story does not state."""
    if answer is None:
        return "declined"
    said = answer.lower()
    if case.wants == "yes_no":
        strong = said == "yes" and case.outcome != "convicted"
        return "right" if said in case.right else "too strong" if strong else "wrong"
    if case.wants == "charge":
        strong = case.outcome == "convicted" and said != case.charge
        return "right" if said == case.charge else "too strong" if strong else "wrong"
    guilty = any(word in said.replace("not guilty", "") for word in SAYINGS["convicted"])
    if case.outcome != "convicted":
        return "too strong" if guilty else "right" if any(word in said for word in case.right) else "wrong"
    return "right" if guilty else "wrong"
