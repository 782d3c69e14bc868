"""Who said something, and what somebody said: the speaker, the exact words, and the sentence that attributes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Hit
from ingest import Article
from qa.answer import Citation
from qa.answers.compose import Composed, Correction, flat
from qa.asked.question import Understood
from qa.facts.kept import Facts
from qa.facts.speakers import Utterance
from qa.language.names import names
from qa.language.words import content_words, stem

VERBATIM, REPORTED = "verbatim", "reported"
"""The words stand in quotation marks as asked; or they are told in other words."""
_MOST_ARTICLES = 12
_MOST_WORDS_SAID = 3
_COVERED = 0.7
"""Who said a thing told in other words: this share of its words must be the speaker's."""
_ABOUT = 0.5
"""What somebody said about a matter: this share of the matter's words must be in the article."""
_CLOSE = 0.4
_LEAD = 400
"""Characters in which an article says what it is about."""
_SPOKE = r"said|told|testified|claimed|declared|announced|remarked|stated|joked|shouted|warned|insisted|argued"
_SPEAK = r"say|said|tell|testify|claim|declare|announce|remark|state|warn|argue"
_WHO = re.compile(rf"^(?:and |but |so )?who(?: else)?(?: was it that| was it who)? (?:{_SPOKE})\b(?P<rest>.*)$", re.I)
_WHAT = re.compile(
    rf"^(?:and |but |so )?what (?:else )?(?:did|does|do|has|have|had) (?P<who>.+?) (?:{_SPEAK})\b(?P<rest>.*)$", re.I
)
_UNNAMED = re.compile(r"^(?:he|she|they|it|you|we|i|people|anyone|anybody|everyone)$", re.I)
_BODIES = (
    r"company|union|city|hospital|port|team|county|bank|school|district|party|campaign|agency|board|police|church"
    r"|university|college|firm|club|council|court|government|department|family|families|prosecution|defen[cs]e"
)
_BEFORE = re.compile(r"(?:[\w’'.-]+,? ){1,5}\Z")
"""The words before a name, within the slice that is searched."""
_REACH = 100
"""Characters before a name in which it is described: "the harbour company's director, ..."."""
_AFTER = re.compile(r", [^.“”\"]{0,60}[,.]")
_OWNED = re.compile(rf"\b(?!(?:{_BODIES})[’']s)[a-z][\w-]*[’']s\b")
"""A possessive in a description belongs to another person ("the mayor’s lawyer"), unless a body speaks through it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question about speech: ``who`` is to be found, or ``speaker`` is known; ``about`` is what is said."""

    speaker: str
    about: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    hit: Hit
    order: int
    utterance: Utterance
    worth: float

    @property
    def words(self) -> str:
        return self.hit.article.body[self.utterance.start : self.utterance.end]


def answer(question: Understood, hits: Sequence[Hit], facts: Facts) -> Composed | Correction | None:
    """The speaker, or the words, that a question asks for.

    Args:
        question: the question.
        hits: what was found for it, best first.
        facts: of the articles.

    Returns:
        The answer; a correction where the words are in the archive but nobody is plainly named for them, or where the
        speaker is there but never speaks of the matter; None for any other question, or where nothing plainly fits.
    """
    asked = _taken_apart(question)
    if asked is None:
        return None
    pages = list(_pages(hits, facts))
    if asked.speaker:
        return _what(asked, pages)
    return _whose(asked, pages) if asked.quotes else _who(asked, pages)


def _taken_apart(question: Understood) -> _Asked | None:
    text = question.text.partition(" (")[0].strip("? ") if question.before else question.text.strip("? ")
    what = _WHAT.match(text)
    if what and not _UNNAMED.match(what["who"].strip()):
        return _Asked(what["who"].strip(), tuple(_stems(what["rest"])), ())
    who = _WHO.match(text)
    if who is None:
        return None
    return _Asked("", tuple(_stems(who["rest"])), question.quotes)


def _pages(hits: Sequence[Hit], facts: Facts) -> Iterator[tuple[int, Hit, list[Utterance]]]:
    """Each article once, with what it lets people say."""
    seen: set[str] = set()
    for order, hit in enumerate(hits):
        if hit.article.version not in seen and len(seen) < _MOST_ARTICLES:
            seen.add(hit.article.version)
            yield order, hit, facts.utterances(hit.article)


def _whose(asked: _Asked, pages: Sequence[tuple[int, Hit, list[Utterance]]]) -> Composed | Correction | None:
    """Whose words the quoted ones are."""
    wanted = [_plain(quote) for quote in asked.quotes]
    found = [
        _Said(hit, order, one, 0.0)
        for order, hit, told in pages
        for one in told
        if one.direct and all(quote in _plain(hit.article.body[one.start : one.end]) for quote in wanted)
    ]
    if found:
        best = next((said for said in found if said.utterance.speaker), None)
        return _speaker(best, found) if best else _nameless(found[0])
    if any(all(quote in _plain(hit.article.body) for quote in wanted) for _, hit, _ in pages):
        return None
    return Correction("The archive does not say. No article that was found holds these words.", [])


def _who(asked: _Asked, pages: Sequence[tuple[int, Hit, list[Utterance]]]) -> Composed | None:
    """Who said a thing that the question tells in its own words."""
    if len(asked.about) < 2:
        return None
    found = []
    for order, hit, told in pages:
        for one in told:
            share = _share(asked.about, hit.article.body[slice(*one.sentence)])
            if one.speaker and share >= _COVERED:
                found.append(_Said(hit, order, one, share - 0.02 * order))
    found.sort(key=lambda said: -said.worth)
    if not found:
        return None
    # A speaker whom the question itself names is whom the words are about, or to.
    return _speaker(found[0], found[:1], REPORTED)


