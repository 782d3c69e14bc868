"""Which charges a sentence names, as it writes them; told by how charges are spoken of, not by a list of crimes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.language.words import content_words, stem

_STOP = (
    r"in|on|at|by|after|before|from|for|during|when|whose|that|which|who|whom|against|involving|concerning"
    r"|regarding"
    r"|related|relating|stemming|connected|last|this|but|while(?! intoxicated| impaired| drunk)|as|under"
    r"|over|because"
    r"|following|though|although|where|if|than|ending|despite|without|until|since|she|he|they|it|is|was"
    r"|were|are|be|been"
    r"|has|have|had|did|does|would|could|will|not|never|said|sunday|monday|tuesday|wednesday|thursday"
    r"|friday|saturday"
    r"|yesterday|earlier|later|again|once|anew|an? (?:second|third) time|then"
    r"|with(?! a deadly| intent)|to(?! commit| defraud| distribute"
    r"| the public| animals| minors?\b| children| justice| property| police| register)"
    r"|brought|filed|carries|ended|rested|went|remains|remained|collapsed|fell|failed|resulted|led|charges?"
    r"|counts?|accusations?|allegations?|acquit\w*|convicted|cleared|deadlocked|found|pleaded|mistrials?|verdicts?|dismissals?|or|and"
)
_WORD = rf"(?!(?:{_STOP})\b)[a-z][\w’'-]*"
_PHRASE = rf"{_WORD}(?: {_WORD}){{0,5}}"
_ITEM = (
    rf"(?:(?:(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|several|all|both|single|\d+"
    rf"|remaining) )*(?:(?:felony |misdemeanor |federal )?(?:charges?|counts?"
    rf"|allegations?) (?:of )?)?)(?P<x>{_PHRASE})"
)
_UNNAMED = _ITEM.replace("(?P<x>", "(?:")
_LIST = rf"{_UNNAMED}(?:(?:, (?:and |or |as well as )?| and | or | as well as ){_UNNAMED})*"
_PEOPLE = r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]+|and(?= [A-Z])))*"
_OBJECT = (
    r"(?:,?(?: (?!of\b|on\b|and\b|but\b|while\b)[\w’'.-]+){0,9}?)(?: of [A-Z][\w’'.-]+(?:"
    r" [A-Z][\w’'.-]+)*)?(?:,(?: [\w’'.-]+){1,3},)?"
)
_AFTER = re.compile(
    rf"\b(?:(?:guilty|acquit\w*|convict\w*|clear(?:ed|s|ing)|exonerat\w+|accus\w+|innocent){_OBJECT} (?:of|on)"
    rf"|(?:guilty|charg(?:ed|es|ing)|indict\w*|tried|trial){_OBJECT} (?:with|on|for|to|over)"
    rf"|(?:verdicts?|mistrials?|deadlock\w*|agree|decide|decision|hung|split|divided|undecided|stalemate|impasse)"
    rf"{_OBJECT} (?:on|over|of|for)) (?P<list>{_LIST})"
)
_VERDICT_FOR = re.compile(
    rf"\b(?:convictions?|acquittals?|guilty (?:pleas?|verdicts?))(?: of {_PEOPLE})?"
    rf" (?:of|on|for|to|over) (?P<list>{_LIST})"
)
"""The noun takes the charge as the verb does: "set aside the conviction of Lee for FRAUD"."""
_NAMED = re.compile(
    rf"\b(?:charges?|counts?|allegations?|accusations?)(?: of|:| including| were| are| —| –) (?P<list>{_LIST})"
)
_SHORT = rf"(?:(?:an?|the|one|two|three|four|five|several|remaining|related) )?{_WORD}(?:(?: of)? {_WORD}){{0,2}}"
_BEFORE = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Ee]ach|any|that|its|her|his|their|and|of|on|or|lone|final|remaining|third"
    rf"|second|first|other|related|(?![A-Z][a-z]+day\b)[A-Z][\w’'.-]*?(?:[’']s|s[’']))"
    rf" (?P<list>{_SHORT}(?:(?:, (?:and |or )?| and | or ){_SHORT})*) (?:charges?|counts?|allegations?"
    rf"|accusations?|convictions?)\b"
)
_FRONTED = re.compile(
    rf"(?:^|[;:,.] |\b(?:and|but|while) )(?:[Oo]n|[Aa]s (?:to|for)"
    rf"|[Rr]egarding) (?P<list>{_LIST}),"
)
_APPOSED = re.compile(
    r"\b(?:second|third|fourth|fifth|last|other|remaining|final|single|only|open|lesser|main|(?:more"
    r"|most) serious)(?:(?: \w+)? (?:charge|count)\b"
    rf"[^.;,]{{0,50}})?, (?:that of )?(?P<list>{_LIST})(?=[,.;])"
)
_SPLIT = re.compile(r", (?:and |or |as well as )?| and | or | as well as ")
_LEAD = re.compile(
    r"^(?:(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|several|all|both|single|\d+|remaining"
    r"|lone|final"
    r"|third|second|first|fourth|fifth|other|related|felony|misdemeanor|federal|lesser|separate"
    r"|more serious|charges?|counts?|allegations?|of) )+"
)
_NOT_CHARGES = frozenset(
    stem(word)
    for word in (
        "all another both everything nothing it them that this these those one two three four five six count charge"
        " verdict trial "
        "retrial third second first fourth other remaining rest same former bail bond court guilty innocent"
        " appeal most any "
        "some none each every jury juror judge prison probation year month day hour time jail wrongdoing"
        " case crime death "
        "finding brother sister husband wife cash anything open serious lesser more less main single lone"
        " last final "
        "separate multiple several various criminal federal state felony misdemeanor remaining original top"
        " such crimes offense offence thing split wrongful"
    ).split()
)
_NEVER_IN_ONE = re.compile(
    r"\b(?:court|jury|jurors?|judges?|panel|verdicts?|trials?|retrials?|each|every|prosecutors?|convict\w*"
    r"|acquit\w*|guilty"
    r"|dismiss\w*|mistrials?|walked|stands?|began|begin|begins|cleared|brother|sister|told|found|nor"
    r"|neither|appeals?|sentenc\w+"
    r"|finding|concern\w*|charg\w+|deliberat\w+|deadlock\w*|agree\w*|overturn\w*|plead\w*|pled|denied"
    r"|lawyers?|defen[cs]e|set|held)\b"
)
_TAIL = re.compile(
    r"(?: (?:the|an?|of|his|her|their|its|or|and|again|also|only|both|down|up|out|later|then|still|too))+$"
)
_HEADLESS = re.compile(r"^(?:her|his|their|its|him|them|he|she|they|who|it|we|you|not|no|neither|still|also)\b")
_ABOUT = re.compile(
    r"^(?: (?:charges?|counts?|allegations?))?,? (?:in the (?:case|death|killing|shooting|disappearance) of"
    r"|involving|concerning|which (?:concerns|concerned|involves|involved)|related to|relating to|regarding"
    r"|against|of) "
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){0,3})"
)


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge where a sentence names it: ``sentence[start:end]`` is its name, as written.

    ``about`` is whom it concerns, where the sentence says so: two charges may share a name and differ in that.
    """

    start: int
    end: int
    name: str
    about: str = ""

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words of the name."""
        return frozenset(stem(word) for word in content_words(self.name))


def named(sentence: str) -> list[Charge]:
    """The charges that a sentence speaks of as charges, in order, none inside another."""
    found: list[tuple[int, int]] = []
    for pattern in (_AFTER, _VERDICT_FOR, _NAMED, _BEFORE, _FRONTED, _APPOSED):
        for match in pattern.finditer(sentence):
            found += _items(sentence, *match.span("list"))
    return _charges(sentence, found)


def known(sentence: str, names: Iterable[str]) -> list[Charge]:
    """The charges of a sentence: those it speaks of as charges, and those that the article names elsewhere."""
    found = [(charge.start, charge.end) for charge in named(sentence)]
    lower = sentence.lower()
    for name in names:
        at = lower.find(name.lower())
        while at >= 0:
            after = lower[at + len(name) : at + len(name) + 1]
            if not after.isalnum() and (at == 0 or not lower[at - 1].isalnum()):
                found.append((at, at + len(name)))
            at = lower.find(name.lower(), at + 1)
    return _charges(sentence, found)


def _items(sentence: str, start: int, end: int) -> list[tuple[int, int]]:
    """The members of a list of charges, without articles and numbers; the list ends at the first that is no charge."""
    members, at = [], start
    for part in [*_SPLIT.finditer(sentence, start, end), None]:
        stop = part.start() if part else end
        lead = _LEAD.match(sentence[at:stop])
        first = at + (lead.end() if lead else 0)
        text = sentence[first:stop]
        tail = _TAIL.search(text)
        last = stop - len(tail.group()) if tail else stop
        own = {stem(word) for word in content_words(text)}
        if _HEADLESS.match(text) or _NEVER_IN_ONE.search(text):
            break
        if own - _NOT_CHARGES and not (tail and tail.group().endswith((" the", " a", " an"))):
            members.append((first, last))
        at = part.end() if part else end
    return members


def _charges(sentence: str, found: Sequence[tuple[int, int]]) -> list[Charge]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(found), key=lambda f: (f[0] - f[1], f[0])):
        if all(end <= s or start >= e for s, e in kept):
            kept.append((start, end))
    charges = []
    for start, end in sorted(kept):
        about = _ABOUT.match(sentence[end:])
        charges.append(Charge(start, end, sentence[start:end], about["name"] if about else ""))
    return charges
