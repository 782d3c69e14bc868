"""Who says what in an article: the words, word for word, and the speaker whom the same paragraph names for them.

A speaker is read off the attribution ("said Ann Lee", "Lee told the court", "according to police"), before, after or
inside the words. A pronoun is resolved within its paragraph where one person alone can be meant; otherwise nobody is
named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import sentences
from qa.facts.people import NAME, Roster

_VERB = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|asked|testified|recalled|replied|explained|argued|warned"
    r"|insisted|noted|called|joked|shouted|concluded|announced|declared|acknowledged|admitted|conceded|continued"
    r"|responded|remarked|quipped|observed|stated|vowed|promised|predicted|alleges?|alleged|claimed|claims|estimated"
    r"|reported|stressed|complained|ruled|confirmed|denied|denies|suggested|repeated|believes?|believed)"
)
_ADVERBS = r"(?:(?:also|later|then|still|has|have|had|once|afterward|only|simply|often|recently|again|now|first)\s+)*"
_SAYS = re.compile(rf"\b{_ADVERBS}(?P<verb>{_VERB})\b(?!(?<=asked)\s+for\b)(?!(?<=called)\s+(?:for|up|off|in)\b)")
_PLAIN = re.compile(r"(?:said|says|told|tells|added|adds|testified)\Z")
_WITH_CLAUSE = frozenset(
    "wrote writes asked called recalled reported ruled promised declared observed continued".split()
)
"""Verbs that report words only with a quotation or a clause after "that": "she wrote 11 more" reports nothing."""
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<whom>[^,;.“”\"\u0001]{2,80})")
_MARKS = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)")
_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey)\Z")
_CUT = re.compile(
    r"[;:—–\u0001]|--|,\s+(?:and|but|so|while|though|although|because)\b|\band\b(?!\s+[A-Z])"
    r"|\b(?:but|while|when|because|although|that|as)\b"
)
_LEAD = re.compile(
    r"^(?:(?:[Bb]ut|[Aa]nd|[Ss]till|[Ll]ater|[Tt]hen|[Yy]et|[Aa]fterward|[Mm]eanwhile|[Hh]owever|[Ii]n|[Oo]n|[Aa]t"
    r"|[Aa]fter|[Bb]efore|[Aa]sked|[Dd]uring|[Uu]nder|[Ww]hen|[Aa]s|[Aa]ccording|[A-Z]\w+ing)\b[^,]*,\s*"
    r"|(?:[Bb]ut|[Aa]nd|[Ss]till"
    r"|[Ll]ater|[Tt]hen|[Yy]et)\s+)+"
)
_FULL_STOP = (
    r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bLt)(?<!\bGov)(?<!\bSgt)(?<!\bCapt)(?<!\bSen)(?<!\bRev)(?<!\b[A-Z])\."
)
_STOP_AFTER = re.compile(
    rf"{_FULL_STOP}|[;:\u0001“”\"]"
    r"|\s(?:who|whose|which|when|while|after|before|as|and|but|at|in|on|outside|during|from|by"
    r"|to|through|this|last|later|with|about|under|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\sof (?:the|his|her)\s"
)
_ASIDE = re.compile(
    r"\s*(?:,|\u0001|[.]\s*$|$|(?:\w+\s+){0,2}?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|midday|noon)\b)"
)
"""What follows an attribution that stands behind, or inside, what is said: "..., officials said Thursday"."""
_AGE = re.compile(r",\s\d{1,3}(?=,|\Z)")
_FULL_NAME = re.compile(NAME)
_DESCRIBED_FIRST = re.compile(
    rf"(?:the|an?|his|her|its|their|[A-Z][\w’'-]*[’']s)\s[^,.;“”\"\u0001]{{3,60}},"
    rf"\s(?:(?:Dr|Mrs?|Ms|Lt|Sgt|Gov|Rev)\. )?{NAME}(?=,|\.|\s*$)"
)
"""“...,” said an analyst at Brace & Cole, Ann Lee."""
_MOST_WORDS = 8
_KIN = re.compile(r"\b(?:whose|who)\b|\b(?:son|daughter|wife|husband|brother|sister|widow|mother|father)\s+of\b")
_NO_SUBJECT = re.compile(
    r"^(?:in|on|at|from|with|by|of|for|to|into|onto|near|not|only|it|there|this|that|these"
    r"|what|which|who|as|if|so|no)\b"
    r"|\b(?:was|were|is|are|has|have|had|been|be|would|will|could|can|may|might|must|should|did|does|do|who|that|it)\b",
    re.I,
)
"""Words that no speaker's description has: where they stand, something else than a speaker was found."""
_DESCRIBES = re.compile(
    r"[A-Z\d]|(?:the|an?|his|her|its|their|one|two|both|several|some|many)\b"
    r"|(?:[a-z][\w’'-]* ){0,3}?(?:[a-z][\w’'-]*s|police)\b"
)
"""How a description without a name begins: "the company", "state investigators"; not "sold well"."""
_BELONGS = re.compile(r"\b(?:of|for|at|by|against|with)\s+(?:the\s+)?\Z")
"""Before a name: it only tells whose spokesman, or what paper, is meant."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words of a speaker: ``body[start:end]`` is what was said, inside its quotation marks where it is ``direct``.

    ``sentence`` is the range that tells who says it; ``named`` the range of the words that name the speaker.
    """

    start: int
    end: int
    direct: bool
    speaker: str
    """In the fullest form that the article gives; "" where the paragraph does not plainly tell."""
    described: str
    """How the attribution calls the speaker: "Mayor Greta Sandoval", "the union’s president"."""
    sentence: tuple[int, int]
    paragraph: tuple[int, int]


