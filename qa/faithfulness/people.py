"""Names: each must stand in the evidence, for the same one, and in the same place of what is told."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from qa.faithfulness.evidence import Evidence
from qa.language.sentence import Said
from qa.language.words import MONTHS_OR_DAYS, STOP_WORDS, content_words, stem

_STANDS_IN = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|it|its|we|i)\b", re.I)
_PERSON = re.compile(r"\b(?:he|she|they|him|her|them)\b", re.I)
_PLACED = re.compile(r"\b(?:the|(?:in|at|from|near|to|of|on|outside)\s+(?:the\s+)?(?:\d+\s+)?)\s*$")
_SPEAKS = re.compile(
    r"\s+(?:said|says|told|added|asked|denied|argued|wrote|announced|has|had|was|is|will|would|did|may|might|could"
    r"|does|\w+ed)\b"
)
_RUN = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")


def missing(sentence: Said, window: Sequence[Said], evidence: Sequence[Evidence]) -> str | None:
    """A name that the evidence does not hold, or two names run together that it does not run together.

    The name may stand elsewhere in the passage when the evidence says "she" or "they", or holds another part of it
    ("the mill" for "the Grand Mill"), and in the headline always.
    """
    near = {part for said in window for word in said.tokens for part in (word, stem(word), *word.split("-"))}
    meant = any(_STANDS_IN.search(said.text) for said in window)
    fellows = {word: set(run) - {word} for run in _called(sentence, placed=True) for word in run}
    for name in sentence.names:
        called = meant or any(fellow in near for fellow in fellows.get(name, ()))
        known = any(_holds(e.known if called else e.around, name) for e in evidence) or _holds(near, name)
        if not known:
            return f"the name {name.title()} is not in the cited passage"
    opening = _opening(sentence.text)
    if opening and not any(_holds(e.known, opening) for e in evidence):
        return f"the name {opening.title()} is not in the cited passage"
    for first, second in _runs(sentence, evidence):
        if not any(_together(first, second, said.tokens) for e in evidence for said in (*e.sentences, e.heading)):
            return f"{first.title()} {second.title()} is not so called in the cited passage"
    return None


def named(sentence: Said) -> frozenset[str]:
    """The words of a sentence that are names, in lower case, a single one at its beginning among them."""
    opening = _opening(sentence.text)
    return frozenset((*sentence.names, opening) if opening else sentence.names)


def of_another(sentence: Said, core: Said | None, evidence: Sequence[Evidence]) -> str | None:
    """A name in the place of another: the sentence that says this names somebody else, and not this one."""
    if core is None:
        return None
    own, theirs = _called(sentence), _called(core)
    strangers = [run for run in theirs if not any(run[-1] in mine or mine[-1] in run for mine in own)]
    free = not theirs or (_PERSON.search(core.text) is not None and not strangers)
    placed = {word for one in evidence for word in one.dateline}
    for run in own:
        if run[-1] in core.tokens or set(run) & placed or free:
            continue
        if strangers:
            return f"the cited passage says it of {strangers[0][-1].title()}, not of {run[-1].title()}"
    return None


def exchanged(sentence: Said, window: Sequence[Said]) -> str | None:
    """Two that changed places: "Lee beat Hart" for "Hart beat Lee", "a truck struck a train"."""
    for said in window:
        if _names_exchanged(sentence, said) or _nouns_exchanged(sentence, said):
            return "two names have changed places"
    return None


def _called(said: Said, *, placed: bool = False) -> list[list[str]]:
    """The runs of names in a sentence, in lower case; places and kinds ("in Veldt", "the Briton") if wanted."""
    found = []
    for match in _RUN.finditer(said.text):
        words = [re.sub(r"['’]s$", "", word).lower() for word in match.group().split()]
        kept = [word for word in words if word in said.names]
        if not kept or words[0] in ("judge", "justice"):
            continue
        lead = said.text[: match.start()] + " ".join(words[: words.index(kept[0])])
        if placed or not _PLACED.search(lead.lower()):
            found.append(kept)
    opening = _opening(said.text)
    return [*found, *([[opening]] if opening else [])]


def _opening(text: str) -> str | None:
    """The first word where it is a single name: "Lee said ..."; a plural ("Officials said") is none."""
    match = re.match(r"\W*([A-Z][^\W_]+(?:[-’'][^\W_]+)*)", text)
    if match is None or not _SPEAKS.match(text[match.end() :]):
        return None
    word = match.group(1).lower()
    plural = word.endswith("s") and not word.endswith(("ss", "is", "us"))
    skipped = plural or "-of-" in word or word in STOP_WORDS or word in _NO_NAMES or MONTHS_OR_DAYS.fullmatch(word)
    return None if skipped or len(word) < 3 else word


_NO_NAMES = frozenset(
    "police nobody somebody everybody everyone anyone someone nothing people none another each many few several three "
    "two both neither either officers crews children women men staff mr mrs ms dr judge yes".split()
)


def _runs(sentence: Said, evidence: Sequence[Evidence]) -> list[tuple[str, str]]:
    """Neighbouring words of names and titles: "Mayor Ann Lee" gives (mayor, ann) and (ann, lee).

    The first word of the sentence is no part of a name where the evidence writes it small ("Farmer Ann Lee").
    """
    small = {word for one in evidence for word in one.small}
    found = []
    for match in _RUN.finditer(sentence.text):
        parts = [re.sub(r"['’]s$", "", part).lower() for part in match.group().split()]
        if not re.search(r"\w", sentence.text[: match.start()]) and parts[0] in small:
            parts = parts[1:]
        found += [
            pair for pair in pairwise(parts) if not any(w in STOP_WORDS or MONTHS_OR_DAYS.fullmatch(w) for w in pair)
        ]
    return found


def _together(first: str, second: str, tokens: Sequence[str], most: int = 3) -> bool:
    """Whether one word follows another, with at most two others between them."""
    return any(word == first and second in tokens[at + 1 : at + 1 + most] for at, word in enumerate(tokens))


def _holds(words: Container[str], name: str) -> bool:
    parts = re.split(r"[-’']", name)
    return name in words or stem(name) in words or all(part in words for part in parts)


def _names_exchanged(sentence: Said, said: Said) -> bool:
    """Whether two names stand in another order than in the evidence although both are active, or both passive."""
    places = {name: at for at, name in reversed(list(enumerate(said.capitals)))}
    order = list(dict.fromkeys(name for name in sentence.capitals if name in places))
    if len(order) < 2:
        return False
    between = _between(sentence.text, order[0], order[-1])
    other = _between(said.text, order[-1], order[0])
    if places[order[0]] < places[order[-1]] or not between or not other:
        return False
    shared = {stem(w) for w in content_words(between)} & {stem(w) for w in content_words(other)}
    return bool(shared) and _passive(between) == _passive(other)


def _nouns_exchanged(sentence: Said, said: Said) -> bool:
    """Whether the words on either side of a word have changed sides although both are active, or both passive."""
    theirs = list(zip(said.stems, said.stems[1:], said.stems[2:], strict=False))
    for left, middle, right in zip(sentence.stems, sentence.stems[1:], sentence.stems[2:], strict=False):
        if left != right and (right, middle, left) in theirs:
            return _passive(sentence.text) == _passive(said.text)
    return False


def _between(text: str, first: str, second: str) -> str:
    match = re.search(rf"\b{re.escape(first)}\b(.*?)\b{re.escape(second)}\b", text, re.I | re.S)
    return match.group(1) if match else ""


def _passive(text: str) -> bool:
    return re.search(r"\bby\b", text, re.I) is not None
