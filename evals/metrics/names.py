"""Names of people in short answers: the family name must be the same, the rest must not contradict."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TITLE_WORDS = """
    mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep representative gov governor president vice
    prime minister king queen prince princess pope judge justice justices gen general col colonel capt captain lt
    lieutenant sgt sergeant officer chief secretary mayor attorney rev reverend father sister former then us u.s the
    chancellor ambassador coach director ceo chairman chairwoman
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_PARTICLE_WORDS = "de da di del della von van der den la le al bin ibn dos du"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SHORT = {
    "joe": "joseph", "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "jim": "james",
    "jimmy": "james", "tom": "thomas", "mike": "michael", "dick": "richard", "rick": "richard", "dan": "daniel",
    "dave": "david", "ed": "edward", "ted": "edward", "kate": "katherine", "liz": "elizabeth", "beth": "elizabeth",
    "sam": "samuel", "steve": "steven", "stephen": "steven", "tony": "anthony", "andy": "andrew", "alex": "alexander",
    "ben": "benjamin", "chris": "christopher", "nick": "nicholas", "matt": "matthew", "pat": "patrick", "sue": "susan",
    "meg": "margaret", "maggie": "margaret", "jen": "jennifer", "ron": "ronald", "don": "donald", "ken": "kenneth",
    "greg": "gregory", "jeff": "jeffrey", "larry": "lawrence", "chuck": "charles", "charlie": "charles",
}  # fmt: skip
_WHO = re.compile(r"\b(?:who|whose|whom|which (?:man|woman|person|actor|actress|singer|politician|senator))\b", re.I)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?")


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in its parts, lower case and without accents."""

    given: tuple[str, ...]
    family: str
    suffix: str = ""

    def agrees(self, other: Person) -> bool:
        """Same family name; given names that do not contradict (initials and short forms agree); no other suffix."""
        if self.family != other.family:
            return False
        if self.suffix and other.suffix and self.suffix != other.suffix:
            return False
        return not self.given or not other.given or _same_given(self.given[0], other.given[0])


def _same_given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _SHORT.get(one, one) == _SHORT.get(other, other)


def is_person(gold: str, question: str) -> bool:
    """Whether a gold answer is to be judged as a name: the question asks who, and it is one to five capitalised words.

    >>> is_person("Elizabeth Holmes", "Who founded Theranos?")
    True
    """
    words = _WORD.findall(gold)
    named = [word for word in words if word.lower() not in _PARTICLES and word.rstrip(".").lower() not in _TITLES]
    capitalised = all(word[0].isupper() for word in named)
    return bool(_WHO.search(question)) and 1 <= len(named) <= 5 and capitalised and not re.search(r"\d|\band\b|,", gold)


def people(text: str) -> list[Person]:
    """Every run of capitalised words as a name; titles are left out.

    >>> people("former President Joe Biden Jr.")
    [Person(given=('joe',), family='biden', suffix='jr')]
    """
    runs: list[list[str]] = [[]]
    end = 0
    for match in _WORD.finditer(text):
        word = _plain(match.group())
        joined = not re.search(r"[,;:()]", re.sub(r",\s*(?=[JS]r\b)", " ", text[end : match.start() + 2]))
        if not joined:
            runs.append([])
        end = match.end()
        if not match.group()[0].isupper() and word not in _PARTICLES:
            runs.append([])
        elif word not in _TITLES:
            runs[-1].append(word)
    return [person for run in runs if (person := _person(run))]


def _person(run: list[str]) -> Person | None:
    words = [word for word in run if word not in _SUFFIXES]
    while words and words[0] in _PARTICLES:
        words = words[1:]
    suffix = next((_SUFFIXES[word] for word in run if word in _SUFFIXES), "")
    return Person(tuple(words[:-1]), words[-1], suffix) if words else None


def _plain(word: str) -> str:
    word = re.sub(r"['’]s$", "", word)
    flat = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).lower().rstrip(".").replace("’", "'")


def score(prediction: str, gold: str, question: str) -> float | None:
    """1.0 when the prediction names the gold answer's person and joins no other person to it; None when not a name."""
    if not is_person(gold, question):
        return None
    wanted = people(gold)
    if not wanted:
        return None
    found = people(prediction)
    named = all(any(other.agrees(person) for other in found) for person in wanted)
    strangers = [other for other in found if other.given and not any(other.agrees(person) for person in wanted)]
    joined = strangers and re.search(r"\b(?:and|or)\b|,", prediction)
    return float(named and not joined)
