"""What a question takes for granted must hold where its answer stands: names, the year, a role, the things counted."""

from __future__ import annotations

import re

from index import Hit
from qa.language.mentions import mentions
from qa.language.names import names
from qa.language.senses import senses
from qa.language.words import MONTHS_OR_DAYS, content_words, stem

_SHORT = 3
"""Names of so few letters ("US", "CDC") have other spellings too often to be missed."""
_OTHERS = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ROLES = {
    "foreman": "fore\\w+", "forewoman": "fore\\w+", "judge": "judges?|justices?|magistrates?|court",
    "lawyer": "lawyers?|attorneys?|counsel|barristers?|solicitors?|defen[cs]e",
    "attorney": "lawyers?|attorneys?|counsel|barristers?|solicitors?|defen[cs]e",
    "prosecutor": "prosecut\\w+|attorney", "captain": "captains?|skippers?", "witness": "witness\\w*|testif\\w+",
    "juror": "jurors?|jury", "mediator": "mediat\\w+", "victim": "victims?|killed|died|dead|death",
}  # fmt: skip
"""Roles that a court or an accident gives, with the words that tell of them: nobody else is the answer."""
_ASKS_ROLE = re.compile(
    r"^(?:and |but |so )?(?:who(?:m)? (?:was|is|were|are)|what (?:was|is) the name of) (?:the )?(?:\w+ )?(?P<role>"
    + "|".join(_ROLES)
    + r")\b",
    re.I,
)

_ASKS_COUNT = re.compile(
    r"\bhow many (?P<what>(?:[\w’'-]+ ){0,3}?[\w’'-]+)(?= (?:did|do|does|was|were|is|are|have|has|had|will|would|can"
    r"|could|went|took|got|of|in|on|at|for|from|to|by|across|around|during|under|this|last|the|who|that|there"
    r"|[a-z]+ed)\b|\?|$|,)",
    re.I,
)
_ANYTHING = frozenset("people persons others times things cases more".split())
"""Words that others often stand for: passengers and residents are people too."""


def named(question: str, text: str) -> bool:
    """Whether a text has the names of a question; one that is missing counts less where two others are there."""
    held = {stem(word) for word in content_words(text)}
    here = missing = 0
    for name in names(question):
        telling = [word for word in content_words(name) if len(word) > _SHORT and not MONTHS_OR_DAYS.fullmatch(word)]
        own = {stem(word) for word in telling if not re.search(r"\d", word)}
        if own:
            here, missing = here + bool(own & held), missing + (not own & held)
    return not missing or here >= _OTHERS


def of_the_year(question: str, hit: Hit) -> bool:
    """Whether an article is of the year that a question names, or of the one after, or mentions it."""
    day = hit.article.published_day
    text = f"{hit.article.headline} {hit.article.body}"
    return all(year in text or day is None or int(year) in (day.year, day.year - 1) for year in _YEAR.findall(question))


def in_role(question: str, headline: str, sentence: str) -> bool:
    """Whether a sentence, or its headline, speaks of the role that a question asks for."""
    asked = _ASKS_ROLE.search(question)
    return asked is None or bool(re.search(rf"\b(?:{_ROLES[asked['role'].lower()]})\b", f"{headline} {sentence}", re.I))


def counts(question: str, body: str, sentence: tuple[int, int], span: tuple[int, int]) -> bool:
    """Whether a number counts what "how many" asks for, has no noun itself, or stands in a sentence with that noun."""
    asked = _ASKS_COUNT.search(question)
    if asked is None or asked["what"].split()[-1].lower() in _ANYTHING:
        return True
    wanted = senses(asked["what"].split()[-1])
    if not wanted:
        return True
    numbers = (one for one in mentions(body, *sentence, None) if one.start < span[1] and one.end > span[0])
    counted = next((one.nouns for one in numbers if one.kind == "count" and one.nouns), wanted)
    return bool(wanted & (counted | senses(body[slice(*sentence)])))
