"""Whether two sentences speak of the same thing, as far as a question asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from ingest import Article, anchor_of, date_mentions
from qa.asked.question import Understood
from qa.disagreement.apart import set_apart
from qa.facts.people import last_name
from qa.facts.told import Told
from qa.language.mentions import PERSONS, Mention
from qa.language.names import names
from qa.language.senses import sense, senses
from qa.language.values import HONORIFICS
from qa.language.words import STOP_WORDS, content_words

_CLAUSE = re.compile(r"\b(?:when|after|before|during|while|as|since|because|if|until|in which|that|who|which)\b", re.I)
_COUNTED = re.compile(
    r"\bhow many (?P<nouns>(?:[\w’'-]+ ){1,4}?)(?:were|was|are|is|did|do|does|have|has|had|will|\w+ed)\b",
    re.I,
)
_DONE = re.compile(
    r"\bhow many (?:[\w’'-]+ ){1,4}?(?:(?:were|was|are|is|have been|has been|had been) (?P<verb>\w{3,})"
    r"|(?:have|has|had) (?:\w+ )?(?P<verb2>\w{3,}))\b",
    re.I,
)
_GENERAL = frozenset(
    sense(word)
    for word in (
        "many much old long far big large age year day date time number total amount how kind sort place people name "
        "became become becomes happened happen state status fate outcome latest "
        "current currently now today far report reported according say said exactly finally end"
    ).split()
) - {sense("distance")}
_TOPIC = 0.6
"""The share of the question's words, names aside, that an article must hold to be about its matter."""
_SAID = 0.6
"""The share of what the question says, and the first sentence says too, that another sentence must say."""
_REACH = 24
"""Characters before a number in which the word stands that it belongs to."""
_TOTAL = re.compile(
    r"\b(?:toll|number|count|tally|total|figure|rose|risen|rises|grown|grew|climbed|revised|raising|raised|now)\b", re.I
)
_NEAR = timedelta(days=45)
"""Articles further apart tell of one event only when the later refers to the time, or the changes, of the earlier."""
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERED = re.compile(r"\b([A-Za-z]{3,}) (\d{1,2}|[IVX]+)\b(?![.,:]\d)")
_PLACE = re.compile(r"^[^.;]{0,40}?\b(?:in|at|near|from|outside) ((?:[A-Z][\w’'-]+ ?)+)")
_ATTACHED_BEFORE = re.compile(
    r"(?P<name>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*)(?:, of [A-Z]\w+)?,? (?:\(|(?:who )?(?:is|was|turned|turns"
    r"|had been) (?:an? |now )?|an? (?:[\w’'-]+ ){0,2}|aged? |then )?$"
)
_ATTACHED_AFTER = re.compile(
    r"^(?:[\s-]years?[\s-]old)(?: (?!and\b|who\b|said\b|was\b"
    r"|for\b)[\w’'-]+){0,5}?,? (?P<name>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*)"
)
_THEN = re.compile(r"\b(?:when|at the time|then|back in|in (?:19|20)\d\d)\b", re.I)


