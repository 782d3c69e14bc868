"""Comparisons: two questions of one kind are asked, and their values, each cited, are set side by side.

Where one side has no answer, the reply says which, and gives the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from qa.answer import Answer, Citation
from qa.answers.compose import Composed, Correction, flat
from qa.language.values import amounts
from qa.language.words import content_words, coverage, stem
from qa.timeline import Event

_ABOUT = 0.5
"""The sentence that gives a side's value, with its headline, has this share of the words that name the side."""
_LEAD = r"^(?:and |but |so )?"
_LESS = (
    r"fewer|less|smaller|lower|shorter|cheaper|younger|slower|fewest|least|smallest|lowest|shortest|cheapest|youngest"
)
_MORE = (
    r"more|larger|bigger|greater|higher|longer|older|taller|deeper|heavier|costlier|faster|most|largest|biggest|greatest"
    r"|highest|longest|oldest|tallest|deepest|heaviest"
)
_EARLY = r"earlier|first|sooner|earliest"
_LATE = r"later|last|latest|more recent(?:ly)?"
_WHEN = re.compile(
    rf"{_LEAD}(?:which|what|who) (?:event )?(?:came|happened|was|occurred|began|started|opened|took place|ended|is)"
    rf"(?: the)? (?:(?P<early>{_EARLY})|(?P<late>{_LATE})),? (?P<one>.+?),? or (?P<other>.+?)\??$",
    re.I,
)
_DID_BEFORE = re.compile(
    rf"{_LEAD}(?:did (?P<one>.+?) (?:happen|come|occur|begin|start|take place)"
    r" (?:(?P<early>before|earlier than)|(?P<late>after|later than)) (?P<other>.+?))\??$",
    re.I,
)
_WHICH = re.compile(
    rf"{_LEAD}(?P<ask>which|who|what)(?: (?!is|was|were|are|had|has|got|did)\w+)? (?P<verb>[\w ]{{2,30}}?) "
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?: (?P<noun>(?!or\b)\w+(?: \w+)?))?[,:]? "
    r"(?P<one>[^,]+?),? or (?P<other>.+?)\??$",
    re.I,
)
_THAN = re.compile(
    rf"{_LEAD}(?P<verb>(?P<do>did|does|do|has|had)|was|were|is|are) (?P<one>.+?) (?(do)(?P<does>\w+ ))"
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?: (?P<noun>\w+(?: \w+)?))? than (?P<other>.+?)\??$",
    re.I,
)
_HOW = {
    "long": "longer longest shorter shortest", "old": "older oldest younger youngest", "tall": "taller tallest",
    "deep": "deeper deepest", "expensive": "cheaper cheapest costlier", "fast": "faster slower",
    "high": "higher highest lower lowest", "heavy": "heavier heaviest",
    "large": "larger largest bigger biggest greater greatest smaller smallest",
}  # fmt: skip
_ROOT = 5
_NOT_DONE = re.compile(r"^(?:he|she|it|they|that|this|the other)$", re.I)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, and how they are compared: by their answers to ``questions``, or by their days where it has none."""

    one: str
    other: str
    questions: tuple[str, str] | None
    more: bool
    """Whether the larger, or later, of the two is asked for."""
    closed: bool
    """Whether yes or no is asked: is ``one`` the larger?"""

    @property
    def sides(self) -> tuple[str, str]:
        """The two things compared, as the question calls them."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Side:
    """What was found for a side: its value as a number that sorts, in words, with the sentence that gives it."""

    value: float
    unit: str
    words: str
    citation: Citation


def taken_apart(question: str) -> Comparison | None:
    """The comparison that a question asks for; None when it asks for none."""
    text = question.strip()
    when = _WHEN.search(text) or _DID_BEFORE.search(text)
    if when:
        closed = when.re is _DID_BEFORE
        made = Comparison(_bare(when["one"]), _bare(when["other"]), None, bool(when["late"]), closed)
        return made if _comparable(made) and (not closed or not re.search(r"\b(?:19|20)\d\d\b", made.other)) else None
    match = _WHICH.search(text) or _THAN.search(text)
    if match is None:
        return None
    closed = match.re is _THAN
    one, other = _bare(match["one"]), _bare(match["other"])
    asked = tuple(_side_question(match, side, closed=closed) for side in (one, other))
    made = Comparison(one, other, (asked[0], asked[1]), bool(match["more"]), closed)
    return made if _comparable(made) else None


