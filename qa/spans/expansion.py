"""From the model's span to what a person would say: whole words and names, amounts with units, the noun asked for.

Every rule moves the borders of a range inside its sentence; the words stay the article's own.
"""

from __future__ import annotations

import re

from qa.language.words import stem

_JOINERS = "-‐‑–'’&/"
_TRIM_LEFT = " \t\n,.;:!?)]}»”’'\"“‘—–-"
_TRIM_RIGHT = " \t\n,;:!?([{«“‘'\"”’—–-"
_UNIT = re.compile(
    r"\s?(?:%|percent\b|per cent\b|percentage points\b"
    r"|(?:hundred|thousand|million|billion|trillion)\b(?:\s(?:dollars|pounds|euros)\b)?"
    r"|(?:years?|months?|weeks?|days?|hours?|minutes?|miles?|kilomet(?:er|re)s?|met(?:er|re)s?|feet|pounds?|dollars?|votes?)\b)",
    re.I,
)
_MODIFIER = re.compile(r"(?:\b[A-Za-z]+-degree|\b\w+(?:st|nd|rd|th)-\w+)\s$")
_CHARGES = frozenset({"charge", "charges", "count", "counts", "crime", "offense", "offence"})
_PERSON_BEFORE = re.compile(r"(?:[A-Z][\w.’'-]*\s)*[A-Z][\w.’'-]*,\s(?=[a-z])")
"""A name that a span took along before the charge itself: no charge is called "Dana Ruiz, fraud"."""
_CAPITALISED = re.compile(r"[A-Z][\w.’'-]*")


def widen(body: str, start: int, end: int, sentence: tuple[int, int], head: str = "") -> tuple[int, int]:
    """Move ``start`` and ``end`` so that the range reads as an answer.

    Args:
        body: the article's text.
        start: first character of the span.
        end: one past its last character.
        sentence: the range of the sentence around it; the result never leaves it.
        head: the noun that the question asks for ("charge" of "which charge"), or "".

    Returns:
        The new range, never empty when the given one was not.
    """
    low, high = sentence
    start, end = _trim(body, *_whole_words(body, max(start, low), min(end, high), low, high))
    start, end = _name(body, start, end, low, high)
    start, end = _amount(body, start, end, low, high)
    modifier = _MODIFIER.search(body[low:start])
    if modifier:
        start = low + modifier.start()
    if head:
        end = _head(body, start, end, high, head)
        if head in _CHARGES:
            person = _PERSON_BEFORE.match(body[start:end])
            start += person.end() if person else 0
    return start, end


def _whole_words(body: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    def inside(i: int) -> bool:
        if body[i].isalnum():
            return True
        return body[i] in _JOINERS and low < i < high - 1 and body[i - 1].isalnum() and body[i + 1].isalnum()

    while start > low and inside(start - 1) and inside(start):
        start -= 1
    while end < high and end > start and inside(end - 1) and inside(end):
        end += 1
    return start, end


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    first, last = start, end
    while first < last and body[first] in _TRIM_LEFT:
        first += 1
    while last > first and body[last - 1] in _TRIM_RIGHT:
        last -= 1
    if (
        last - first > 1
        and body[last - 1] == "."
        and not re.search(r"\b(?:[A-Z]|[A-Z][a-z]{1,3})\.$", body[first:last])
    ):
        last -= 1
    for opening, closing in ("()", "[]", "“”"):
        inner = body[first:last]
        if inner.count(opening) > inner.count(closing) and last < len(body) and body[last] == closing:
            last += 1
    return (first, last) if first < last else (start, end)


def _name(body: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """A capitalised word takes the capitalised words beside it: "Sokola" becomes "Kaja Sokola"."""
    if not body[start].isupper() or body[start:end].isupper():
        return start, end
    while True:
        before = re.search(r"([A-Z][a-z’'-]+|[A-Z]\.)\s$", body[low:start])
        # The first word of a sentence is capitalised whether or not it belongs to the name.
        if not before or before.start() == 0:
            break
        start = low + before.start()
    while body[end - 1].isalnum():
        after = re.match(r"\s([A-Z][a-z’'-]+)\b", body[end:high])
        if not after or not _CAPITALISED.fullmatch(body[start:end].split()[-1]):
            break
        end += after.end()
    return start, end


def _amount(body: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    if not body[start].isdigit() and not re.fullmatch(r"[A-Za-z-]+", body[start:end]):
        return start, end
    if body[start].isdigit() and start > low and body[start - 1] in "$€£¥":
        start -= 1
    if re.search(r"\d[\d,.]*$", body[start:end]):
        unit = _UNIT.match(body[end:high])
        if unit:
            end += unit.end()
    return start, end


def _head(body: str, start: int, end: int, high: int, head: str) -> int:
    """Take in the noun that was asked for: "rape" becomes "rape charge" when the question is "which charge"."""
    following = re.match(r"\s((?:[a-z-]+\s)?)([A-Za-z]+)\b", body[end:high])
    for take in (following, re.match(r"\s()([A-Za-z]+)\b", body[end:high])):
        if (
            take
            and stem(take.group(2).lower()) == stem(head)
            and take.group(1).strip() not in ("the", "a", "of", "and", "in")
        ):
            return end + take.end()
    return end
