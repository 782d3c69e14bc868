"""A later report is a newer state when days and wording show it; the history names the day of each."""

from datetime import date

from ingest import Article, sentences
from qa.disagreement.developments import history, moves_on
from qa.facts.told import Told
from qa.language.mentions import mentions


def told(body, on, headline=""):
    article = Article(id=f"{on}{body}", headline=headline, body=body, published_at=on)
    start, end = next(iter(sentences(body)))
    one = next(m for m in mentions(body, start, end, None) if m.kind in ("count", "age", "date"))
    return Told(article, one.start, one.end, (start, end), one)


def test_a_toll_that_rises():
    first = told("The blast killed 3 people.", "2020-05-01")
    assert moves_on(first, told("The toll rose to 5 killed.", "2020-05-02"))
    assert moves_on(first, told("The blast killed 5 people.", "2020-05-02", headline="Toll rises"))
    assert moves_on(told("At least 3 people were killed.", "2020-05-01"), told("It killed 5 people.", "2020-05-02"))


def test_without_a_word_or_a_day_it_is_none():
    first = told("The blast killed 3 people.", "2020-05-01")
    assert not moves_on(first, told("The blast killed 5 people.", "2020-05-02"))
    assert not moves_on(first, told("The toll rose to 5 killed.", "2020-05-01"))
    assert not moves_on(told("The toll rose to 5 killed.", "2020-05-02"), first)


def test_a_past_day_and_an_age_do_not_move():
    assert not moves_on(told("It opened in 1961.", "2020-05-01"), told("The revised year: in 1963.", "2020-05-02"))
    assert not moves_on(told("Ann Lee, 73, fell.", "2020-05-01"), told("Ann Lee, 72, rose again.", "2020-05-02"))


def test_the_history_names_days_and_citations():
    before = [("five", date(2019, 10, 9), 2), ("three", None, 3)]
    assert history("six", date(2019, 10, 16), 1, before) == (
        "As of October 16, 2019: six [1]; before that, five (October 9, 2019) [2], and three [3]."
    )
