"""The 123 quotations of the sample articles, labelled by hand, have the right speaker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_questions import text_of

from qa.facts.speakers import utterances

ROWS = [json.loads(line) for line in (Path(__file__).parent / "spoken.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def found():
    """Each labelled quotation with the speaker that was found for it."""
    pairs = []
    for row in ROWS:
        body = text_of(row["article"])
        said = [u for u in utterances(body) if u.direct and body[u.start : u.end] == row["words"]]
        pairs.append((said[0].speaker if said else None, row["speaker"]))
    return pairs


def test_every_quotation_is_found_to_the_letter(found):
    assert len(found) >= 100
    assert None not in [speaker for speaker, _ in found]


def test_nine_in_ten_speakers_are_right_and_the_others_are_not_named(found):
    assert sum(speaker == wanted for speaker, wanted in found) >= 0.94 * len(found)
    assert {speaker for speaker, wanted in found if speaker != wanted} == {""}
