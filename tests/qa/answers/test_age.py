"""Old evidence is called old where a reader would take it for how things stand."""

from datetime import date

import pytest

from qa.answer import Citation
from qa.answers.age import age_note


@pytest.fixture
def told(hit):
    """Notes on an answer from one article of 2019: told(question, later hits..., reference=...)."""
    old = hit("old", "Bo Hart is mayor of Tarrow.", published_at="2019-01-07")

    def note(question, *later, reference=date(2024, 1, 1), dated=False):
        cited = [Citation.of(old.article, 0, 10, 1)]
        return age_note(question, cited, [old, *later], reference, dated=dated)

    return note


def test_present_tense_over_old_evidence_is_flagged_with_its_date(told):
    assert "7 January 2019" in told("Who is mayor of Tarrow?")
    assert "1 January 2024" in told("Who is mayor of Tarrow?")


def test_fresh_enough_evidence_is_not(told):
    assert told("Who is mayor of Tarrow?", reference=date(2019, 6, 1)) is None


def test_now_is_stricter_than_the_present_tense(told):
    assert told("Who is currently mayor of Tarrow?", reference=date(2019, 6, 1))


def test_the_past_stays_as_it_was(told):
    assert told("Who was sworn in as mayor of Tarrow?") is None


def test_a_question_that_names_its_time_is_not_flagged(told):
    assert told("Who is mayor of Tarrow?", dated=True) is None


def test_a_newer_article_on_the_very_subject_is_named(told, hit):
    newer = hit("new", "Ann Lee, the mayor of Tarrow, spoke.", published_at="2023-01-09", headline="Lee speaks")
    assert "Lee speaks" in told("Who is mayor of Tarrow?", newer)
