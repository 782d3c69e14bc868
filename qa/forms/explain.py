"""Why, how, and what happened: two or three sentences that tell it, each cited, from articles about that matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index import Hit
from ingest import sentences
from qa.answer import Citation
from qa.answers.compose import Composed, RankedSentence, flat, rank_sentences
from qa.asked.question import Understood
from qa.language.names import names
from qa.language.words import content_words, coverage, stem
from qa.reader import Reading

MOST = 3
_LEAD = 400
"""Characters in which an article says what it is about."""
_MOSTLY = 0.6
_HALF = 0.6
_CLOSE = 1.2
_HAPPENED = re.compile(
    r"\bwhat (?:has |had )?happened\b|\btell me (?:about|what)\b|^(?:and )?(?:summari[sz]e|describe)\b"
    r"|\bwhat became of\b"
    r"|^(?:and )?how did .* (?:end|turn out|go)\b",
    re.I,
)
_WHY = re.compile(
    r"^(?:and |but |so )?(?:why\b|how come\b)|\bwhat (?:caused|led|explains)\b|\bthe (?:cause|reason)\b", re.I
)
_CAUSE = re.compile(
    r"\b(?:because|after|due to|owing to|blam\w+|caus(?:e|ed|ing)|result(?:ed)? (?:of|from|in)|led to|fault|reason\w*"
    r"|since|so that|for lack of|fail(?:ed|ure)|in order to|to (?:save|avoid|pay|protect|make|balance)|objected"
    r"|found that"
    r"|attributed|stemm\w+|prompted|concluded|explain\w*|refused)\b",
    re.I,
)
_OUTRIGHT = re.compile(r"\b(?:because|due to|owing to|blam\w+|caused by|result of|for lack of|attributed to)\b", re.I)
_ASKING = frozenset(
    stem(word)
    for word in "happen happened happening tell story cause caused reason explain describe summarize summarise become "
    "became led lead why start started end ended".split()
)
"""Words by which such a question asks, and which the sentence that answers it need not have."""


def answer(question: Understood, hits: Sequence[Hit], readings: Sequence[Reading]) -> Composed | None:
    """The sentences that tell it; None when no article found is about the matter.

    Args:
        question: one that asks why, how or what happened.
        hits: what was found for it, best first.
        readings: one for each hit.
    """
    if _HAPPENED.search(question.text):
        return _course(question, hits)
    why = bool(_WHY.search(question.text))
    about = _about(question, hits)
    kept: list[RankedSentence] = []
    for sentence in _weighed(question, hits, readings, why=why):
        if hits[sentence.hit].article.version not in about or (why and not _CAUSE.search(_text(hits, sentence))):
            continue
        if len(kept) == MOST or (kept and sentence.worth < kept[0].worth - _CLOSE):
            break
        if not any(_alike(hits, sentence, other) for other in kept):
            kept.append(sentence)
    return _composed(hits, kept) if kept else None


def _course(question: Understood, hits: Sequence[Hit]) -> Composed | None:
    """How a matter went: what its first and its latest articles report, in the order of their days."""
    about = _about(question, hits)
    leads: list[RankedSentence] = []
    for number, hit in sorted(enumerate(hits), key=lambda pair: (pair[1].article.published_at or "", pair[0])):
        first = _first(hit) if hit.article.version in about else None
        if first is None or any(hits[lead.hit].article.version == hit.article.version for lead in leads):
            continue
        sentence = RankedSentence(number, *first, 0.0)
        if not any(_alike(hits, sentence, other) for other in leads):
            leads.append(sentence)
    if not leads:
        return None
    kept = leads if len(leads) <= MOST else [leads[0], *leads[-MOST + 1 :]]
    made = _composed(hits, kept)
    return replace(made, answer=flat(_text(hits, kept[-1])))


def _weighed(
    question: Understood, hits: Sequence[Hit], readings: Sequence[Reading], *, why: bool
) -> list[RankedSentence]:
    """The sentences, best first; to a question why, one that tells a cause counts for more."""
    found = [
        replace(s, worth=s.worth + (_cause(_text(hits, s)) if why else 0.0))
        for s in rank_sentences(question, hits, readings)
    ]
    return sorted(found, key=lambda s: -s.worth)


def _cause(text: str) -> float:
    """What it adds to a sentence's worth that it tells a cause: more where it says so outright."""
    return 2.0 if _OUTRIGHT.search(text) else 1.2 if _CAUSE.search(text) else 0.0


def _about(question: Understood, hits: Sequence[Hit]) -> set[str]:
    """Versions of the articles whose beginning is about the matter: it has all of its names and most of its words."""
    wanted = [word for word in content_words(question.text) if stem(word) not in _ASKING]
    named = {stem(word) for name in names(question.text) for word in content_words(name)}
    told: dict[str, bool] = {}
    found = set()
    for hit in hits:
        version = hit.article.version
        lead = f"{hit.article.headline} {hit.article.body[:_LEAD]}"
        held = {stem(word) for word in content_words(lead)}
        # A last name stands for the whole one.
        fits = named <= held or bool(named & held and _last_names(question) <= held)
        rest = " ".join(word for word in wanted if stem(word) not in named)
        enough = coverage(" ".join(wanted), f"{lead} {hit.text}") >= _MOSTLY and bool(wanted)
        # A town's name is in the dateline of all that happens there.
        if fits and enough and (not rest or coverage(rest, lead) >= _HALF):
            if version not in told:  # once for all passages of an article, which may be long
                told[version] = not rest or _together(named, rest, hit)
            if told[version]:
                found.add(version)
    return found


def _together(named: set[str], rest: str, hit: Hit) -> bool:
    """Whether one sentence tells what is asked of whom it is asked: who was sworn in, not who came to see it."""
    if not named:
        return True
    body = hit.article.body
    told = [hit.article.headline, *(body[start:end] for start, end in sentences(body))]
    return any(coverage(rest, text) >= _HALF and named & {stem(word) for word in content_words(text)} for text in told)


def _last_names(question: Understood) -> set[str]:
    return {stem(content_words(name)[-1]) for name in names(question.text) if content_words(name)}


def _first(hit: Hit) -> tuple[int, int] | None:
    """The first sentence of an article; the second too where the first names no matter ("A second jury saw ...")."""
    found = sentences(hit.article.body)[:2]
    if not found:
        return None
    headline = hit.article.headline
    start, end = max(found, key=lambda f: coverage(headline, hit.article.body[slice(*f)]))
    return start, end


def _composed(hits: Sequence[Hit], kept: Sequence[RankedSentence]) -> Composed:
    citations = [Citation.of(hits[s.hit].article, s.start, s.end, n) for n, s in enumerate(kept, start=1)]
    text = " ".join(f"{flat(c.quote)} [{c.n}]" for c in citations)
    return Composed(flat(citations[0].quote), text, citations)


def _text(hits: Sequence[Hit], sentence: RankedSentence) -> str:
    return hits[sentence.hit].article.body[sentence.start : sentence.end]


def _alike(hits: Sequence[Hit], one: RankedSentence, other: RankedSentence) -> bool:
    """Whether two sentences say nearly the same."""
    left, right = ({stem(w) for w in content_words(_text(hits, s))} for s in (one, other))
    return len(left & right) > 0.7 * max(1, min(len(left), len(right)))
