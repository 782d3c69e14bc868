"""What became of a merger, a bill, a plan: the latest of the steps that the articles tell of it, and those before.

A step is plain only where a sentence says of the very thing asked about that it was approved, blocked, called off and
so on: the noun is the subject or the object of that verb. Court matters are left to :mod:`qa.forms.rulings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index import Hit
from ingest import sentences
from qa.answer import Citation
from qa.answers.compose import Composed, flat
from qa.asked.question import Understood
from qa.disagreement.developments import history
from qa.disagreement.matter import Matter
from qa.language.senses import sense, senses

_ASKED = re.compile(
    r"^(?:and |but |so )?(?:what (?:has |had )?(?:became|become|happened) (?:of|to|with)"
    r"|what (?:is|was) the (?:latest|current |present )?\s?(?:state|status|fate|outcome|news|result|end)? ?(?:of"
    r"|on|with|about)"
    r"|where do(?:es)? (?=.*\bstand\b)|how did (?=.*\bend\b)"
    r")\s(?:the |a |an |its |their |his |her )?",
    re.I,
)
_NOUN = re.compile(
    r"\b(merger|takeover|acquisition|deal|sale|purchase|bid|offer|plans?|proposal|bill|law|ordinance|measure|ban|tax|strike|walkout"
    r"|boycott|contract|agreement|treaty|pact|project|scheme|petition|referendum|ballot|campaign|investigation|inquiry|probe"
    r"|nomination|appointment|application|permit|licen[cs]e|closure|expansion|relocation|demolition|recall"
    r"|concert|festival|parade|match|tournament|launch|mission|pipeline|curfew|blockade|talks|truce|ceasefire|budget|loan"
    r"|grant)\b",
    re.I,
)
_STEPS = (
    r"blocked|abandon(?:ed)?|called off|scrapped|cancel(?:l?ed)?|terminated|dropped|rejected|defeated|vetoed"
    r"|withdrawn|withdrew"
    r"|collapsed|failed|fell through|shelved|struck down|halted|suspended|annulled|voided|overturned|revoked"
    r"|repealed|lifted"
    r"|approved|completed|closed|passed|adopted|signed(?: into law)?|cleared|ratified|enacted|finali[sz]ed"
    r"|agreed(?: to| on)?"
    r"|settled|ended|reopened|opened|demolished|rebuilt|finished|accepted|upheld|endorsed|voted down|won|lost|built"
    r"|announced|proposed|reviewed|under review|delayed|postponed|put off|challenged|filed|launched|began|begun"
    r"|started|introduced"
    r"|put on hold|resumed|revived|extended|broken off|broke off|turned down|thrown out|threw out|went ahead"
    r"|pulled out|backed out"
    r"|gave up|given up|sent back|tabled|unveiled|merged"
)
_PASSIVE = re.compile(
    rf"^(?:(?!\b(?:said|says|that|who|which|but|because|when|while|and(?! [A-Z]))\b)[^.;:]){{0,90}}?"
    rf"\b(?:was|were|is|are|has|have|had|been|being|be|got)\s(?:\w+ly\s|now\s|also\s|been\s|being\s)*(?P<step>{_STEPS})\b",
    re.I,
)
_INTRANSITIVE = re.compile(
    r"^(?: (?:of|between|with|by|for|to|in|at|on) [^.;:,]{2,80}?)?(?:,[^.;:,]{2,60},)? "
    r"(?P<step>collapsed|failed|fell through|ended|closed|went ahead|began|started|opened|reopened|passed|resumed)\b",
    re.I,
)
_ACTIVE = re.compile(
    rf"\b(?P<step>{_STEPS})\s(?:(?:the|a|an|its|their|his|her|that|this|on|off|out|of|to|for|all|plans"
    rf"|[\w’'$.-]+)\s){{0,6}}$",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:would|could|may|might|should|if|whether|must|not|never|will|until|unless|expected to|asked to|urged"
    r"|wants?|hopes?"
    r"|plans? to|vow\w*|threat\w*|seek\w*|to be)\s(?:\w+\s){0,3}$",
    re.I,
)
_MOST_ARTICLES = 12
_MOST_BEFORE = 3


@dataclass(frozen=True, slots=True)
class _Step:
    hit: Hit
    words: str
    sentence: tuple[int, int]
    place: int

    @property
    def when(self) -> tuple[date, int]:
        return self.hit.article.published_day or date.min, self.place


def answer(question: Understood, hits: Sequence[Hit]) -> Composed | None:
    """The latest step of the thing asked about, its day, and the steps before; None for other questions.

    Args:
        question: one that stands alone.
        hits: what was found for it.
    """
    asked = _ASKED.match(question.text)
    noun = _NOUN.search(question.text, asked.end() if asked else 0) if asked else None
    if noun is None:
        return None
    matter = Matter(question)
    steps = sorted(_steps(matter, sense(noun.group()), hits), key=lambda s: s.when)
    if not steps or not matter.names:
        return None
    last = steps[-1]
    # Of one state the report that first told of it counts; later ones often only recall it.
    last = next(s for s in steps if _same(s, last) and all(_same(s, o) for o in steps if o.when > s.when))
    citations = [Citation.of(last.hit.article, *last.sentence, 1)]
    text = f"{flat(citations[0].quote)} [1]"
    before: list[tuple[str, date | None, int]] = []
    told = [last]
    for step in reversed(steps):
        if len(before) == _MOST_BEFORE or step.when >= last.when or any(_same(step, one) for one in told):
            continue
        told.append(step)
        citations.append(Citation.of(step.hit.article, *step.sentence, len(citations) + 1))
        before.append((step.words, step.hit.article.published_day, len(citations)))
    if before:
        text += " " + history(last.words, last.hit.article.published_day, 1, before)
    return Composed(last.words, text, citations)


def _same(one: _Step, other: _Step) -> bool:
    return sense(one.words.split()[0]) == sense(other.words.split()[0])


def _steps(matter: Matter, noun: str, hits: Sequence[Hit]) -> Iterator[_Step]:
    """The steps that the articles tell of a thing, one for each sentence."""
    pages = {hit.article.version: hit for hit in hits}
    for hit in list(pages.values())[:_MOST_ARTICLES]:
        if not matter.covers(hit.article):
            continue
        body = hit.article.body
        for start, end in sentences(body):
            text = body[start:end]
            if noun not in senses(text):
                continue
            step = _step(text, noun)
            if step:
                yield _Step(hit, " ".join(text[slice(*step)].split()), (start, end), start + step[0])


def _step(text: str, noun: str) -> tuple[int, int] | None:
    """Where the words stand that say what became of the noun; None when the sentence does not say it of the noun."""
    for match in re.finditer(r"[A-Za-z][\w’'-]*", text):
        if sense(match.group()) != noun:
            continue
        before, after = text[: match.start()], text[match.end() :]
        for pattern in (_PASSIVE, _INTRANSITIVE):
            found = pattern.match(after)
            if found and not _NOT_YET.search(text[: match.end() + found.start("step")]):
                return match.end() + found.start("step"), match.end() + found.end("step")
        found = _ACTIVE.search(before)
        if found and not _NOT_YET.search(before[: found.start("step")]):
            return found.start("step"), found.end("step")
    return None
