"""Who is who in a court story: full names for last names, and who only works there: no judge is ever the accused."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = r"(?:[A-Z][a-z’']?[A-Z]?[\w’'-]*[a-z]|[A-Z]\.)"
_SUFFIX = r"(?:,? (?:Jr|Sr)\b\.?| I{2,3}\b)"
NAME = rf"(?:{_PART}(?: (?:van|von|de|der|da|di|la|le|al|bin|el)\b)? ){{0,4}}{_PART}{_SUFFIX}?"
"""A proper name in running text: up to five capitalised parts, with Jr. or Sr."""
_NAMES = re.compile(rf"(?<![\w’'-]){NAME}")
_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady judge justice magistrate prosecutor district assistant deputy"
    " chief attorney "
    "general state u.s detective sergeant sgt officer lieutenant lt captain capt inspector agent professor"
    " prof juror "
    "defense defence lawyer counsel councilman councilwoman mayor senator governor president commissioner"
    " sheriff the "
    "county superior circuit federal former court clerk special senior rev solicitor barrister foreman forewoman "
    "contractor businessman businesswoman developer banker nurse broker executive teacher owner trader"
    " accountant engineer "
    "coach dealer financier investor lobbyist pharmacist surgeon landlord farmer builder defendant witness fire "
    "director superintendent ranger deputy police spokesman spokeswoman manager professor editor goalkeeper bishop"
    " pastor principal analyst harbor patrol constable chancellor minister premier secretary treasurer"
    " chairman chairwoman".split()
)
_NOT_FIRST = frozenset(
    "a an the in on at but and after before when while as for it he she they his her their its this that"
    " these those "
    "if no not both all one two three four jurors jury prosecutors police officials earlier later last"
    " first second "
    "third under with by from to of so then there here also however although though since until because"
    " neither each "
    "what who which monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december".split()
)
_BODIES = frozenset(
    "court county street road avenue university college hospital company companies corp inc ltd llc bank"
    " group gallery "
    "department office board council commission association club school schools library station institute agency "
    "authority center centre city house hotel park river lake bridge church union party fund trust act"
    " supreme appeals "
    "district route airport port foundation society museum theater theatre services industries holdings"
    " partners".split()
)
_CRAFT = (
    r"judges?|justice|magistrate|prosecut\w+|district attorney|attorney|attorneys|lawyers?|counsel"
    r"|solicitor|barrister"
    r"|detective|investigator|inspector|sergeant|agent|jurors?|foreman|forewoman|foreperson|witness(?:es)?|experts?"
    r"|pathologist|chemist|clerk|bailiff|stenographer|spokes\w+|reporter|victim|accuser|complainant"
    r"|informant|analyst"
)
_BEFORE = re.compile(
    rf"(?:\b(?:{_CRAFT}|(?:district )?attorney(?: general)?|dr"
    rf"|prof)\b\.?,?\s+(?:named\s+)?)$",
    re.I,
)
_AFTER = re.compile(
    r"^(?:, (?:\d\d, )?(?:who (?:is|was) )?(?:an?|the|his|her|their|its|one of the) (?:[\w’'-]+ ){0,4}?"
    rf"\b(?:{_CRAFT})\b|,? (?:who )?(?:testified|presided|prosecuted|represents?|represented|argued|instructed|"
    r"told (?:the )?(?:jurors|jury)|declared|ruled|discharged|thanked the jur|dismissed the jur))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: ``text[start:end]``; ``full`` is the longest form that the article gives of it."""

    start: int
    end: int
    full: str
    official: bool


class Roster:
    """The people of one article.

    Args:
        text: the article's headline and body.
    """

    def __init__(self, text: str) -> None:
        self._full: dict[str, str] = {}
        self._officials: set[str] = set()
        self._mentions: dict[str, list[Mention]] = {}
        found = _names(text)
        whole = {name for _, _, name in found if " " in name}
        self._whole = {name: _shortest(name, whole) for name in whole}
        for name in dict.fromkeys(self._whole.values()):
            known = self._full.get(last_name(name))
            # A brother and a sister share a last name: alone it names neither.
            self._full[last_name(name)] = name if known is None else _same(known, name)
        for start, end, name in found:
            if _BEFORE.search(text[max(0, start - 40) : start]) or _AFTER.match(text[end : end + 70]):
                self._officials.add(self.full(name))

    def full(self, name: str) -> str:
        """The full name behind a last name; empty when the article gives none, or several people bear it."""
        return self._whole[name] if name in self._whole else self._full.get(last_name(name), "")

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is named in full."""
        return frozenset(self._whole.values())

    @property
    def officials(self) -> frozenset[str]:
        """Those who work there: judges, lawyers, witnesses and the like."""
        return frozenset(self._officials)

    def mentions(self, sentence: str) -> list[Mention]:
        """The people named in a sentence, in order."""
        known = self._mentions.get(sentence)
        if known is None:
            known = self._mentions[sentence] = [
                Mention(start, end, self.full(name), self.full(name) in self._officials)
                for start, end, name in _names(sentence)
                if self.full(name)
            ]
        return known


def last_name(name: str) -> str:
    """The last name, with Jr. or Sr. kept: father and son are two people."""
    parts = name.replace(",", "").split()
    if parts[-1].rstrip(".") in ("Jr", "Sr", "II", "III") and len(parts) > 1:
        return f"{parts[-2]} {parts[-1].rstrip('.')}"
    return parts[-1]


def _shortest(name: str, whole: set[str]) -> str:
    """A "Contractor Hal Treadway" is Hal Treadway where the article calls him that too."""
    parts = name.split()
    tails = (" ".join(parts[i:]) for i in range(len(parts) - 2, 0, -1))
    return next((tail for tail in tails if tail in whole), name)


def _same(known: str, name: str) -> str:
    """The longer of two forms of one person's name; empty when they are two people."""
    if not known or known.split()[0] != name.split()[0]:
        return ""
    return max(known, name, key=len)


def _names(text: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _NAMES.finditer(text):
        start, name = match.start(), match.group()
        parts = name.split()
        while parts and (
            parts[0].lower().rstrip(".,") in _TITLES
            or parts[0].lower() in _NOT_FIRST
            or parts[0].endswith(("’s", "'s"))
        ):
            start += len(parts[0]) + 1
            parts = parts[1:]
        # "Kestrel County Prosecutor Stephen Wray": what stands before an office is no part of the name.
        office = max((i for i, part in enumerate(parts[:-2]) if part.lower() in _TITLES), default=-1)
        start += sum(len(part) + 1 for part in parts[: office + 1])
        parts = parts[office + 1 :]
        name = re.sub(r"['’]s$", "", text[start : match.end()])
        if name.endswith((" Jr", " Sr")) and text[match.end() : match.end() + 1] == ".":
            name += "."
        if name and not _BODIES & {part.lower().rstrip(".,") for part in parts}:
            found.append((start, start + len(name), name))
    return found