def of_answer(side: str, answer: Answer) -> Side | None:
    """The value of a side's answer; None where there is none, no number in it, or its sentence is of something else."""
    if answer.answer is None or not answer.citations:
        return None
    cited, found = answer.citations[0], amounts(answer.answer)
    if not found or coverage(side, f"{cited.headline} {cited.quote}") < _ABOUT:
        return None
    return Side(found[0][0], found[0][1], answer.answer, cited)


def of_events(side: str, events: Sequence[Event]) -> Side | None:
    """The day of a side: that of the first event whose sentence, or headline, has all of its words."""
    wanted = {stem(word) for word in content_words(side)}
    for event in events:
        cited = event.citations[0]
        have = {stem(word) for word in content_words(f"{cited.quote} {cited.headline}")}
        if wanted and all(word in have or any(_akin(word, own) for own in have) for word in wanted):
            return Side(float(event.first.toordinal()), "day", _day(event.first), cited)
    return None


def decided(asked: Comparison, found: tuple[Side | None, Side | None]) -> Composed | Correction:
    """The comparison in words, both values cited; or which side is missing, with what there is of the other."""
    one, other = found
    if one is None or other is None:
        return _incomplete(asked, found)
    if one.unit != other.unit:
        return Correction(
            f"The archive gives {one.words} for {asked.one} [1] and {other.words} for {asked.other} [2], which are not "
            "of one kind.",
            _numbered([one, other]),
        )
    told = f"{_capital(asked.one)}: {one.words} [1]; {asked.other}: {other.words} [2]."
    text = f"{told} {flat(one.citation.quote)} [1] {flat(other.citation.quote)} [2]"
    if one.value == other.value:
        verdict = "No" if asked.closed else "neither"
    elif asked.closed:
        verdict = "Yes" if (one.value > other.value) == asked.more else "No"
    else:
        verdict = asked.one if (one.value > other.value) == asked.more else asked.other
    return Composed(verdict, f"{_capital(verdict)}. {text}", _numbered([one, other]))


def answer(
    question: str, ask: Callable[[str], Answer], events: Callable[[str], Sequence[Event]]
) -> Composed | Correction | None:
    """Answer a comparison by asking for each side; None when the question is none.

    Args:
        question: one that stands alone.
        ask: answers a question about one side.
        events: the dated events of a matter, oldest first.
    """
    asked = taken_apart(question)
    if asked is None:
        return None
    if asked.questions:
        one, other = (
            of_answer(side, ask(question)) for side, question in zip(asked.sides, asked.questions, strict=True)
        )
    else:
        one, other = (of_events(side, events(side)) for side in asked.sides)
    return decided(asked, (one, other))


def _incomplete(asked: Comparison, found: tuple[Side | None, Side | None]) -> Correction:
    missing = [side for side, value in zip(asked.sides, found, strict=True) if value is None]
    have = [(side, value) for side, value in zip(asked.sides, found, strict=True) if value is not None]
    what = "a value" if asked.questions else "a day"
    message = f"The two cannot be compared: no passage plainly gives {what} for {' or '.join(missing)}."
    if have:
        side, value = have[0]
        message += f" For {side} it is {value.words} [1]."
        return Correction(message, _numbered([value]))
    return Correction(message, [])


def _numbered(sides: Sequence[Side]) -> list[Citation]:
    return [side.citation.model_copy(update={"n": n}) for n, side in enumerate(sides, start=1)]


def _side_question(match: re.Match[str], side: str, *, closed: bool) -> str:
    """The question for one side's value: "how many votes did X get?", "how long was X?"."""
    noun = match["noun"] or ""
    degree = (match["more"] or match["less"]).lower()
    if noun and degree in ("more", "most", "fewer", "fewest", "less", "least"):
        verb = (match["does"] or "have").strip() if closed else match["verb"].split()[-1]
        return f"How many {noun} did {side} {_present(verb)}?"
    how = next((how for how, degrees in _HOW.items() if degree in degrees.split()), "much")
    verb = match["verb"].split()[-1].lower()
    return f"How {how} {verb if verb in ('was', 'is', 'were', 'are') else 'was'} {side}?"


_BASES = {"got": "get", "won": "win", "had": "have", "has": "have", "took": "take", "lost": "lose", "paid": "pay"}


def _present(verb: str) -> str:
    verb = verb.lower()
    return _BASES.get(verb, re.sub(r"(?<=[^e])ed$", "", verb))


def _bare(side: str) -> str:
    return side.strip(" ,?.")


def _comparable(made: Comparison) -> bool:
    return all(content_words(side) and not _NOT_DONE.match(side) for side in made.sides)


def _akin(one: str, other: str) -> bool:
    """Whether two stems are of one word: "indictment", "indict"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _ROOT and long.startswith(short)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
