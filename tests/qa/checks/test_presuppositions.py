"""An event that a question takes for granted is told where its answer stands, or it is no answer."""

from __future__ import annotations

import pytest

from qa.checks.presuppositions import staged, told

FERRY = (
    "The ferry struck a ledge with 198 passengers aboard. All of them were taken off by fishing boats. "
    "The captain had served for 20 years."
)


@pytest.mark.parametrize(
    ("question", "body", "words", "holds"),
    [
        ("How many passengers drowned?", FERRY, "198", False),
        ("How many passengers were aboard?", FERRY, "198", True),
        ("How many people died in the fire?", "Fire crews found three bodies. They had slept upstairs.", "three", True),
        ("How many were killed?", "The bridge fell. Five were on it. All were dead by dawn.", "Five", True),
        ("In which hospital did he die?", "Doctors at Holm General treated him. He went home.", "Holm", False),
        ("Which manager went to prison?", "Ada Finch, 59, has lived on the creek since 1983.", "Ada", False),
        ("When did the mayor resign?", "The mayor opened the library on Friday.", "Friday", False),
        ("When did the mayor resign?", "The mayor left office on Friday.", "Friday", True),
        ("Who was arrested?", "Police took Ed Lund into custody.", "Ed", True),
        ("Whom did she choose as police chief?", "She named Bo Strand as chief of staff.", "Bo", False),
        ("Whom did she choose as police chief?", "She named Bo Strand as chief of police.", "Bo", True),
        ("What was Al Brand Sr. convicted of?", "Al Brand Jr. was convicted of theft.", "theft", False),
        ("What was Al Brand Jr. convicted of?", "Al Brand Jr. was convicted of theft.", "theft", True),
        ("What was Al Brand convicted of?", "Al Brand Jr. was convicted of theft.", "theft", True),
    ],
)
def test_events_that_are_taken_for_granted(question: str, body: str, words: str, holds: bool) -> None:
    start = body.index(words)
    borders = [at + 1 for at, mark in enumerate(body) if mark == "." and body[at - 2 : at] not in ("Jr", "Sr")]
    end = next(border for border in borders if border > start)
    first = max((border for border in borders if border <= start), default=0)
    assert told(question, "", body, (first, end)) is holds


@pytest.mark.parametrize(
    ("question", "headline", "body", "holds"),
    [
        ("Was he acquitted at his retrial?", "Jury convicts Lee", "A jury convicted Lee of fraud.", False),
        ("Was he acquitted at his retrial?", "Lee is cleared", "A jury cleared Lee at his second trial.", True),
        ("Was he acquitted at the retrial?", "Lee guilty", "A jury convicted Lee again of fraud.", True),
        ("What did the jury decide?", "Judge drops count", "A judge dropped the charge against Lee.", False),
        ("What did the jury decide?", "Lee is cleared", "Jurors cleared Lee.", True),
        ("What did the judge decide?", "Judge drops count", "A judge dropped the charge against Lee.", True),
    ],
)
def test_the_stage_of_a_case(question: str, headline: str, body: str, holds: bool) -> None:
    assert staged(question, headline, body) is holds


def test_a_retrial_that_is_only_foretold_below_is_none() -> None:
    body = "A jury convicted Lee of fraud." + " Neighbors spoke of the envelopes." * 30 + " There may be a retrial."
    assert not staged("Was Lee convicted at his retrial?", "Lee guilty", body)
