"""The time that a question speaks of, and how it bears on what is asked."""

from datetime import date

import pytest

from qa.asked.when import tells_of, when

TODAY = date(2026, 5, 20)


def spoken(question, anchor=TODAY):
    found = when(question, anchor)
    return found and (found.role, found.first.isoformat(), found.last.isoformat())


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What did the jury decide in June 2025?", "2025-06-01", "2025-06-30"),
        ("what did the jury decide in june 2025", "2025-06-01", "2025-06-30"),
        ("What did the council decide on 12 June 2025?", "2025-06-12", "2025-06-12"),
        ("What did the council decide on 2025-06-12?", "2025-06-12", "2025-06-12"),
        ("How many cases were found between 2019 and 2021?", "2019-01-01", "2021-12-31"),
        ("From March 2018 to June 2019, how many trials were held?", "2018-03-01", "2019-06-30"),
        ("What happened in the 1990s?", "1990-01-01", "1999-12-31"),
        ("Which bridge closed in summer 2024?", "2024-06-01", "2024-08-31"),
        ("Who won the 2022 race for mayor?", "2022-01-01", "2022-12-31"),
        ("How many fell ill in the outbreak of 2019?", "2019-01-01", "2019-12-31"),
        ("What happened last week?", "2026-05-11", "2026-05-17"),
        ("What did the mayor say yesterday?", "2026-05-19", "2026-05-19"),
    ],
)
def test_what_happened_in_a_period(question, first, last):
    assert spoken(question) == ("event", first, last)


def test_last_week_is_counted_from_the_day_of_asking():
    assert spoken("What happened last week?", date(2021, 11, 23)) == ("event", "2021-11-15", "2021-11-21")


@pytest.mark.parametrize(
    ("question", "last"),
    [
        ("How many had died as of October 9, 2019?", "2019-10-09"),
        ("Who was mayor of Port Ansel in 2019?", "2019-12-31"),
        ("How full was the lake in September 2024?", "2024-09-30"),
        ("By the end of 2022, who was mayor?", "2022-12-31"),
        ("What was the verdict before 2020?", "2019-12-31"),
    ],
)
def test_how_things_stood_at_a_time(question, last):
    found = when(question, TODAY)
    assert (found.role, found.last.isoformat()) == ("state", last)


def test_since_a_year_has_no_end():
    assert spoken("Which charges were dropped since 2023?") == ("since", "2023-01-01", "2026-05-20")


def test_the_date_of_a_subordinate_clause_sets_no_end():
    question = "Which prime minister resigned after a military takeover last October?"
    assert spoken(question) == ("since", "2025-10-01", "2026-05-20")


@pytest.mark.parametrize(
    "question",
    [
        "What became of Harvey Weinstein's 2020 conviction?",
        "What is the budget for 2024?",
        "Did the budget of 2024 keep the pool open?",
        "When was the dock strike before that of 2023?",
        "What will happen in 2030?",
        "When in 2031 is the bridge due to open?",
        "How many weeks did the retrial last?",
        "Who may have won?",
        "Who is the mayor now?",
    ],
)
def test_what_is_no_time_of_the_matter_itself(question):
    assert when(question, TODAY) is None


def test_articles_asked_for_by_their_date_are_of_those_days():
    found = when("What was published in May 2023 on the strike?", TODAY)
    assert (found.role, found.grace.days) == ("published", 0)


def test_reports_may_come_some_time_after_the_event():
    assert when("What happened in June 2025?", TODAY).grace.days == 31
    assert when("What happened on June 12, 2025?", TODAY).grace.days == 14


def test_a_later_text_that_names_the_date_tells_of_the_period():
    period = when("What fell in October 2019?", TODAY)
    assert tells_of("The plates failed on Oct. 8, 2019, the report says.", period, date(2020, 9, 24))
    assert not tells_of("The plates failed on Nov. 8, 2018, the report says.", period, date(2020, 9, 24))


def test_a_time_that_something_is_compared_with_is_not_the_time_of_the_event():
    assert when("Which groceries cost more than they did a year ago?", date(2024, 1, 1)) is None
