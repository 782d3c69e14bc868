"""Two names for one thing: who was appointed, where it was found; from the reader's spans and from like sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import Hit
from ingest import Article, sentences
from qa.asked.question import Understood
from qa.disagreement.apart import set_apart
from qa.disagreement.developments import moves_on
from qa.disagreement.matter import Matter, same_event
from qa.facts.people import NAME
from qa.facts.told import Told
from qa.language import values
from qa.language.numerals import numeral
from qa.language.senses import senses
from qa.language.words import MONTHS_OR_DAYS, STOP_WORDS
from qa.spans.rank import Group

CLOSE = 1.5
"""How far a rival's reader margin may lie below the first one's."""
ALIKE = 0.5
"""The share of content words, the names aside, that two sentences must have in common to tell the same."""
ALIKE_ALL = 0.3
"""The same of the longer sentence."""
LEAST_SAME = 5
"""Words beside the name that two versions of a sentence must share."""
LEAST_WORDS = 3
"""Content words beside the name that a sentence must have to say something of it."""
MOST_WORDS = 5
_NAMES = re.compile(rf"(?<![\w’'-]){NAME}")
_SUCCEEDED = re.compile(
    r"\b(?:replac\w+|succe(?:ed|ss)\w*|resign\w*|quits?|stepp(?:ed|ing) down|took over|tak(?:es|en|ing) over|instead of"
    r"|no longer|moved|reversed|overturned|recount\w*|new|final)\b",
    re.I,
)
_AMONG = re.compile(r"\b(?:also|too|as well|among|one of|others?|including|such as)\b", re.I)
_LISTED_AFTER = re.compile(rf"(?:, {NAME})*,? (?:and|or|&) (?:the )?{NAME}")
_LISTED_BEFORE = re.compile(rf"{NAME},? (?:and|or|&) (?:the )?$")
_BEFORE_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside)\s(?:the (?:town|city|village|port|county) of )?$", re.I)


def rival_names(
    question: Understood,
    matter: Matter,
    own: Sequence[Told],
    groups: Sequence[Group],
    hits: Sequence[Hit],
    copies: Sequence[Article] = (),
) -> Iterator[Told]:
    """The names that stand in the place of the first one, in sentences that otherwise say the same.

    Args:
        question: the question; one that asks for a number or day has no rival names.
        matter: what it asks about.
        own: the name that answers, where the articles give it, best first.
        groups: the reader's answers, best first.
        hits: what was read.
        copies: other versions of the stories found.
    """
    first = own[0]
    if question.kind in ("number", "date") or not _is_name(first.text):
        return
    found = [told for one in own for told in _changed(matter, one, [*copies, *(hit.article for hit in hits)])]
    yield from found
    for told in (*_read(first, groups, hits), *_written(question, matter, first, hits)):
        if any(told.sentence == known.sentence and told.article.version == known.article.version for known in found):
            continue
        if any(_rivals(matter, one, told) for one in own) and (
            _SUCCEEDED.search(told.quote) or not any(_bare(one.text) in told.quote for one in own)
        ):
            found.append(told)
            yield told


def one_name(one: str, other: str) -> bool:
    """Whether two names may be one: with a title, without a first name, with an initial, or with more of a place."""
    if values.same(values.key(one), values.key(other)):
        return True
    left, right = (re.findall(r"[A-Z][\w-]*", re.sub(r"['’]s\b", "", name)) for name in (one, other))
    if not left or not right:
        return False
    if left[0][:5] == right[0][:5] and 1 in (len(left), len(right)):
        return True  # "Georgia" and "Georgian"
    if left[-1] != right[-1] or len(left) == 1 or len(right) == 1:
        shorter, longer = sorted((left, right), key=len)
        return set(shorter) <= set(longer)
    return left[0][0] == right[0][0] or values.same(values.key(left[-1]), values.key(one))


def _changed(matter: Matter, first: Told, articles: Sequence[Article]) -> Iterator[Told]:
    """The names for which other versions of a story have changed the first one, and nothing else in its sentence."""
    body, (begin, end) = first.article.body, first.sentence
    before, after = body[begin : first.start], body[first.end : end]
    if len(f"{before} {after}".split()) < LEAST_SAME:
        return
    sentence = re.compile(rf"{_spaced(before)}(?P<name>[A-Z][^\n]{{1,60}}?){_spaced(after)}")
    for article in {article.version: article for article in articles}.values():
        found = sentence.search(article.body) if article.version != first.article.version else None
        if found is None or not matter.covers(article):
            continue
        told = Told(article, *found.span("name"), found.span(), None)
        if _is_name(told.text) and not one_name(first.text, told.text) and same_event(first, told):
            yield told


def _spaced(text: str) -> str:
    """A pattern of a text that any white space fits."""
    return re.sub(r"(?:\\\s)+", r"\\s+", re.escape(text))


def _read(first: Told, groups: Sequence[Group], hits: Sequence[Hit]) -> Iterator[Told]:
    """The reader's other answers that it is about as sure of."""
    margin = groups[0].best.margin
    for group in groups[1:]:
        best = group.best
        if best.margin >= max(0.0, margin - CLOSE):
            for member in (m for m in group.members if m.margin > 0):
                yield Told(hits[member.hit].article, member.start, member.end, member.sentence, None)


