"""Values are read where they stand, with their kind and unit; spellings of one value are equal, bounds leave room."""

from datetime import date

import pytest

from qa.language.mentions import comparable, compatible, mentions

DAY = date(2016, 9, 14)


def one(text):
    (found,) = [m for m in mentions(text, 0, len(text), DAY) if not m.part][:1]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, 73, fled.",
        "Ann Lee, who is 73, fled.",
        "Ann Lee (73) fled.",
        "Ann Lee, aged 73, fled.",
        "A 73-year-old fled.",
        "A seventy-three-year-old fled.",
        "Ann Lee is 73.",
        "Ann Lee turned 73.",
        "She is 73 years old.",
    ],
)
def test_ages(text):
    assert (one(text).kind, one(text).low) == ("age", 73)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It hurt two people.", "It hurt 2 people."),
        ("It hurt two dozen people.", "It hurt 24 people."),
        ("He left $1.5 million.", "He left 1.5m dollars."),
        ("He left £2m.", "He left two million pounds."),
        ("It was 12 percent.", "It was 12%."),
        ("It opened on Feb. 3, 2015.", "It opened on 3 February 2015."),
        ("It opened on Tuesday.", "It opened on Sept. 13."),
        ("It opened in 1961.", "It opened in June 1961."),
        ("It is half a mile long.", "It is 800 meters long."),
        ("It is five miles long.", "It is 8 km long."),
        ("It burned at 9:30 p.m.", "It burned at 21:30."),
        ("It burned at noon.", "It burned at 12 p.m."),
        ("At least 14 people fell.", "16 people fell."),
        ("About 1,900 people fell.", "1,880 people fell."),
        ("Nearly 50 people fell.", "48 people fell."),
        ("It lasted two weeks.", "It lasted 14 days."),
    ],
)
def test_one_value_in_two_spellings(left, right):
    assert comparable(one(left), one(right))
    assert compatible(one(left), one(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It hurt 14 people.", "It hurt 15 people."),
        ("He left $1.5 million.", "He left $15 million."),
        ("It opened in 1961.", "It opened in 1963."),
        ("It opened on Feb. 3, 2015.", "It opened on Feb. 4, 2015."),
        ("It is 12 miles long.", "It is 15 km long."),
        ("It burned at 3 a.m.", "It burned at 3 p.m."),
        ("About 1,900 people fell.", "Roughly 1,750 people fell."),
        ("It brought 7.2 inches.", "It brought 6.4 inches."),
    ],
)
def test_two_values(left, right):
    assert comparable(one(left), one(right))
    assert not compatible(one(left), one(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It hurt 14 students.", "It hurt 14 horses."),
        ("It cost $14.", "It hurt 14 people."),
        ("It is 14 miles long.", "It is 14 days old."),
        ("It was 12 percent.", "It was 12 degrees."),
    ],
)
def test_what_is_not_comparable(left, right):
    assert not comparable(one(left), one(right))


@pytest.mark.parametrize(
    "text",
    ["Two more bodies were found.", "Three of the 14 fell.", "It rose from 9.", "It was not 15.", "Two others fell."],
)
def test_a_part_is_no_total(text):
    assert all(m.part for m in mentions(text, 0, len(text), DAY) if m.low < 14)


def test_labels_are_no_counts():
    text = "On Route 9 near Room 12 the 2nd bus stood."
    assert not [m for m in mentions(text, 0, len(text), DAY) if m.kind == "count"]


def test_a_mention_is_a_range_of_the_text():
    text = "Ann Lee, 73, left $1.5 million on Tuesday at 3 p.m."
    assert [text[m.start : m.end] for m in mentions(text, 0, len(text), DAY)] == [
        "73",
        "$1.5 million",
        "Tuesday",
        "3 p.m.",
    ]
