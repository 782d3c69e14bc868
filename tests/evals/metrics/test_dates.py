from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.dates import days, score

SAME = [
    ("Feb. 3", "February 3"),
    ("3 February 2021", "2021-02-03"),
    ("5th of October", "Oct 5"),
    ("Sept. 11", "September 11th"),
    ("Feb. 3, 2021", "February 3"),  # more than was asked
    ("Feb. 3", "February 3, 2021"),  # a day without its year
    ("Friday, Feb. 3", "Feb. 3"),
    ("June 3-5", "June 3 to 5"),
    ("late 2021", "2021"),
    ("in May", "May"),
]
DIFFERENT = [
    ("Feb. 3", "February 4"),
    ("Feb. 3, 2021", "Feb. 3, 2022"),
    ("March", "March 2021"),
    ("May", "May 2"),
    ("Saturday", "Sunday"),
    ("June 3", "June 3 to 5"),
    ("last week", "February 3"),
]


@pytest.mark.parametrize(("prediction", "gold"), SAME)
def test_same_date(prediction, gold):
    assert score(prediction, gold) == 1.0


@pytest.mark.parametrize(("prediction", "gold"), DIFFERENT)
def test_other_date(prediction, gold):
    assert score(prediction, gold) == 0.0


@pytest.mark.parametrize("text", ["Judge March", "it may be", "Theresa May", "$2019", "2,019", "Sudan"])
def test_words_that_are_no_dates(text):
    assert not days(text)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Thursday", "March 14, 2024"),  # published on a Thursday: AP style names the day, not "today"
        ("Wednesday", "March 13, 2024"),
        ("yesterday", "March 13, 2024"),
        ("Friday", "2024-03-08"),
    ],
)
def test_weekdays_are_counted_from_publication(said, meant):
    assert score(said, meant, published=date(2024, 3, 14)) == 1.0
    assert score(said, meant) == 0.0


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_date_is_read_from_every_form(day):
    for form in ("%Y-%m-%d", "%B %d, %Y", "%b. %d, %Y", "%d %B %Y"):
        written = day.strftime(form)
        assert [found.iso for found in days(written)] == [day.isoformat()], written