def _written(question: Understood, matter: Matter, first: Told, hits: Sequence[Hit]) -> Iterator[Told]:
    """The one new name of a sentence that says what the question asks, found without the reader."""
    placed = _BEFORE_PLACE.search(first.article.body[first.sentence[0] : first.start])
    known = set(question.text.split()) | set(first.quote.split())
    for hit in {hit.article.version: hit for hit in hits}.values():
        for start, end in sentences(hit.article.body, hit.passage.start, hit.passage.end):
            text = hit.article.body[start:end]
            if not matter.said or len(matter.said & senses(text)) < 0.6 * len(matter.said):
                continue
            fresh = [m for m in _NAMES.finditer(text) if _fresh(m.group(), m.start(), known)]
            if placed:
                fresh = [m for m in fresh if _BEFORE_PLACE.search(text[: m.start()])]
            if len(fresh) == 1:
                yield Told(hit.article, start + fresh[0].start(), start + fresh[0].end(), (start, end), None)


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", name)


def _fresh(name: str, start: int, known: set[str]) -> bool:
    """Whether a name is a proper one, and new: not the first word of a sentence, a day, or part of the question."""
    words = name.split()
    if (
        values.key(name).endswith(":")
        or MONTHS_OR_DAYS.fullmatch(words[0])
        or (start == 0 and (len(words) == 1 or words[0].lower() in STOP_WORDS))
    ):
        return False
    bare = {re.sub(r"['’]s$|\W+$", "", word) for word in known}
    return not any(word in bare for word in words)


def _rivals(matter: Matter, first: Told, told: Told) -> bool:
    if not _is_name(told.text) or one_name(first.text, told.text) or not matter.covers(told.article):
        return False
    if not _alike(first, told) or _of_several(first) or _of_several(told) or matter.numbers_another(told):
        return False
    if any(_SUCCEEDED.search(one.quote) for one in (first, told)) and (moves_on(told, first) or moves_on(first, told)):
        return True  # one took the other's place
    if told.text in first.quote or first.text in told.quote or set_apart(first, told):
        return False
    apart = told.article.version != first.article.version
    if apart and (first.text in told.article.body or told.text in first.article.body):
        return False  # an article that has both names says which is which
    return same_event(first, told)


def _of_several(told: Told) -> bool:
    """Whether a name is one of several that hold: "Maryland AND Missouri voted", "Dinosaurs ALSO sell well"."""
    body, (begin, end) = told.article.body, told.sentence
    listed = _LISTED_AFTER.match(body[told.end : end]) or _LISTED_BEFORE.search(body[begin : told.start])
    return bool(listed or _AMONG.search(told.quote))


def _is_name(text: str) -> bool:
    counted = re.search(r"\d", text) or numeral(text.split()[0]) is not None
    return text[:1].isupper() and len(text.split()) <= MOST_WORDS and not counted


def _alike(one: Told, other: Told) -> bool:
    left, right = (senses(told.quote) - senses(told.text) for told in (one, other))
    if min(len(left), len(right)) < LEAST_WORDS:
        return False  # a heading says nothing of its name
    return len(left & right) >= max(ALIKE * min(len(left), len(right)), ALIKE_ALL * max(len(left), len(right)))