class Matter:
    """What a question asks about: its names, the noun it counts, and what is said of them.

    Args:
        question: one that stands alone.
    """

    def __init__(self, question: Understood) -> None:
        text = question.text.partition(" (")[0] if question.before else question.text
        self._covered: dict[str, bool] = {}
        self.text = question.text
        self.names = tuple(names(question.text))
        named = {sense(word) for name in self.names for word in content_words(name)}
        counted = _COUNTED.search(text)
        self.nouns = frozenset(senses(counted["nouns"])) - named if counted else frozenset()
        main = text[: cut.start()] if (cut := _CLAUSE.search(text, 12)) else text
        self.said = senses(main) - named - _GENERAL - self.nouns
        self.verb = self._verb(text, named)
        self.topic = senses(text) - named - _GENERAL
        self._years = set(_YEARS.findall(text))
        self._numbered = {word: number for word, number in _numbered(text) if word not in STOP_WORDS}

    @staticmethod
    def _verb(text: str, named: set[str]) -> str:
        """What is said of those counted, where it follows at once: "how many people were HURT in the fire"."""
        found = _DONE.search(text)
        verb = sense(found["verb"] or found["verb2"]) if found else ""
        return "" if verb in named | _GENERAL else verb

    def covers(self, article: Article) -> bool:
        """Whether an article names everybody asked about and holds most of the question's other words."""
        known = self._covered.get(article.version)
        if known is None:
            known = self._covered[article.version] = self._covers(f"{article.headline} {article.body}")
        return known

    def _covers(self, text: str) -> bool:
        if not all(name.split()[-1].lower() in text.lower() for name in self.names if len(name.split()) < 3):
            return False  # quick: most articles name nobody asked about
        held = senses(text)
        if not all(_named(name, held) for name in self.names):
            return False
        return not self.topic or len(self.topic & held) >= _TOPIC * len(self.topic)

    def names_number(self, article: Article, mention: Mention) -> bool:
        """Whether a number belongs to a name: the question writes it after the same word, "HearthMate 200"."""
        word = re.search(r"([A-Z][\w’'-]*)[ -]$", article.body[max(0, mention.start - 40) : mention.start])
        number = article.body[mention.start : mention.end]
        return bool(word and re.search(rf"\b{re.escape(word[1])}[ -]{re.escape(number)}\b", self.text))

    def numbers_another(self, told: Told) -> bool:
        """Whether a sentence is plainly of another year or number than the question: "Season 3", asked of season 4."""
        years = set(_YEARS.findall(told.quote))
        if self._years and years and not self._years & years:
            return True
        found: dict[str, set[str]] = {}
        for word, number in _numbered(told.quote) if self._numbered else ():
            found.setdefault(word, set()).add(number)
        return any(self._numbered[word] not in found[word] for word in self._numbered.keys() & found.keys())

    def says(self, first: Told, other: Told, *, backed: bool) -> bool:
        """Whether the sentence of ``other`` says of the same things what that of ``first`` does.

        Args:
            first: the value that answers the question.
            other: another value.
            backed: whether the reader, too, takes the other for an answer.
        """
        if (
            not self._counts(other)
            or (_bare(other) and not _bare(first) and not self._totals(other))
            or _elsewhere(first, other, self.names)
            or set_apart(first, other)
            or (other.mention is not None and other.mention.kind != "date" and self.numbers_another(other))
        ):
            return False
        own, rival = senses(first.quote), senses(other.quote)
        if self.said:
            shared = self.said & own
            if self.verb in own and self.verb not in rival:
                return False
            if shared:
                share = len(shared & rival) / len(shared)
                return share >= _SAID or (backed and share >= 0.5)
            if len(self.said & rival) >= _SAID * len(self.said):
                return True
        alike = len(own & rival) / max(1, min(len(own), len(rival)))
        return alike >= (0.3 if backed else 0.5)

    def _totals(self, told: Told) -> bool:
        """Whether a number without a noun follows what is said or a total: "killed five", "the toll rose to five"."""
        before = told.article.body[told.sentence[0] : told.start]
        counted = _TOTAL.search(before) and re.search(r"\b(?:to|at|is|was|stands?|:)\s+$", before)
        return bool(counted or self.said & senses(" ".join(before[-_REACH:].split()[-3:])))

    def _counts(self, told: Told) -> bool:
        if told.mention is None or told.mention.kind != "count" or not self.nouns or not told.mention.nouns:
            return True
        own, rival = self.nouns, told.mention.nouns
        people = sense("people") in own | rival and bool(own & PERSONS) and bool(rival & PERSONS)
        return people or bool(own & rival)


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that a number follows: ("season", "4")."""
    yield from ((match[1].lower(), match[2]) for match in _NUMBERED.finditer(text))


def _bare(told: Told) -> bool:
    return told.mention is not None and told.mention.kind == "count" and not told.mention.nouns


def _named(name: str, held: set[str]) -> bool:
    """Whether a text has all words of a name, titles aside; of three or more, one may be missing."""
    own = {sense(word) for word in content_words(name) if word not in HONORIFICS}
    return len(own - held) <= (1 if len(own) > 2 else 0)


def same_event(one: Told, other: Told) -> bool:
    """Whether two articles may tell of one event, by their days and the days that the later one names."""
    if one.day is None or other.day is None or abs(one.day - other.day) <= _NEAR:
        return True
    early, late = sorted((one, other), key=lambda told: told.day or date.min)
    anchor = anchor_of(late.article)
    if anchor is None or early.day is None:
        return True
    reach = timedelta(days=10)
    return any(first - reach <= early.day <= last + reach for first, last in _days_named(late.article.body, anchor))


@lru_cache(64)
def _days_named(body: str, anchor: date) -> tuple[tuple[date, date], ...]:
    """The days, and times of up to a month, that an article names; every value of it is asked for them."""
    found = [(mention.first, mention.last) for mention in date_mentions(body, anchor)]
    return tuple((first, last) for first, last in found if last - first <= timedelta(days=31))


def owner(told: Told, ages: Sequence[Told]) -> str:
    """Whom an age is told of, as the article names them there; empty when the text leaves it open.

    Args:
        told: the age.
        ages: all ages of the same article: "the 72-year-old" is the one person whose age is told.
    """
    own = _attached(told)
    if own:
        return own
    others = sorted({name for age in ages if (name := _attached(age))}, key=len, reverse=True)
    return others[0] if others and all(one_person(others[0], name) for name in others) else ""


def one_person(one: str, other: str) -> bool:
    """Whether two names may be of one person: the last names agree, and the first ones where both are given.

    >>> one_person("Ada Lee", "Lee"), one_person("A. Lee", "Ada Lee"), one_person("Ada Lee", "Ida Lee")
    (True, True, False)
    """
    if last_name(one) != last_name(other):
        return False
    left, right = (name.rstrip(".") for name in (one.split()[0], other.split()[0]))
    return 1 in (len(one.split()), len(other.split())) or left.startswith(right) or right.startswith(left)


def of_another_time(told: Told) -> bool:
    """Whether an age is told of a time long before the article: "who was 45 when he was hired"."""
    return bool(_THEN.search(told.article.body[told.end : min(told.sentence[1], told.end + 40)]))


def _attached(told: Told) -> str:
    body, place = told.article.body, told.mention or told
    before = _ATTACHED_BEFORE.search(body[told.sentence[0] : place.start])
    if before:
        return before["name"]
    after = _ATTACHED_AFTER.match(body[place.end : told.sentence[1]])
    return after["name"] if after else ""


def _elsewhere(first: Told, other: Told, asked: tuple[str, ...]) -> bool:
    """Whether each value is followed by a place of its own: "14 in Leeds", "15 in York"."""
    places = [_PLACE.match(t.article.body[t.end : t.sentence[1]]) for t in (first, other)]
    if not places[0] or not places[1]:
        return False
    one, two = ({*found[1].split()} for found in places if found)
    known = {word for name in asked for word in name.split()}
    if one & two or one & known or two & known:
        return False
    return not any(word in first.article.body for word in two) and not any(word in other.article.body for word in one)
