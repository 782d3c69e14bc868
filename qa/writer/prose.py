"""A model's stream of text as whole sentences with their marks; thoughts and decoration are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import sentences
from qa.faithfulness import MARK
from qa.language.words import content_words

_ABOUT_ITSELF = re.compile(
    r"^(?:according to (?:the )?(?:archive|passages?)(?: \d+)?,\s*"
    r"|(?:the )?(?:archive|passages?)(?: \d+)? (?:says?|states?|reports?)(?: that|:)?\s+)",
    re.I,
)
MOST_CHARS = 4_000
"""No more is read of what a model writes, thoughts aside, of which ten times as much is let pass."""
_TRAILING_MARKS = re.compile(r"([.!?][\"”’']?)((?:\s*\[\d+\])+)")
_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S | re.I)
_DECORATION = re.compile(r"^\s*(?:[-*•#>]+|\d+[.)])\s+|\*\*|__|`", re.M)


def whole_sentences(deltas: Iterator[str]) -> Iterator[str]:
    """Each sentence as soon as the next has begun, with the marks that follow its full stop."""
    text, given = "", 0
    for delta in deltas:
        text += delta
        found = _split(text)
        for sentence in found[given:-1]:
            given += 1
            yield sentence
        if len(_THINKING.sub("", text)) > MOST_CHARS or len(text) > 10 * MOST_CHARS:
            break
    yield from _split(text)[given:]


def _split(text: str) -> list[str]:
    """The sentences of what has been written so far; what is no prose is taken out."""
    tidy = _DECORATION.sub("", _THINKING.sub("", text))
    tidy = _TRAILING_MARKS.sub(lambda m: f"{m.group(2)}{m.group(1)}", tidy)
    found: list[str] = []
    for start, end in sentences(tidy):
        sentence = _plain(tidy[start:end])
        if (
            found
            and (MARK.fullmatch(f" {sentence}") or sentence.startswith("["))
            and not content_words(MARK.sub("", sentence))
        ):
            found[-1] += f" {sentence}"
        elif re.search(r"\w", MARK.sub("", sentence)):
            found.append(sentence)
    return found


def _plain(sentence: str) -> str:
    """A sentence without a lead that speaks of the passages: "The archive says that the mill closed"."""
    bare = _ABOUT_ITSELF.sub("", sentence)
    return bare if bare == sentence else bare[:1].upper() + bare[1:]
