"""Follow-up questions made to stand alone, by rules: names, things, charges, dates and the subject are carried over.

A question that needs nothing from before is left exactly as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from qa.answer import Turn
from qa.asked.when import when
from qa.language import outcomes
from qa.language.names import names
from qa.language.words import content_words

Covers = Callable[[str, str], float]
"""How much of a question's wording the evidence for an earlier question holds, 0 to 1."""

_MOST_TURNS = 12
"""A follow-up leans on what was just said; what lies further back than this is not looked at."""
_RECENT = 4
_COVERED = 0.5
"""A question without a name goes on with the matter when the evidence of the turn before holds so much of its words."""
_MOST_ANSWER_WORDS = 12
_LEAD = re.compile(r"^(?:(?:and|but|so|ok|okay|well|then|also|thanks|thank you|no|sorry)\b[,.!]?\s+)+(?=\S)", re.I)
_MEANT = re.compile(
    r"^(?:no\W+|sorry\W+)?(?:i\s+(?:meant?|was asking about|am asking about))\s+(?P<rest>.+?)\s*[?.]*$", re.I
)
_INSTEAD = re.compile(r"^(?:and|but|so)?\s*(?:(?:what|how) about|and)\s+(?P<rest>.+?)\s*\??$", re.I)
_ASKS = re.compile(
    r"^(?:who(?:m|se)?|when|where|why|how|which|what|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"
    r"|(?:in|on|at|by|for|to|of|from|under|with|after|before)\s+(?:what|which|whom?|how))\b",
    re.I,
)
_PERSON = re.compile(r"\b(he|she|him|his|her|hers)\b", re.I)
_THING = re.compile(r"\b(it|its)\b", re.I)
_GROUP = re.compile(r"\b(they|them|their|theirs)\b", re.I)
_POINTER = re.compile(
    r"\b(that|this|there|then|those|these"
    r"|the (?:other|others|same|latter|former|second|third|fourth|first)(?: ones?)?)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?P<which>(?:the )?(?:other|others|second|third|fourth|first|last|remaining|rest)|which|any other)"
    r"(?P<one>\s+ones?\b)?(?=\W|$)",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MARK = re.compile(r"\[\d+\]")
# "That" and "there" often only join clauses ("said that", "is there"); alone they say nothing of what came before.
_JOINING = re.compile(
    r"\b(?:\w+(?:ed|es|s|id|y)\s+that\s+\w|(?:is|are|was|were)\s+there\b|in that\b"
    r"|\w+\s+that\s+(?:is|are|was|were|has|have|had|will)\b)",
    re.I,
)
_ORDINAL_OWN = re.compile(r"\bthe (?:first|second|third|fourth)\s+(?!ones?\b)\w+\s+\w", re.I)
_PREPOSITION = r"(?:of|in|for|at|by|on|with|from|to|against|about)"
_RUN = rf"(?:(?!{_PREPOSITION}\b)[\w’'$%.-]+\s*)+"
_PHRASE = re.compile(rf"(?P<word>{_PREPOSITION})\s+{_RUN}$", re.I)
_HEAD = re.compile(r"\b(?:which|what|how many)\s+(?:(?:of the|other|more)\s+)?(?P<noun>[a-z][\w’'-]+)", re.I)
_NOUN = re.compile(
    r"\b(?:charge|count|trial|verdict|candidate|crash|recall|bridge|report|bank|species|storm|strike)s?\b", re.I
)
_ANYONE = frozenset("anyone anybody someone somebody anything something else".split())
_NO_ANSWER = re.compile(r"\b(?:does not say|do not|cannot|can't|sorry|no passage|too thin)\b", re.I)
_NEXT = re.compile(
    r"\b(?:when|now|then|later|next|after\w*|before|since|today|current\w*|eventually|finally|still|ever|in the end"
    r"|so far)\b",
    re.I,
)
_PRESENT = re.compile(r"\b(?:is|are|does|do|has|have|will)\b", re.I)
_ANY_DAY = date(2999, 12, 31)
"""Where only the words of a date matter."""
_DATE_LEAD = re.compile(r"\b(?:in|on|during|since|between|from|as of|by)\s+(?:the\s+)?(?:\w+\s+of\s+)?\Z", re.I)
_BELONGING = re.compile(r"\b(?:in|at|near|from|to|on|of)\s+(?:the\s+)?\Z", re.I)
_PLACED = re.compile(r"\b(?:in|at|near|from|to)\s+(?:the\s+)?\Z", re.I)
_BODY = re.compile(
    r"\b(?:Bank|Savings|Court|Courts|Board|University|County|Bridge|Street|Prize|Hospital|Supreme|Wire|Courier|Company"
    r"|Council|Theater|Theatre|Hotel|School|Library|Cup|Marathon|Port|Lake|River|City|Point|Falls|Authority|Products"
    r"|Chemical|Park|Gallery|Union|Commission|Department|Party|Inc|Corp|Ltd|League|Storm|Route|Local)\b"
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands alone; ``before`` is the (standalone) question that it was completed from, if any."""

    text: str
    before: str = ""


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question with what it leaves out filled in from the turns before; itself when it stands alone."""
    return resolve(question, history).text


def resolve(question: str, history: Sequence[Turn], covers: Covers | None = None) -> Resolved:
    """Complete a question from the turns before it.

    Args:
        question: as typed.
        history: earlier turns, oldest first.
        covers: tells whether a question without any name ("who was the judge?") is still about the matter before;
            without it only its wording decides.

    Returns:
        The question itself, with no ``before``, when it stands alone or begins another topic.
    """
    earlier = [turn for turn in history if turn.content.strip()][-2 * _MOST_TURNS :]
    found = Resolved("")
    answer = ""
    for place, turn in enumerate(earlier):
        if turn.role == "user":
            recent = covers if place >= len(earlier) - _RECENT else None
            found = _complete(turn.content.strip(), found.text, answer, recent)
            answer = ""
        else:
            said = " ".join(_MARK.sub("", turn.content.split("\n\n")[0]).split())
            answer = said if len(said.split()) <= 60 else ""
    return _complete(question, found.text, answer, covers)


def _complete(question: str, before: str, answer: str, covers: Covers | None) -> Resolved:
    if not before:
        return Resolved(question)
    text = _completed(question, before, answer, covers)
    return Resolved(text, before) if text != question else Resolved(question)


def _completed(question: str, before: str, answer: str, covers: Covers | None) -> str:
    meant = _MEANT.match(question)
    if meant:
        rest = meant["rest"]
        whole = _ASKS.match(rest) and (names(f"x {rest}") or len(content_words(rest)) >= 4)
        return f"{rest}?" if whole else _substitute(rest, before, answer)
    instead = _INSTEAD.match(question)
    if instead and not _ASKS.match(instead["rest"]):
        return _substitute(instead["rest"], before, answer)
    bare = _LEAD.sub("", question)
    own = names(f"x {bare}" if not _ASKS.match(bare) else bare)
    pronoun = _PERSON.search(bare)
    if pronoun and not _people(bare[: pronoun.start()]):
        person = _person(before, answer)
        if person:
            return _timed(_put(bare, _PERSON, person), before)
    thing = _THING.search(bare)
    if thing and not own:
        named = _named_thing(before, answer)
        if named:
            return _timed(_put(bare, _THING, named), before)
    if own:
        return question
    if _OTHER.search(bare) and (noun := _noun(before)):
        bare = _OTHER.sub(
            lambda m: f"{_singled(m['which'])} {noun}" if m["one"] or _ends(bare, m) else m[0], bare, count=1
        )
    leans = thing or _GROUP.search(bare) or (_POINTER.search(bare) and not _JOINING.search(bare) and not _full(bare))
    few = len([word for word in content_words(bare) if word not in _ANYONE])
    joined = bare != question  # "And ...", or "the other one"
    if leans or few <= 1 or (joined and few <= 4) or (few <= 3 and not _ASKS.match(bare)):
        return _join(bare, before, answer)
    if _leaves_open(bare, few) and covers is not None and covers(before, bare) >= _COVERED:
        return _join(bare, before, answer)
    return question


def _full(question: str) -> bool:
    """Whether an ordinal names something of its own: "the first woman mayor"."""
    return bool(_ORDINAL_OWN.search(question)) and len(content_words(question)) > 4


def _leaves_open(question: str, few: int) -> bool:
    """Whether a question without a name takes for known what it is about: "the judge", "was anyone hurt?"."""
    if _YEAR.search(question) or few > 4:
        return False
    return bool(re.search(r"\bthe\s+[a-z]", question)) or (few <= 2 and not re.search(r"\ban?\s", question, re.I))


def _substitute(rest: str, before: str, answer: str) -> str:
    """Answer "what about 2019?": the question before, with its date, its charge or its last name exchanged."""
    rest = rest.rstrip("?. ")
    dated = _redated(rest, before)
    if dated:
        return dated
    found = _OTHER.match(rest)
    said = (rest[found.end() :].strip() or _noun(before)) if found else ""
    if found and said:
        return _join(f"What of {_singled(found['which'])} {said}", before, answer)
    phrase = _PHRASE.match(rest)
    if phrase:
        same_role = re.compile(rf"\b{phrase['word']}\s+{_RUN}", re.I)
        if same_role.search(before):
            return same_role.sub(phrase.group().rstrip() + " ", before, count=1).replace(" ?", "?").strip()
    known, fresh = names(before), names(f"x {rest}")
    if fresh and known:
        return before.replace(_alike(fresh[-1], known), fresh[-1])
    charge = _recharged(rest, before)
    if charge:
        return charge
    if len(content_words(rest)) > 3:
        return _join(f"{rest}?", before, "")
    return f"{before.rstrip('? ')}, {rest}?"


def _redated(rest: str, before: str) -> str | None:
    """The question before with its date exchanged for the one that ``rest`` is."""
    bare = re.sub(r"^(?:in|on|during|for|as of)\s+", "", rest, flags=re.I)
    if not re.fullmatch(
        r"(?:[A-Z][a-z]+\.?\s+)?(?:\d{1,2},?\s+)?(?:19|20)\d\d|(?:last|this)\s+\w+|the (?:19|20)\d0s", bare, re.I
    ):
        return None
    year = _YEAR.fullmatch(bare)
    if (
        year
        and len(_YEAR.findall(before)) == 1
        and (found := when(before, _ANY_DAY))
        and found.words == _YEAR.findall(before)[0]
    ):
        return _YEAR.sub(year.group(), before)
    spoken = when(before, _ANY_DAY)
    if spoken and spoken.words in before:
        return before.replace(spoken.words, bare, 1)
    if year and _YEAR.search(before):
        return _YEAR.sub(year.group(), before)
    lead = "" if re.match(r"last|this", bare, re.I) else "in "
    return f"{before.rstrip('? ')} {lead}{bare}?"


def _recharged(rest: str, before: str) -> str | None:
    """The question before, about a charge, with the charge exchanged: "and the extortion count?"."""
    if not outcomes.outcomes(before) and not _NOUN.search(before):
        return None
    name = re.sub(r"^(?:the|a|an)\s+|\s+(?:charges?|counts?)$", "", rest, flags=re.I)
    said = re.compile(
        rf"\b(?P<word>of|on)\s+(?!trial\b)(?:the\s+)?(?P<charge>(?!{_PREPOSITION}\b)[a-z][\w’'-]*(?:\s+(?!{_PREPOSITION}\b)[a-z][\w’'-]*)*)"
    )
    places = [
        m for m in said.finditer(before) if outcomes.outcomes(before[: m.start()]) or "verdict" in before[: m.start()]
    ]
    if not places:
        return None
    last = places[0]
    return f"{before[: last.start('charge')]}{name}{before[last.end('charge') :]}"


def _alike(fresh: str, known: Sequence[str]) -> str:
    """Of the names of the question before, the one that a new name takes the place of: the last of its kind."""
    kind = bool(_BODY.search(fresh))
    same = [name for name in known if bool(_BODY.search(name)) == kind]
    return (same or list(known))[-1]


def _people(text: str) -> list[str]:
    """The names in a text that may be of people."""
    return [n for n in names(text) if not _YEAR.fullmatch(n) and not _BODY.search(n) and not _placed(text, n)]


def _placed(text: str, name: str) -> bool:
    return bool(_PLACED.search(text[: max(0, text.find(name))]))


def _person(before: str, answer: str) -> str:
    """Whom "she" means: the one whom an answer to "who" names, else the last person of the question or the answer."""
    asked, told = _people(before), _people(f": {answer}")
    if (
        re.search(r"\bwho(?:m|se)?\b", before.partition(" (")[0], re.I)
        and told
        and len(answer.split()) <= 2 * _MOST_ANSWER_WORDS
    ):
        return _fullest(told[:1] if len(told) > 1 and " " in told[0] else told)
    return _fullest(asked or told or [n for n in names(before) if not _YEAR.fullmatch(n) and not _BODY.search(n)])


def _fullest(people: Sequence[str]) -> str:
    return next((name for name in reversed(people) if " " in name), people[-1] if people else "")


def _named_thing(before: str, answer: str) -> str:
    """What "it" means: the thing that a short answer to "which" names, else the first named thing of the question."""
    if re.search(r"\b(?:which|what)\b", before, re.I) and answer and len(answer.split()) <= 6:
        told = [name for name in names(f": {answer}") if not _YEAR.fullmatch(name)]
        if told:
            return told[0]
    for name in names(before):
        at = before.find(name)
        if (
            _YEAR.fullmatch(name)
            or _BELONGING.search(before[:at])
            or (_PERSONAL.search(before[:at]) and not _BODY.search(name))
        ):
            continue
        described = re.search(r"\b(?:the|a|an)\s+(?:[a-z][\w’'-]*\s+){0,3}\Z", before[:at])
        if described and not re.search(rf"\b(?:{_PREPOSITION}|is|was|did)\s+\Z", before[:at]):
            return before[described.start() : at] + name
        if _BODY.search(name):
            return name
    return ""


_PERSONAL = re.compile(
    r"\b(?:mayor|judge|captain|president|minister|lawyer|nurse|poet|architect|chief|dr\.?|mr\.?|ms\.?)\s+\Z", re.I
)


def _put(question: str, pronouns: re.Pattern[str], name: str) -> str:
    """Put the name where the first pronoun stood."""

    def named(match: re.Match[str]) -> str:
        word = match.group().lower()
        owner = word in ("his", "hers", "its") or (word == "her" and re.match(r"\s+\w", question[match.end() :]))
        return f"{name}’s" if owner else name

    return pronouns.sub(named, question, count=1)


def _timed(question: str, before: str) -> str:
    """The question with the date of the one before, when it has no time of its own and asks for none."""
    if _NEXT.search(question) or _PRESENT.search(question) or _YEAR.search(question) or when(question, _ANY_DAY):
        return question
    spoken = when(before, _ANY_DAY)
    if spoken is None or spoken.words not in before:
        return question
    at = before.index(spoken.words)
    lead = re.search(
        r"\b(?:in|on|during|since|between|from|as of|by)\s+(?:the\s+)?(?:\w+\s+of\s+)?\Z", before[:at], re.I
    )
    if lead is None:
        return question
    return f"{question.rstrip('? ')} {lead.group()}{spoken.words}?"


def _noun(before: str) -> str:
    """The sort of thing that the question before asks about: "charge" in "which charge ended in mistrial?"."""
    head = _HEAD.search(before)
    found = _NOUN.search(before)
    noun = head["noun"] if head and not re.fullmatch(_AUXILIARY, head["noun"], re.I) else found.group() if found else ""
    return re.sub(r"(?<=[^s])s$", "", noun)


_AUXILIARY = r"is|are|was|were|do|does|did|has|have|had|can|will|would|happened|became|the|a|an|else|kind|sort|to"


def _singled(which: str) -> str:
    which = which.lower()
    return which if which.startswith(("the ", "which", "any")) else f"the {which}"


def _ends(text: str, match: re.Match[str]) -> bool:
    return match["which"].lower() != "which" and not re.match(r"\s+\w", text[match.end() :])


def _join(question: str, before: str, answer: str) -> str:
    """The question with the one before it, and its short answer, as what it is about.

    Of a question before that was itself completed, what it was about goes along when it names nobody itself.
    """
    about, _, deeper = before.rstrip("? )").partition(" (")
    if answer and len(answer.split()) <= _MOST_ANSWER_WORDS and not _NO_ANSWER.search(answer):
        about += f" – {answer.rstrip('. ')}"
    if deeper and not names(about):
        about += f"; {deeper.partition('; ')[0] if names(deeper.partition('; ')[0]) else deeper.rpartition('; ')[2]}"
    if _NEXT.search(question):
        about = _undated(about)
    return f"{question.rstrip('? ')} ({about})?"


def _undated(about: str) -> str:
    """The context without its date: "how many in the end?" asks for what came later."""
    spoken = when(about, _ANY_DAY)
    if spoken is None or spoken.words not in about:
        return about
    lead, rest = about.split(spoken.words, 1)
    return _DATE_LEAD.sub("", lead).rstrip() + rest
