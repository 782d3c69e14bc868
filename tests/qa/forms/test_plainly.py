"""Yes or no only where one sentence plainly says so."""

from __future__ import annotations

import pytest

from qa.forms.plainly import plainly


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("Is the salamander endangered?", "The state listed the salamander as endangered in 2023.", True),
        ("Did the lawsuit allege fraud?", "The lawsuit did not allege fraud.", False),
        ("Did anyone die in the measles outbreak?", "No one died.", False),
        ("Did the bridge collapse in 2019?", "The bridge collapse was heard downtown.", True),
        # Wished, planned or only possible:
        ("Did the strike end?", "Talks to end the strike broke off.", None),
        ("Did Chandler buy Orrin Savings?", "Chandler agreed to buy Orrin Savings.", None),
        # Who did it to whom:
        ("Did Lindqvist beat Holt?", "Lindqvist, whom Holt beat by 87 votes, sat in front.", None),
        ("Did Holt beat Lindqvist?", "Lindqvist, whom Holt beat by 87 votes, sat in front.", None),
        ("Did Holt beat Lindqvist?", "Holt beat Lindqvist by 87 votes.", True),
        # Alleged:
        ("Did Voss take cash?", "Prosecutors allege that Voss did take cash.", None),
        # A denial in another clause:
        ("Is the salamander endangered?", "It does not change: the salamander is endangered.", True),
        ("Did the mayor resign?", "The mayor spoke.", None),
    ],
)
def test_what_a_sentence_plainly_says(question: str, sentence: str, said: bool | None):
    assert plainly(question, sentence, "Measles outbreak over", 2019) is said