def _what(asked: _Asked, pages: Sequence[tuple[int, Hit, list[Utterance]]]) -> Composed | Correction | None:
    """What somebody said, about a matter where the question names one."""
    wanted = _stems(asked.speaker)
    own = []
    for order, hit, told in pages:
        # An article that lacks one of the words calls nobody by all of them.
        if not wanted or not wanted <= _stems(f"{hit.article.headline} {hit.article.body}"):
            continue
        called: dict[str, set[str]] = {}
        for one in told:
            if one.speaker not in called:
                called[one.speaker] = _called(hit.article, one.speaker)
            if wanted <= called[one.speaker] | _stems(_OWNED.sub(" ", one.described)):
                own.append((order, hit, one))
    if not own:
        return None
    found = [
        _Said(hit, order, one, _worth(asked, hit, one, order))
        for order, hit, one in own
        if not asked.about or _share(asked.about, f"{hit.article.headline} {hit.article.body}") >= _ABOUT
    ]
    found.sort(key=lambda said: (-said.worth, said.utterance.start))
    if not found or (asked.about and not _touched(asked, found[0])):
        citation = Citation.of(own[0][1].article, *own[0][2].sentence, 1)
        return Correction(
            f"No article that was found lets {asked.speaker} speak of this. The nearest words: "
            f"{flat(citation.quote)} [1]",
            [citation],
        )
    kept: list[_Said] = []
    for said in found:
        if len(kept) == _MOST_WORDS_SAID or said.worth < found[0].worth - _CLOSE:
            break
        if all(said.utterance.sentence != k.utterance.sentence or said.hit is not k.hit for k in kept):
            kept.append(said)
    citations = [Citation.of(said.hit.article, *said.utterance.sentence, n) for n, said in enumerate(kept, start=1)]
    text = " ".join(f"{_led(said)}{flat(c.quote)} [{c.n}]" for said, c in zip(kept, citations, strict=True))
    return Composed(_exact(kept[0]), text, citations, REPORTED)


def _speaker(best: _Said, found: Sequence[_Said], manner: str = VERBATIM) -> Composed:
    """The speaker, with the sentence that attributes the words; other articles that agree are cited too."""
    agreeing = {
        said.hit.article.id: said for said in reversed(found) if said.utterance.speaker == best.utterance.speaker
    }
    agreeing = {best.hit.article.id: best} | agreeing
    citations = [
        Citation.of(said.hit.article, *said.utterance.sentence, n) for n, said in enumerate(agreeing.values(), start=1)
    ]
    marks = "".join(f"[{c.n}]" for c in citations)
    return Composed(best.utterance.speaker, f"{_led(best)}{flat(citations[0].quote)} {marks}", citations, manner)


def _nameless(said: _Said) -> Correction:
    citation = Citation.of(said.hit.article, *said.utterance.sentence, 1)
    return Correction(
        f"The archive holds these words, but does not plainly name who said them: {flat(citation.quote)} [1]",
        [citation],
    )


def _led(said: _Said) -> str:
    """The speaker in front of a sentence that calls them by a pronoun or a part of the name only."""
    speaker = said.utterance.speaker
    return "" if not speaker or speaker in said.hit.article.body[slice(*said.utterance.sentence)] else f"{speaker}: "


def _exact(said: _Said) -> str:
    """The words themselves where they are quoted, else the sentence that reports them."""
    words = flat(said.words)
    if not said.utterance.direct:
        return words
    return words.rstrip(",") if words[:1].isupper() else words.rstrip(",.")


def _worth(asked: _Asked, hit: Hit, one: Utterance, order: int) -> float:
    body = hit.article.body
    near = _share(asked.about, body[slice(*one.sentence)])
    beside = _share(asked.about, body[slice(*one.paragraph)])
    around = _share(asked.about, hit.article.headline)
    return near + 0.5 * beside + 0.5 * around + (0.3 if one.direct else 0.0) - 0.05 * order


def _touched(asked: _Asked, said: _Said) -> bool:
    """Whether the words, their paragraph or the headline have any word of the matter."""
    body = said.hit.article.body
    if _share(asked.about, body) == 1:
        return True
    text = f"{said.hit.article.headline} {body[:_LEAD]} {body[slice(*said.utterance.paragraph)]}"
    return _share(asked.about, text) > 0


def _called(article: Article, speaker: str) -> set[str]:
    """Stems of all that the article calls a speaker: the name, and the description beside it wherever it stands."""
    described = []
    if speaker and names(f"x {speaker}"):
        name = re.escape(speaker)
        for match in re.finditer(rf"(?<![\w’'-]){name}(?![\w-])", article.body):
            before = _BEFORE.search(article.body, max(0, match.start() - _REACH), match.start())
            after = _AFTER.match(article.body, match.end())
            described.append(re.split(r"[,.;]\s(?=\S*\s?\S)", before.group() if before else "")[-1])
            described.append(after.group() if after else "")
    return _stems(" ".join([speaker, *(_OWNED.sub(" ", text) for text in described)]))


def _share(wanted: Sequence[str], text: str) -> float:
    return len(set(wanted) & _stems(text)) / max(1, len(set(wanted)))


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.lower()).split())
