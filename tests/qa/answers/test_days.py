"""An answer that says "Monday" is dated by its article's own day, beside the quote."""

import pytest

from index import Hit
from ingest import Article, Passage
from qa.answer import Citation
from qa.answers.days import day_note

BODY = "She took the oath on Monday. The vote was on March 14, 2024. “I left last week,” she said."


def note(answer, sentence, published="2024-03-20"):
    article = Article(id="a", headline="Oath", body=BODY, published_at=published, id_given=True)
    start = BODY.index(sentence)
    citation = Citation.of(article, start, start + len(sentence), 1)
    hit = Hit(article, Passage("a", article.version, 0, len(BODY)), score=1.0, lexical=1.0, dense=0.5)
    return day_note(answer, [citation], [hit])


def test_a_weekday_is_dated():
    said = note("Monday", "She took the oath on Monday.")
    assert said == "“Monday” is 18 March 2024, counted from the day of the article."


def test_what_is_said_in_quotation_marks_may_be_of_another_day():
    assert "may be 11-17 March 2024" in str(note("last week", "“I left last week,” she said.")).replace("–", "-")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [("March 14, 2024", "The vote was on March 14, 2024."), ("the oath", "She took the oath on Monday."), (None, BODY)],
)
def test_what_dates_itself_or_is_no_date_is_left_alone(answer, sentence):
    assert note(answer, sentence) is None


def test_an_undated_article_dates_nothing():
    assert note("Monday", "She took the oath on Monday.", published=None) is None
