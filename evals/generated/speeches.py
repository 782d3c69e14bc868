"""140 generated paragraphs that quote somebody: attribution before, after and inside the words, by name or pronoun.

Every paragraph names other people too, whom a careless reader would take for the speaker.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import Article

_FIRST = "Oriel Magnus Tamar Edgar Linnea Rufus Bettina Hakon Perpetua Silas Anwen Cosimo Dorothea Ephraim".split()
_LAST = (
    "Ashdown Brockway Cavendry Dunleavy Eastlake Fairbrass Grimshaw Holloway Ingersoll Jessup Lockhart Mayhew".split()
)
_OFFICE = "Councilwoman,Mayor,Judge,Sheriff,Fire Chief,Dr.,Sgt.,City Engineer,District Attorney".split(",")
_ROLE = (
    "a retired welder", "the harbor master", "the union’s president", "a spokeswoman for the Tarn Authority",
    "the chief executive of Pellworth Foods", "her lawyer", "the school’s principal", "an analyst at Brace & Cole",
)  # fmt: skip
_WORDS = (
    "We counted every crate twice", "Nobody asked the people who live here", "The roof was gone before the siren",
    "I would sign it again tomorrow", "That pipe is older than the town", "You could hear the ice from the road",
    "There is no second plan", "They paid for a bridge and got a bill", "I have never seen the river so low",
    "The numbers do not lie but they do whisper",
)  # fmt: skip
_MORE = (
    "And nobody thanked us", "It took four minutes", "We will be back on Monday", "The rest is paperwork",
    "My father said the same",
)  # fmt: skip
_MATTER = (
    "the closing of the Mill Street depot", "the new water rates", "the flood at Harrow Lock", "the school merger",
    "the sale of the ferry",
)  # fmt: skip

FORMS: tuple[tuple[str, bool], ...] = (
    ("“{words},” said {name}, {age}.", True),
    ("“{words},” said {office} {name}, who had met {other} in the morning.", True),
    ("“{words},” {office} {name} said after a meeting with {other}. “{more}.”", True),
    ("{office} {name} said: “{words}.”", True),
    ("{name}, {role}, told {other} that the matter was closed. “{words},” {last} said.", True),
    ("“{words},” said {role}, {name}, {age}. “{more}.”", True),
    ("According to {name}, {role}, “{lower}.”", True),
    ("{office} {name} called it a mistake. “{words},” {pronoun} said. “{more}.”", True),
    ("{other}’s lawyer, {name}, said the case was weak. “{words},” {last} told reporters.", True),
    ("“{words},” {last} said on Friday, after {other} had spoken. {name}, {age}, has lived there since 1990.", True),
    ("The report praised {other}, but {role}, {name}, testified that “{lower}.”", True),
    ("{office} {name} warned that “{lower},” and {other} nodded.", True),
    ("Asked about {other}, {name} said, “{words}.”", True),
    ("Standing beside {other}, {office} {name} insisted that “{lower}.”", True),
)
"""Ways of quoting; each is told ten times, with other names and words."""
TRAPS: tuple[str, ...] = (
    "{office} {name} met {other} on Monday. “{words},” {pronoun} said.",
    "{other}’s novel, “{words},” sold well, said no one in {last}’s shop.",
    "“{words},” read the sign above the door that {name} and {other} had painted.",
)
"""Ways in which nobody is plainly named: to name anybody but ``name`` is wrong, to name nobody is right."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Words in an article, who says them, and whether the paragraph tells plainly."""

    article: Article
    words: str
    speaker: str
    plain: bool


def speeches(seed: int = 5) -> Iterator[Speech]:
    """The plain ones first, ten of each form, then ten of each trap."""
    chance = random.Random(seed)
    for plain, forms in ((True, [form for form, _ in FORMS]), (False, list(TRAPS))):
        for place, form in enumerate(forms):
            for telling in range(10):
                yield _told(f"{'plain' if plain else 'trap'}-{place}-{telling}", form, plain, chance)


def _told(name: str, form: str, plain: bool, chance: random.Random) -> Speech:
    first, stranger = chance.sample(_FIRST, 2)
    last, alien = chance.sample(_LAST, 2)
    words = chance.choice(_WORDS)
    whole = f"{first} {last}"
    told = form.format(
        words=words, lower=words if words.startswith("I ") else words[0].lower() + words[1:],
        more=chance.choice(_MORE),
        name=whole, last=last, other=f"{stranger} {alien}", office=chance.choice(_OFFICE), role=chance.choice(_ROLE),
        age=chance.randint(19, 88), pronoun=chance.choice(["he", "she"]),
    )  # fmt: skip
    if chance.random() < 0.5:
        told = told.replace("“", '"').replace("”", '"')
    matter = chance.choice(_MATTER)
    body = f"AMBERLEY -- Residents met on Thursday over {matter}.\n\n{told}\n\nThe council will vote in May."
    article = Article(
        id=name, headline=f"Residents meet over {matter}", body=body, published_at="2024-03-01", source="Gazette",
        id_given=True,
    )  # fmt: skip
    said = words if words in told else words[0].lower() + words[1:]
    return Speech(article, said, whole, plain)
