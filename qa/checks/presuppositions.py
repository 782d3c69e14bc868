"""What happened, by the question, must be told where the answer stands: nobody drowned where nothing says so.

A question takes an event for granted ("how many passengers drowned?") just as it does a name. Its words have many
others for them, so each event is a closed list of the words that tell of it in news; an event that is not listed is
no condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import sentences
from qa.language.words import content_words, stem, words


@dataclass(frozen=True, slots=True)
class _Event:
    asked: re.Pattern[str]
    """How questions name it."""
    told: re.Pattern[str]
    """The words of which one stands in any report of it."""


def _event(asked: str, told: str) -> _Event:
    return _Event(re.compile(rf"\b(?:{asked})\b", re.I), re.compile(rf"\b(?:{told})", re.I))


_NEAR = (
    _event(
        r"killed|die[sd]?|dying|dead|deaths?|drown(?:ed|s)?|perish(?:ed)?|fatal(?:ities|ly)?"
        r"|lost (?:his|her|their) li(?:fe|ves)",
        r"kill|die[sd]?\b|dying|dead|death|drown|perish|fatal|murder|slain|slay|lives\b|li(?:fe|ves) of|bod(?:y|ies)\b"
        r"|toll|victims?\b|mourn|funeral|obituar|passed away|the late\b|assassinat|suicide|homicide|manslaughter"
        r"|casualt|memor|shot|stabbed|massacre|execut(?:ed|ion)|grave|buried|crash|collaps|surviv",
    ),
    _event(
        r"(?:went|go|goes|going|sent|sentenced) to (?:prison|jail)|imprisoned|jailed",
        r"prison|jail|sentenc|years\b|months\b|bars\b|incarcerat|custody|detention|inmate|cell\b|imprison|served|time",
    ),
    _event(
        r"resign(?:ed|s)?|step(?:ped|s)? down|quit",
        r"resign|step|quit|left\b|leav|depart|oust|exit|retir|fired|out\b|gone|successor|replac|former|ex-|end",
    ),
    _event(
        r"marr(?:y|ied|ies)|wed(?:ding)?",
        r"marr|wed|wife|husband|spouse|bride|groom|couple|engag|knot|partner|honeymoon|vows?\b",
    ),
    _event(
        r"arrest(?:ed|s)?",
        r"arrest|custody|detain|detention|apprehend|caught|captur|jail|handcuff|seized|nabbed|held\b|charged|taken|extradit|raid",
    ),
)  # fmt: skip
"""Events that the answer's sentence, one beside it or the headline tells of."""
_RETRIAL = _event(
    r"retrials?|retried|second trial|new trial",
    r"retr(?:ial|y|ied)|second (?:trial|jury|time)|new trial"
    r"|(?:tr(?:y|ied)|convict\w*|acquit\w*|guilty|cleared) (?:[\w’'-]+ ){0,3}again\b",
)
"""A second trial is what its reports begin with; reports of the first only foretell it, far below."""
_JURY = _event(
    r"(?:did|by|before|of) (?:the|a) (?:\w+ )?(?:jury|jurors)|jur(?:y|ors) (?:decide|find|found|convict|acquit)\w*",
    r"jur(?:y|ies|or)|panel|verdict",
)
_LEAD = 600
"""Characters in which an article says what it is about."""
_POST = re.compile(
    r"^(?:and )?whom?\b.*\b(?:cho(?:ose|sen?)|nam(?:e|ed)|appoint(?:ed)?|pick(?:ed)?|hir(?:e|ed)|elect(?:ed)?"
    r"|nominat(?:e|ed)|select(?:ed)?|sworn in|install(?:ed)?)\b.* as (?:the |an? |its |his |her |their )?"
    r"(?P<post>[a-z][\w’' -]+?)(?= of | for | in |\W*$)",
    re.I,
)
_SUFFIXED = re.compile(r"\b(?P<last>[A-Z][\w’'-]+),? (?P<suffix>Jr|Sr)\b")


def told(question: str, headline: str, body: str, sentence: tuple[int, int]) -> bool:
    """Whether the events that a question takes for granted are told where its answer stands.

    Args:
        question: what is asked.
        headline: of the article.
        body: of the article.
        sentence: range of the answer's sentence in the body.
    """
    own, here = body[slice(*sentence)], f"{headline}\n{_beside(body, sentence)}"
    return (
        all(one.told.search(here) for one in _NEAR if one.asked.search(question))
        and staged(question, here, body)
        and _same_person(question, own)
        and _same_person(question, here)  # the sentence may have "he" for him
        and _in_post(question, own)
    )


def staged(question: str, headline: str, body: str) -> bool:
    """Whether an article tells of the stage of a case that a question is about: its retrial, its jury.

    Args:
        question: what is asked.
        headline: of the article; or more of it that is looked at beside the beginning of its body.
        body: of the article.
    """
    return all(
        not stage.asked.search(question) or bool(stage.told.search(f"{headline}\n{text}"))
        for stage, text in ((_RETRIAL, body[:_LEAD]), (_JURY, body))
    )


def _beside(body: str, sentence: tuple[int, int]) -> str:
    """A sentence with the one before and the one behind it."""
    borders = list(sentences(body))
    touched = [n for n, (start, end) in enumerate(borders) if start < sentence[1] and end > sentence[0]]
    if not touched:
        return body[slice(*sentence)]
    first, last = max(0, touched[0] - 1), min(len(borders) - 1, touched[-1] + 1)
    return body[borders[first][0] : borders[last][1]]


def _same_person(question: str, text: str) -> bool:
    """Of a father and son of one name, the one who is asked about."""
    for asked in _SUFFIXED.finditer(question):
        found = {m["suffix"] for m in _SUFFIXED.finditer(text) if m["last"] == asked["last"]}
        if found and asked["suffix"] not in found:
            return False
    return True


def _in_post(question: str, text: str) -> bool:
    """Whether all words of the post that somebody was chosen for are there: a chief of staff is no police chief."""
    asked = _POST.search(question)
    if asked is None:
        return True
    held = {stem(word) for word in words(text)}
    return all(stem(word) in held for word in content_words(asked["post"]))
