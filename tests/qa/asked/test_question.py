"""The wording of a question decides which form of answer fits it."""

import pytest

from ingest import InputError
from qa.asked.question import check, kind_of, understand
from qa.language.words import content_words


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Which charge ended in mistrial?", "span"),
        ("Who won the race?", "span"),
        ("How many people were hurt?", "span"),
        ("How did the bridge collapse?", "explain"),
        ("Why did the foreman refuse to return?", "explain"),
        ("What happened to the bridge?", "explain"),
        ("Was Dana Ruiz convicted?", "yes_no"),
        ("Did the strike end?", "yes_no"),
        ("Was it a conviction or an acquittal?", "span"),
    ],
)
def test_form(question, form):
    assert understand(question, question).form == form


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who was acquitted?", "person"),
        ("When did the trial begin?", "date"),
        ("What year did it open?", "date"),
        ("How old is the mayor?", "number"),
        ("How much did it cost?", "number"),
        ("Where was he born?", "place"),
        ("In which country was the summit held?", "place"),
        ("Which charge ended in mistrial?", "any"),
    ],
)
def test_kind(question, kind):
    assert kind_of(question) == kind


def test_the_noun_after_which_is_the_head():
    assert understand("", "Which charge ended in mistrial?").head == "charge"
    assert understand("", "What third-degree charge was dropped?").head == "charge"


@pytest.mark.parametrize("question", ["", "   \n", "?!...", "x" * 100_000])
def test_what_cannot_be_asked_gets_one_sentence(question):
    with pytest.raises(InputError) as caught:
        check(question, longest=2_000)
    assert str(caught.value).endswith(".") or "?" in str(caught.value)
    assert len(str(caught.value)) < 200


def test_content_words_leave_out_stop_words_and_possessives():
    assert content_words("What was the mayor's plan for the Harbor?") == ["mayor", "plan", "harbor"]
