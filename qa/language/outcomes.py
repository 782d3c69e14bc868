"""Legal outcomes: what a sentence says became of a charge, and whether that is what a question asks about.

A closed vocabulary with no overlap: "charged" never stands for "convicted", nor "mistrial" for "acquitted".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from qa.language.words import content_words, stem

_SAYINGS: dict[str, str] = {
    "acquitted": r"acquit\w*|clear(?:ed|s|ing)?(?= (?:\w+ ){0,4}(?:of|on)\b)|cleared by (?:a|the) jury|not guilty"
    r"|exonerat\w+|innocent (?:of|on)",
    "convicted": r"(?<!not )convict(?:ed|s|ing|ion|ions)?|(?<!not )guilty",
    "mistrial": r"mistrials?|hung jury|jury hung|deadlock\w*|no verdicts?|without (?:reaching )?a verdict"
    r"|(?:could not|couldn['’]t|unable to|failed to|fail to|did not|didn['’]t|never|cannot) (?:agree|decide"
    r"|(?:reach(?:ed)?|come to) (?:an? |any )?(?:\w+ )?(?:verdicts?|decisions?|agreement|consensus"
    r"|unanimity|one\b))"
    r"|hopelessly (?:split|divided)|undecided|stalemate|impasse",
    "dismissed": r"dismiss(?:ed|es|al|als|ing)?|dropp?(?:ed|s|ing)?|withdr[ae]wn?|thr(?:own?|ew|ows) out"
    "|tossed(?: out)?|struck out",
    "overturned": r"overturn\w*|vacat(?:ed|es?|ing)|revers(?:ed|es|al|e)|quash\w*|set aside|struck down"
    r"|annull?(?:ed|s|ing)|(?:thr[eo]wn?|tossed) out (?=[^.;,]{0,40}(?:conviction|verdict))",
    "pleaded guilty": r"(?:plead(?:ed|s|ing)?|pled) (?:guilty|no contest)|(?<!not )guilty pleas?|plea of guilty",
    "pleaded not guilty": r"(?:plead(?:ed|s|ing)?|pled) not guilty|not guilty pleas?|plea of not guilty",
    "sentenced": r"sentenc(?:ed|es|e|ing)|prison terms?",
    "charged": r"charged (?:with|over|in)|charged (?=[^.;]{1,90} with\b)|indict\w*|accused of|arraign\w*|fac(?:es?|ed"
    r"|ing) (?:\w+ ){0,3}(?:charges?|counts?)",
    "on trial": r"(?:stands?|stood|went|goes|go|put|is|was) (?:on )?trial|trial (?:\w+ )?(?:began|begins"
    "|opened|opens)",
    "settled": r"settl(?:ed|es|ement|ements|ing)",
    "liable": r"(?<!not )liable|liability",
    "not liable": r"not liable",
    "retrial": r"retrials?|retried|new trial|second trial|try (?:\w+ ){1,2}again|tried again",
    "upheld": r"upheld|uphold\w*|affirm(?:ed|s)|let stand",
}
PATTERNS: dict[str, re.Pattern[str]] = {
    status: re.compile(rf"(?:(?<=\W)|^)(?:{saying})\b", re.I) for status, saying in _SAYINGS.items()
}
DECIDED = frozenset(
    {"acquitted", "convicted", "mistrial", "dismissed", "overturned", "pleaded guilty", "settled", "liable"}
)
_PARTS = (
    "acqui,clear,guilty,exonerat,innocent,convic,mistrial,hung,deadlock,verdict,agree,decid,decision,consensus,unanim,"
    "reach,come to,divided,split,stalemate,impasse,dismiss,drop,withdr,threw,throw,toss,struck,overturn,vacat,revers,"
    "quash,set aside,annul,plead,pled,plea,sentenc,prison,charge,indict,accused,arraign,face,facing,trial,settl,liab,"
    "try ,tried,retried,upheld,uphold,affirm,let stand"
).split(",")
"""A sentence without any of these parts of words tells no outcome; to look for them is quick."""
_PLEA = re.compile(
    r"\b(?:plead(?:ed|s|ing)?|pled)\s+(?:not\s+)?(?:guilty|no contest)\b|\b(?:not )?guilty pleas?\b"
    r"|\bplea of (?:not )?guilty\b",
    re.I,
)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|without|no|neither|nor)|n['’]t)\s+(?:\w+\s+){0,2}$|\b(?:no one|nobody|none)\b[^,;]*$", re.I
)
_UNREAL = re.compile(
    r"\b(?:if|unless|whether|should|could|can|may|might|must|would|asked|asks|urged?s?|sought|seeks?"
    r"|seeking|hopes?|hoped"
    r"|expects?|expected|requests?|requested|motions?|moved|refused?s?|refusing|declined?s?|denied|denies"
    r"|rejected|rejects"
    r"|demanded|wants?|wanted|pressed|pushed|argued|argument|arguing|bid|call(?:s|ed)? for|chance|risk of"
    r"|avoid|instead of|rather than|likely|threatened"
    r"|will|up to|maximum|carr(?:y|ies)|punishable|before|weighing|weighs?|had (?:he|she|they|the \w+) been"
    r"|to be|enough to|fail(?:ed|s)? to|need(?:ed)? to|have to|let|lets|letting)"
    r"(?:\s+[\w’'-]+){0,3}\s+$",
    re.I,
)
"""What is wished, asked for or only possible has not happened."""
_INFINITIVE = re.compile(r"(?:acquit|convict|dismiss|overturn|vacate|reverse|quash|drop|indict|clear)\b", re.I)
_MODAL = re.compile(r"\b(?:should|could|can|may|might|must|would|will)\b[^,;:—]*\Z", re.I)
"""It governs infinitives far behind it too: "a jury MAY convict on one and ACQUIT on another"."""
_CLAUSE = re.compile(r"[,;:—]\s|\s(?:and|but|while|after)\s(?!(?:acquit|convict|dismiss)\b)")


def outcomes(text: str) -> set[str]:
    """The statuses that a text states; a negated mention ("was not convicted") does not count."""
    found = set()
    for status, pattern in PATTERNS.items():
        bare = text if status.startswith("pleaded") else _PLEA.sub(" ", text)
        for match in pattern.finditer(bare):
            if not _NEGATED.search(bare[: match.start()]):
                found.add(status)
                break
    return found


def asked(question: str) -> set[str]:
    """The decided outcomes that a question takes for granted ("who was convicted of ...?")."""
    return outcomes(question) & DECIDED


EXCLUDES: dict[str, frozenset[str]] = {
    "acquitted": frozenset({"convicted", "pleaded guilty", "mistrial", "dismissed"}),
    "convicted": frozenset({"acquitted", "mistrial", "dismissed"}),
    "mistrial": frozenset({"acquitted", "convicted"}),
    "dismissed": frozenset({"convicted", "pleaded guilty", "acquitted"}),
    "pleaded guilty": frozenset({"pleaded not guilty"}),
    "overturned": frozenset({"upheld"}),
    "on trial": frozenset({"dismissed", "acquitted", "pleaded guilty"}),
}
"""Statuses that answer "no" to a question about the key: of one charge at one time, both cannot hold."""


def excluded(status: str, asked: Iterable[str]) -> bool:
    """Whether a status answers "no" to a question about any of the others."""
    return any(status in EXCLUDES.get(one, ()) for one in asked)


@dataclass(frozen=True, slots=True)
class Statement:
    """One outcome that a sentence states: ``sentence[start:end]`` are its words.

    ``after`` and ``before`` are the words on either side that belong to it: "convicted HIM OF FRAUD but not guilty OF
    BRIBERY", "THE FRAUD COUNT was dismissed".
    """

    status: str
    start: int
    end: int
    before: str
    after: str


_STRONG = re.compile(r";|\b(?:but|while|whereas|although|though)\b", re.I)
_WEAK = re.compile(r",|\b(?:and|after|before|ending|then)\b", re.I)


def statements(sentence: str) -> list[Statement]:
    """The outcomes of a sentence in order, each with the part of the sentence that it is said of."""
    found: list[tuple[int, int, str]] = []
    lower = sentence.lower()
    if not any(part in lower for part in _PARTS):
        return []
    for status, pattern in PATTERNS.items():
        for match in pattern.finditer(sentence):
            plea = any(m.start() <= match.start() < m.end() for m in _PLEA.finditer(sentence))
            if happened(sentence, match.start()) and plea == status.startswith("pleaded"):
                found.append((match.start(), match.end(), status))
    kept: list[tuple[int, int, str]] = []
    for start, end, status in sorted(found, key=lambda f: (f[0], f[0] - f[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, status))
    borders = [
        0,
        *(_border(sentence, one[1], other[0]) for one, other in pairwise(kept)),
        len(sentence),
    ]
    return [
        Statement(status, start, end, sentence[borders[i] : start], sentence[end : borders[i + 1]])
        for i, (start, end, status) in enumerate(kept)
    ]


def happened(sentence: str, place: int) -> bool:
    """Whether the outcome at a place is told as a fact: not negated, wished, conditional, or in quoted words."""
    clause = _CLAUSE.split(sentence[:place])[-1]
    quoted = sentence.count("“", 0, place) > sentence.count("”", 0, place) or sentence.count('"', 0, place) % 2 == 1
    inverted = sentence.startswith("Had ") and "," not in sentence[:place]  # "Had the jury convicted him, he ..."
    if _INFINITIVE.match(sentence, place) and _MODAL.search(sentence[:place]):
        return False
    return not quoted and not inverted and not _NEGATED.search(clause) and not _UNREAL.search(clause)


def said_of(sentence: str, charge: set[str], names: set[str]) -> Statement | None:
    """The outcome that a sentence states of a charge and person; None when it states none, or not clearly of them.

    Args:
        sentence: one sentence.
        charge: stems of the words that name the charge, which decide first: "found HER not guilty of bribery".
        names: stems of the person's names.
    """
    scored = [((_belonging(s, charge), _belonging(s, names)), s) for s in statements(sentence)]
    if not scored:
        return None
    scored.sort(key=lambda pair: pair[0], reverse=True)
    if len(scored) > 1 and scored[0][0] == scored[1][0] and scored[0][1].status != scored[1][1].status:
        return None
    return scored[0][1]


def clause_status(sentence: str, place: int) -> str | None:
    """The outcome whose part of the sentence a character lies in; None where there is no outcome."""
    for statement in statements(sentence):
        if statement.start - len(statement.before) <= place < statement.end + len(statement.after):
            return statement.status
    return None


def _belonging(statement: Statement, wanted: set[str]) -> int:
    """How much of what is wanted belongs to a statement; words after it count twice, as in "acquitted of fraud"."""
    after = {stem(word) for word in content_words(statement.after)}
    before = {stem(word) for word in content_words(statement.before)}
    return 2 * len(wanted & after) + len((wanted & before) - after)


def _border(sentence: str, start: int, end: int) -> int:
    """Where, between two outcomes, the words stop belonging to the first and begin to belong to the second."""
    between = sentence[start:end]
    for pattern in (_STRONG, _WEAK):
        cuts = [match.start() for match in pattern.finditer(between)]
        if cuts:
            return start + cuts[-1]
    return end


def words_of(text: str) -> list[str]:
    """The words of a text that name outcomes, as they stand there."""
    return [match.group() for pattern in PATTERNS.values() for match in pattern.finditer(text)]


def supports(question: str, evidence: str) -> bool:
    """False when the question presumes an outcome that the evidence nowhere states."""
    presumed = asked(question)
    return not presumed or bool(presumed & outcomes(evidence))
