"""Questions for a country or a state are answered by the name of one, and by nothing around it."""

import pytest

from qa.asked.places import asked_for, is_one, narrow, repeats
from qa.asked.question import understand
from qa.spans import rank


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which country sent the ferry?", "country"),
        ("The envoy fled to which neighbouring nation?", "country"),
        ("Which U.S. state banned it?", "state"),
        ("In what state did the storm hit?", "state"),
        ("What did the premier do in the country?", ""),
        ("Which state of the pump was bad?", ""),
        ("Which city was hit?", ""),
    ],
)
def test_what_is_asked_for(question, asked):
    assert asked_for(question) == asked


@pytest.mark.parametrize(
    ("asked", "text", "name"),
    [
        ("country", "Japan’s former premier", "Japan"),
        ("country", "eastern Poland", "Poland"),
        ("country", "the United Kingdom", "the United Kingdom"),
        ("country", "Ecuador, Japan and Myanmar", "Ecuador, Japan and Myanmar"),
        ("country", "told us of it", "told us of it"),
        ("state", "western New York", "New York"),
        ("state", "West Virginia’s capital", "West Virginia"),
        ("", "eastern Poland", "eastern Poland"),
    ],
)
def test_the_one_place_among_other_words(asked, text, name):
    assert text[slice(*narrow(asked, text))] == name


@pytest.mark.parametrize(("text", "one"), [("the U.S.", True), ("Georgia’s", True), ("Asia", False), ("", False)])
def test_what_is_a_country(text, one):
    assert is_one("country", text) is one


def test_a_place_that_the_question_names_is_no_answer():
    question = "The Sri Lankan president fled to which country?"
    assert repeats("Sri Lanka", question)
    assert not repeats("the Maldives", question)


def test_a_country_is_preferred_to_a_stronger_city(hit, reading):
    body = "From Santa Vela the storm moved on, and made landfall in Mexico on Sunday."
    found = rank.candidates(
        understand("", "The storm made landfall in which country?"),
        [hit("a1", body)], [reading(body, "Santa Vela", "Mexico", best=6.0)], rank.Weights(fit=2.0),
    )  # fmt: skip
    assert [one.text for one in found] == ["Mexico", "Santa Vela"]
