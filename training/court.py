"""Made-up court reports to practise on: several charges, a different end for each, and people who are not the accused.

A reader trained on encyclopaedias takes the nearest charge for the one that was asked about. These reports hold every
word of the question near several candidates, so that only the sentence's own claim decides. Names and cases are drawn
from lists; nothing is taken from real reports.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.examples import Example

_FIRST = (
    "Adam Brenda Carl Dana Edwin Fiona Gavin Hilda Ivan Joan Keith Lorna Marco Nadia Oscar Paula Ramon Sheila "
    "Tomas Ursula Victor Wanda Yusuf Zoe Andre Bridget Colin Denise Ernesto Farah Grant Ingrid Jamal Katya Leon "
    "Miriam Nigel Olga"
).split()
_LAST = (
    "Abbott Barros Calloway Deng Eriksen Fontaine Grady Hollis Ibarra Jansen Kowalski Lindgren Mbeki Novak Ogden "
    "Pruitt Quintero Rosales Sandoval Thackeray Underhill Vasquez Whitlock Yarrow Zimmer Ashdown Bellamy Corrigan "
    "Dufour Ellery"
).split()
_PLACES = (
    "Brookfield Carver County|Dunmore|Eastvale|Fairhaven|Granite Falls|Hartwell|Inverness County|Kingsbridge|"
    "Lakeport|Millbrook|Northgate|Oakhurst County|Pinedale|Redwater|Stonebridge|Tidewater County|Westbury"
).split("|")
_CHARGES = (
    "first-degree murder|second-degree murder|manslaughter|vehicular homicide|attempted murder|aggravated assault|"
    "second-degree assault|simple assault|armed robbery|second-degree robbery|kidnapping|unlawful imprisonment|"
    "arson|burglary|grand larceny|petty theft|embezzlement|wire fraud|mail fraud|bank fraud|securities fraud|"
    "tax evasion|money laundering|bribery|extortion|perjury|witness tampering|obstruction of justice|forgery|"
    "identity theft|drug possession|drug trafficking|illegal possession of a firearm|reckless endangerment|"
    "child endangerment|stalking|harassment|third-degree sexual assault|first-degree sexual assault|sexual abuse|"
    "criminal trespass|conspiracy|racketeering|insider trading|official misconduct|"
    "leaving the scene of an accident|driving while intoxicated"
).split("|")
# How a report tells the end of one or two charges: {who} is the accused, {x} a charge, {y} another with the same end.
_TOLD: dict[str, tuple[str, ...]] = {
    "convicted": (
        "The jury found {who} guilty of {x}.", "Jurors convicted {who} of {x}.", "{who} was convicted of {x}.",
        "A guilty verdict was returned on the charge of {x}.", "On the count of {x}, the verdict was guilty.",
        "The panel returned a conviction for {x}.", "{who} was found guilty on the {x} count.",
    ),
    "acquitted": (
        "{who} was acquitted of {x}.", "The jury cleared {who} of {x}.", "Jurors found {who} not guilty of {x}.",
        "An acquittal was returned on the charge of {x}.",
        "{who} walked away from the {x} charge with a not-guilty verdict.",
        "On {x}, the verdict was not guilty.", "The panel acquitted {who} on the {x} count.",
    ),
    "mistrial": (
        "The judge declared a mistrial on the charge of {x}.",
        "Jurors could not agree on {x}, and a mistrial followed.",
        "The jury deadlocked on the {x} charge.", "The {x} count ended in a mistrial.",
        "On {x} the panel was hung after days of talks.",
        "No verdict was reached on {x}, forcing a mistrial on that count.",
    ),
    "dismissed": (
        "The charge of {x} was dismissed before the trial.", "Prosecutors dropped the {x} charge.",
        "The judge threw out the {x} count for lack of evidence.", "A count of {x} was withdrawn in the spring.",
        "The {x} charge had been dismissed at an earlier hearing.",
    ),
    "pleaded": (
        "{who} pleaded guilty to {x}.", "{who} had earlier admitted {x}.", "A guilty plea was entered on {x}.",
        "Before the trial opened, {who} entered a plea of guilty to {x}.",
    ),
}  # fmt: skip
_ASKED: dict[str, tuple[str, ...]] = {
    "convicted": (
        "What was {who} convicted of?",
        "Which charge was {who} found guilty of?",
        "On which count did the jury convict {who}?",
        "Which charge brought a guilty verdict?",
    ),
    "acquitted": (
        "What was {who} acquitted of?",
        "Of which charge was {who} cleared?",
        "On which count was {who} found not guilty?",
        "Which charge ended in an acquittal?",
    ),
    "mistrial": (
        "Which charge ended in a mistrial?",
        "On which count did the jury deadlock?",
        "On what charge could jurors not reach a verdict?",
        "Which count left the jury hung?",
    ),
    "dismissed": (
        "Which charge against {who} was dropped?",
        "Which count was dismissed?",
        "What charge did the judge throw out?",
    ),
    "pleaded": (
        "What did {who} plead guilty to?",
        "Which charge did {who} admit?",
    ),
}  # fmt: skip
_WHO: dict[str, tuple[str, ...]] = {
    "convicted": ("Who was convicted of {x}?", "Who was found guilty of {x}?"),
    "acquitted": ("Who was acquitted of {x}?", "Who was cleared of {x}?"),
    "pleaded": ("Who pleaded guilty to {x}?",),
}
_OPENINGS = (
    "{place} — A jury returned a split verdict on {day} in the trial of {who}, {age}.",
    "The trial of {who}, a {age}-year-old from {place}, came to an end on {day}.",
    "After {days} days of testimony, jurors in {place} reached a decision on {day} in the case against {who}.",
    "{who}, {age}, stood silent on {day} as a clerk in {place} read the jury's findings.",
)
_ROLES = (
    ("judge", "Judge {name} presided over the trial.", "Who presided over the trial of {who}?"),
    ("judge", "Judge {name} set a hearing for the following month.", "Which judge set a hearing?"),
    ("prosecutor", "Prosecutor {name} said the office would review its next step.", "Who prosecuted {who}?"),
    ("lawyer", "{name}, who defended {who}, said an appeal was being prepared.", "Who defended {who}?"),
    ("witness", "The main witness, {name}, told the court of the night in question.", "Who was the main witness?"),
    ("officer", "Detective {name} had led the investigation.", "Who led the investigation?"),
)
_SENTENCES = ("{who} faces up to {years} years in prison.", "{who} was sentenced to {years} years in prison.")


@dataclass(frozen=True)
class _Case:
    who: str
    short: str
    ends: dict[str, str]
    roles: dict[str, str]
    text: str
    rest: tuple[str, ...]


def court_reports(count: int, seed: int) -> list[Example]:
    """Questions over made-up court reports, about one in three of them unanswerable.

    Args:
        count: how many reports to write; each is asked four questions.
        seed: makes them repeatable.
    """
    chance = random.Random(seed)
    found: list[Example] = []
    for number in range(count):
        case = _write(chance)
        asked = [_ask(case, chance), _ask(case, chance), _ask_person(case, chance), _ask_in_vain(case, chance)]
        for place, (question, answer) in enumerate(asked):
            start = case.text.find(answer) if answer else -1
            spans = ((start, start + len(answer)),) if start >= 0 else ()
            found.append(Example(f"court-{number}-{place}", "court", question, case.text, spans, "court"))
    return found


def _write(chance: random.Random) -> _Case:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    who, place = f"{first} {last}", chance.choice(_PLACES)
    charges = chance.sample(_CHARGES, 4)
    ends = dict(zip(chance.sample(sorted(_TOLD), 3), charges, strict=False))
    day = chance.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
    opening = chance.choice(_OPENINGS).format(
        who=who, place=place, day=day, age=chance.randint(19, 81), days=chance.randint(3, 30)
    )
    told = [
        chance.choice(_TOLD[end]).format(who=chance.choice((last, last, "the defendant")), x=x)
        for end, x in ends.items()
    ]
    roles: dict[str, str] = {}
    others = []
    for role, sentence, _ in chance.sample(_ROLES, 3):
        if role not in roles:
            roles[role] = f"{chance.choice(_FIRST)} {chance.choice([n for n in _LAST if n != last])}"
            others.append(sentence.format(name=roles[role], who=last))
    if chance.random() < 0.5:
        others.append(chance.choice(_SENTENCES).format(who=last, years=chance.randint(2, 40)))
    if chance.random() < 0.4:
        told = [_joined(told[:2]), *told[2:]]
    for sentence in others:
        told.insert(chance.randint(0, len(told)), sentence)
    text = " ".join(s[0].upper() + s[1:] for s in [opening, *told])
    return _Case(who, last, ends, roles, text, tuple(charges[len(ends) :]))


def _joined(sentences: list[str]) -> str:
    first, second = sentences
    second = second if second.split()[0].istitle() and second.split()[0] in _LAST else second[0].lower() + second[1:]
    return f"{first[:-1]}, while {second}"


def _ask(case: _Case, chance: random.Random) -> tuple[str, str]:
    end = chance.choice(sorted(case.ends))
    return chance.choice(_ASKED[end]).format(who=chance.choice((case.who, case.short))), case.ends[end]


def _ask_person(case: _Case, chance: random.Random) -> tuple[str, str]:
    known = [(q, role) for role, _, q in _ROLES if role in case.roles]
    ends = [end for end in sorted(case.ends) if end in _WHO]
    if ends and chance.random() < 0.5:
        end = chance.choice(ends)
        return chance.choice(_WHO[end]).format(x=case.ends[end]), case.who
    question, role = chance.choice(known)
    # Two sentences share the judge; only what the report tells of the role is asked.
    if role == "judge":
        question = "Who was the judge?"
    return question.format(who=case.short), case.roles[role]


def _ask_in_vain(case: _Case, chance: random.Random) -> tuple[str, str]:
    absent = [end for end in sorted(_ASKED) if end not in case.ends]
    other = chance.choice(sorted(case.roles.values()))
    end = chance.choice(sorted(case.ends))
    wrong_end = chance.choice([e for e in sorted(_WHO) if e != end] or ["convicted"])
    choices = [
        chance.choice(_ASKED[chance.choice(absent)]).format(who=case.short),
        chance.choice(_ASKED[end][:1]).format(who=other) if end in ("convicted", "acquitted", "pleaded") else "",
        chance.choice(_WHO[wrong_end]).format(x=case.ends[end]),
        f"Who was convicted of {case.rest[0]}?",
        f"When was {case.short} acquitted of {case.rest[0]}?",
        f"Why was {other} arrested?",
    ]
    return chance.choice([c for c in choices if c]), ""
