import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Article
from ingest.relative import anchor_of, date_mentions, with_dates
from tests.ingest.dated_expressions import ANCHOR, EXPRESSIONS

DAY = date.fromisoformat(ANCHOR)
CASES = [tuple(part.strip() for part in line.split("|")) for line in EXPRESSIONS.strip().split("\n")]


def is_right(marked, meaning):
    text = re.sub(r"[\[\]]", "", marked)
    found = date_mentions(text, DAY)
    if meaning == "-":
        return not found
    first, _, last = meaning.partition("..")
    start, end = marked.index("["), marked.index("]") - 1
    days = (date.fromisoformat(first), date.fromisoformat(last or first))
    return any((m.start, m.end, (m.first, m.last)) == (start, end, days) for m in found)


def test_at_least_95_of_100_expressions_are_understood():
    wrong = [marked for marked, meaning in CASES if not is_right(marked, meaning)]
    assert len(CASES) >= 150
    assert len(wrong) <= 0.05 * len(CASES), wrong


def test_months_and_modal_verbs_are_never_taken_for_dates():
    traps = [
        marked
        for marked, meaning in CASES
        if meaning == "-" and re.search(r"(?i)\b(may|march|april|june|august)", marked)
    ]
    assert len(traps) >= 10
    assert [marked for marked in traps if not is_right(marked, "-")] == []


def test_the_date_is_shown_beside_the_words_and_the_words_stay():
    text = "The council voted Thursday. It will meet again in April."
    assert with_dates(text, date_mentions(text, DAY)) == (
        "The council voted Thursday [14 March 2024]. It will meet again in April [April 2024]."
    )


def test_what_gives_its_own_year_needs_no_brackets():
    text = "It was signed on June 12, 2009."
    [mention] = date_mentions(text, DAY)
    assert mention.in_full
    assert with_dates(text, [mention]) == text


def test_inside_a_quotation_the_date_is_uncertain():
    text = "“I saw him on Monday,” the witness said."
    [mention] = date_mentions(text, DAY)
    assert not mention.certain
    assert with_dates(text, [mention]) == "“I saw him on Monday [11 March 2024?],” the witness said."


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("They met Monday.", "11 March 2024"),
        ("They met last week.", "4–10 March 2024"),
        ("They met last month.", "February 2024"),
        ("They met last year.", "2023"),
        ("They met over the last three months.", "1 December 2023 – 14 March 2024"),
    ],
)
def test_labels_are_as_precise_as_the_words(text, label):
    assert [m.label for m in date_mentions(text, DAY)] == [label]


def test_the_anchor_is_the_dateline_before_the_publication():
    a = Article(id="a", headline="", body="", published_at="2024-03-15T01:00:00-04:00", dateline_date="2024-03-14")
    assert anchor_of(a) == DAY


def test_a_story_of_its_own_day_is_not_a_week_early():
    [mention] = date_mentions("A ferry ran aground Thursday.", DAY)
    assert mention.first == DAY


@given(st.text(alphabet=st.sampled_from(list("Monday Mar.ch 1234,-“”\nMay in last")), max_size=200), st.dates())
def test_any_text_is_survived_and_ranges_are_exact(text, anchor):
    for mention in date_mentions(text, anchor):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.first <= mention.last
        assert mention.label
