"""A timeline gives the day of the event, not of the report, and cites the sentence that tells it."""

from datetime import date

from qa import timeline_of
from qa.asked.question import understand

TRIAL = (
    "TARROW — A jury convicted Ada Orne of fraud on Thursday. The trial lasted six weeks. "
    "Orne will be sentenced on May 14."
)
REPORT = "TARROW — Ada Orne, who was convicted of fraud on March 4, was sentenced Friday to three years in prison."


def events(question, *hits):
    return timeline_of(understand(question, question), hits)


def test_events_are_dated_by_their_sentence_and_in_order(hit):
    found = events(
        "What happened to Ada Orne?",
        hit("b", REPORT, published_at="2021-05-14"),
        hit("a", TRIAL, published_at="2021-03-05"),
    )
    assert [event.first for event in found] == [date(2021, 3, 4), date(2021, 5, 14)]
    assert not found[1].ahead  # announced in March, and told in May
    assert all(event.citations[0].quote in (TRIAL + REPORT) for event in found)


def test_what_still_lay_ahead_is_marked(hit):
    found = events("What happened to Ada Orne?", hit("a", TRIAL, published_at="2021-03-05"))
    assert [(event.first, event.ahead) for event in found] == [(date(2021, 3, 4), False), (date(2021, 5, 14), True)]


def test_the_same_event_of_two_articles_is_one_with_both_citations(hit):
    found = events(
        "What happened to Ada Orne?",
        hit("a", "TARROW — A jury convicted Ada Orne of fraud on Thursday.", published_at="2021-03-04"),
        hit("b", "A jury in Tarrow convicted Ada Orne of fraud on Thursday.", published_at="2021-03-05"),
    )
    assert [len(event.citations) for event in found] == [2]


def test_articles_on_other_matters_stay_out(hit):
    found = events(
        "What happened to Ada Orne?", hit("x", "TARROW — The pier reopened on Sunday.", published_at="2023-04-10")
    )
    assert found == []


def test_a_sentence_without_a_date_takes_that_of_its_article_and_says_so(hit):
    found = events(
        "Ada Orne", hit("a", "TARROW — Ada Orne is back at her desk in the town hall.", published_at="2023-04-10")
    )
    assert [(event.first, event.stated) for event in found] == [(date(2023, 4, 10), False)]


def test_a_first_sentence_counts_when_the_next_ones_name_the_person(hit):
    body = "TARROW — The man who paved the streets was indicted Tuesday. Bo Orne, 54, is charged with bribery."
    found = events("What happened to Bo Orne?", hit("a", body, published_at="2017-06-14"))
    assert [event.first for event in found] == [date(2017, 6, 13)]
