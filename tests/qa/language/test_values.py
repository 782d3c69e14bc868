"""Equal answers in different words count as one; different values never do."""

import pytest

from qa.language import values


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("two", "2"),
        ("Feb. 3", "February 3"),
        ("3 February 2025", "February 3, 2025"),
        ("February 3", "February 3, 2025"),
        ("the Senate", "Senate"),
        ("$1.5 million", "$1,500,000"),
        ("12 percent", "12%"),
        ("Weinstein", "Harvey Weinstein"),
        ("Judge Ellen Ortiz", "Ellen Ortiz"),
        ("twenty-one", "21"),
        ("three people", "3"),
    ],
)
def test_the_same(left, right):
    assert values.same(values.key(left), values.key(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("$1.5 million", "$15 million"),
        ("2", "3"),
        ("February 3", "February 4"),
        ("February 3, 2024", "February 3, 2025"),
        ("12%", "12"),
        ("guilty", "not guilty"),
        ("John Ames Jr.", "John Ames Sr."),
        ("14 people", "14 houses"),
        ("third-degree rape", "rape"),
        ("New York", "New York Times"),
        ("Kaja Sokola", "Miriam Haley"),
    ],
)
def test_not_the_same(left, right):
    assert not values.same(values.key(left), values.key(right))


def test_amounts_carry_their_scale_and_unit():
    assert values.amounts("$1.5 million") == [(1_500_000.0, "$")]
    assert values.amounts("about 40 percent") == [(40.0, "%")]
    assert values.amounts("two million") == [(2_000_000.0, "")]


def test_days_keep_what_is_unknown_open():
    assert values.day_of("on March 14") == (None, 3, 14)
    assert values.day_of("14th of March, 2024") == (2024, 3, 14)
    assert values.day_of("Judge March ruled") is None
