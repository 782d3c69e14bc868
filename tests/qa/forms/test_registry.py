"""The first form with an outcome gives it, and any form can be left out by name."""

import pytest

from qa.asked.question import understand
from qa.facts.kept import Facts
from qa.forms.form import Material
from qa.forms.registry import FORMS, decide

BODY = "On Tuesday jurors convicted Dana Lund of arson. She was acquitted of fraud."


def given(hit, question, *without):
    return Material(understand(question, question), [hit("a", BODY)], Facts(), without=frozenset(without))


def test_names_are_unique():
    assert len({form.name for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize(
    ("question", "without", "form"),
    [
        ("What was Dana Lund convicted of?", (), "ruling"),
        ("What was Dana Lund convicted of?", ("ruling",), None),
        ("Who sang at the fair?", (), None),
    ],
)
def test_which_form_answers_without_reading(hit, question, without, form):
    decided = decide(given(hit, question, *without), reads=False)
    assert (decided[0].name if decided else None) == form