def utterances(body: str, headline: str = "") -> list[Utterance]:
    """All that an article lets somebody say, in order: direct quotes, and sentences of reported speech."""
    roster = Roster(f"{headline}\n\n{body}")
    found: list[Utterance] = []
    for start, end in _paragraphs(body):
        found += _Paragraph(body, start, end, roster).read()
    return found


def _paragraphs(body: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", body):
        yield match.start(), match.end()


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str
    described: str


class _Paragraph:
    """One paragraph: its quotes, its sentences with the quoted words masked, and who was spoken of last."""

    def __init__(self, body: str, start: int, end: int, roster: Roster) -> None:
        self._body, self._start, self._end, self._roster = body, start, end, roster
        self._known = roster.people
        self._quotes = [
            (start + m.start() + 1, start + m.end() - (1 if m.group()[-1:] in '”"' and len(m.group()) > 1 else 0))
            for m in _MARKS.finditer(body[start:end])
        ]
        masked = list(body[start:end])
        for first, last in self._quotes:
            for i in range(max(0, first - 1 - start), min(len(masked), last + 1 - start)):
                masked[i] = "\u0001"
        self._masked = "".join(masked)
        self._units = self._merged()

    def _merged(self) -> list[tuple[int, int]]:
        """The sentences; those that one quotation joins are one unit."""
        units: list[tuple[int, int]] = []
        for first, last in sentences(self._body, self._start, self._end):
            inside = units and any(s < units[-1][1] and first < e for s, e in self._quotes if s < first)
            if inside:
                units[-1] = (units[-1][0], last)
            else:
                units.append((first, last))
        return units

    def read(self) -> list[Utterance]:
        found: list[Utterance] = []
        last: _Speaker | None = None
        previous = self._start
        for first, end in self._units:
            quotes = [(s, e) for s, e in self._quotes if first <= s - 1 and e <= end and e > s]
            text = self._masked[first - self._start : end - self._start]
            speaker = self._speaker(text, first)
            shown = (first, end)
            if speaker is None and quotes and self._only_quoted(text) and last is not None:
                speaker, shown = last, (previous, end)  # "..." she said. "..."
            if speaker is None and not quotes:
                last = None
                continue
            for s, e in quotes:
                name = speaker or _Speaker("", "")
                found.append(self._utterance(s, e, True, name, shown))
            if speaker is not None and not quotes:
                found.append(self._utterance(first, end, False, speaker, shown))
            last, previous = speaker, shown[0]
        return found

    def _utterance(self, s: int, e: int, direct: bool, who: _Speaker, unit: tuple[int, int]) -> Utterance:
        return Utterance(s, e, direct, who.name, who.described, unit, (self._start, self._end))

    @staticmethod
    def _only_quoted(text: str) -> bool:
        return not re.search(r"\w", text.replace("\u0001", ""))

    def _speaker(self, text: str, base: int) -> _Speaker | None:
        """Whom the attribution of a sentence names; None when the sentence has none.

        Of several, the one that stands beside quoted words counts, then a plain "said", then the first.
        """
        found: list[tuple[int, int, _Speaker]] = []
        for says in _SAYS.finditer(text):
            quoted = "\u0001" in text
            if says["verb"] in _WITH_CLAUSE and not quoted and not re.match(r"\s+that\b", text[says.end() :]):
                continue
            speaker = self._of(text, says, base)
            if speaker is not None:
                beside = quoted and "\u0001" in text[max(0, says.start() - 60) : says.end() + 60]
                plain = bool(_PLAIN.match(says["verb"]))
                found.append((-int(beside) - int(plain), says.start(), speaker))
        if found:
            return min(found, key=lambda f: f[:2])[2]
        told = _ACCORDING.search(text)
        return self._identified(_trimmed(told["whom"]), base) if told else None

    def _of(self, text: str, says: re.Match[str], base: int) -> _Speaker | None:
        """The speaker of one verb: behind it after quoted words, else before it, else behind it."""
        before, after = (
            self._identified(phrase, base) if phrase else None
            for phrase in (self._before(text, says), self._after(text, says))
        )
        behind = text[: says.start()].rstrip(" ,").endswith("\u0001") or (
            after is not None and after.name in self._known
        )
        return (after or before) if behind else (before or after)

    @staticmethod
    def _after(text: str, says: re.Match[str]) -> str:
        """The subject after its verb, as in “...,” said Ann Lee, the mayor."""
        left, after = text[: says.start()], text[says.end() :].lstrip(" ")
        if left.strip() and not left.rstrip().endswith((",", "\u0001")):
            return ""
        if says["verb"] in ("told", "tells", "asked", "called") or re.match(r"that\b|it\b|[\u0001,.]|$", after):
            return ""
        return _trimmed(after)

    @staticmethod
    def _before(text: str, says: re.Match[str]) -> str:
        """The subject before its verb: the last words of the clause where the attribution is an aside, else all."""
        left = text[: says.start()].rstrip()
        cut = max((m.end() for m in _CUT.finditer(left)), default=0)
        clause = _LEAD.sub("", left[cut:].strip())
        related = re.search(r",\s+who\s*$", clause)  # "..., Otis Braddock, who said": the name beside it alone
        parts = [part.strip() for part in _AGE.sub("", clause[: related.start()] if related else clause).split(",")]
        if related:
            return parts[-1] if _PLAIN.match(says["verb"]) and _FULL_NAME.search(parts[-1]) else ""
        closed = parts[-1] == ""  # "..., her lawyer, Hugh Danforth, said"
        parts = [part for part in parts if part]
        if _ASIDE.match(text, says.end()):
            parts = parts[-2:] if closed else parts[-1:]
        return ", ".join(parts)

    def _identified(self, phrase: str, base: int) -> _Speaker | None:
        """The speaker that a subject describes; None when it cannot be one."""
        phrase = " ".join(_AGE.sub("", phrase).split()).strip(" ,")
        if not phrase:
            return None
        if _PRONOUN.match(phrase):
            return _Speaker(self._meant(phrase, base), phrase)
        name = self._named(phrase)
        if name:
            return _Speaker(name, phrase)
        head = phrase.split(",")[0]
        if _NO_SUBJECT.search(head) or len(head.split()) > _MOST_WORDS or not _DESCRIBES.match(head):
            return None
        return _Speaker(head, phrase)

    def _named(self, phrase: str) -> str:
        """The person whom a subject names: its own head, else the name set off by a comma behind it."""
        for place, part in enumerate(part.strip() for part in phrase.split(",")):
            if place and _KIN.search(part):
                break
            own = [m for m in self._roster.mentions(part) if not re.match(r"[’']s?(?:\s|$)", part[m.end :])]
            if " and " in part:
                break
            for m in own:
                if re.match(r"\s+of\s|\s*$", part[m.end :]) and not _BELONGS.search(part[: m.start]):
                    return m.full
        return ""

    def _meant(self, pronoun: str, base: int) -> str:
        """Whom a pronoun means: the only person whom the paragraph named before, or whoever spoke last in it."""
        if pronoun.lower() == "they":
            return ""
        before = self._masked[: base - self._start].replace("\u0001", "·")
        people = [m for m in self._roster.mentions(before) if not re.match(r"[’']s\b", before[m.end :])]
        distinct = list(dict.fromkeys(m.full for m in people))
        if len(distinct) == 1:
            return distinct[0]
        if not distinct:
            return ""
        start = next((first for first, last in reversed(self._units) if last <= base), self._start)
        spoke = self._speaker(self._masked[start - self._start : base - self._start], start)
        return spoke.name if spoke and spoke.name in distinct else ""


def _trimmed(after: str) -> str:
    """A subject that follows its verb, up to where the sentence goes on; a name set off by a comma belongs to it."""
    described = _DESCRIBED_FIRST.match(after)
    if described:
        return described.group()
    stop = _STOP_AFTER.search(after)
    phrase = after[: stop.start()] if stop else after
    parts = phrase.split(",")
    kept = parts[0]
    for part in parts[1:3]:
        if _FULL_NAME.search(part) or re.fullmatch(r"\s(?:the|an?|his|her|its|their)\s.*|\s\d{1,3}", part):
            kept += "," + part
        else:
            break
    return kept.strip()
