"""Inferred filters narrow the search, are marked, give way to the user's own, and never cost an answer."""

from datetime import date

import pytest

from index import Archive
from ingest import Article
from qa import Filters, Question
from qa.asked.moments import moment
from qa.retrieval.scope import fits, look, scopes

TODAY = date(2024, 1, 1)


def story(name, headline, body, day, source="Tarrow Ledger"):
    return Article(id=name, headline=headline, body=body, published_at=day, source=source, id_given=True)


ARTICLES = [
    story("mill-fire", "Mill burns", "TARROW — The old mill on Reed Street burned down on Monday.", "2019-06-04"),
    story(
        "mill-report", "Report on mill", "TARROW — The mill burned on June 3, 2019, because of a heater.", "2020-05-01"
    ),
    story("mill-plan", "Mill to be sold", "TARROW — The owner of the old mill plans to sell it.", "2018-02-02"),
    story("trial", "Jury convicts Ada Orne", "TARROW — A jury convicted Ada Orne of fraud on Friday.", "2021-03-06"),
    story("retrial", "Orne cleared at retrial", "TARROW — Ada Orne was acquitted of fraud at a retrial.", "2022-09-09"),
    story("pier", "Pier reopens", "TARROW — The north pier reopened on Sunday.", "2023-04-10", "Pier News"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scope") / "archive"
    with Archive.open(folder, write=True) as opened:
        opened.add(ARTICLES, fast=True)
        yield opened


def ways(archive, question, **fields):
    return scopes(archive, Question(question=question, **fields), question, TODAY)


def found(archive, question, scope):
    _, hits = look(archive, question, scope, 10)
    return [hit.article.id for hit in hits]


def test_a_question_without_a_date_or_source_is_searched_as_it_is(archive):
    assert [scope.filters for scope in ways(archive, "What burned down?")] == [Filters()]


def test_what_is_inferred_is_marked(archive):
    first = ways(archive, "What burned down in June 2019?")[0].filters
    assert first.inferred == ["date_from", "date_to"]
    assert first.date_from <= date(2019, 6, 1)
    assert first.date_to >= date(2019, 6, 30)


def test_a_source_named_as_witness_becomes_a_filter(archive):
    first = ways(archive, "What did the Pier News report about the pier?")[0].filters
    assert (first.sources, first.inferred) == (["Pier News"], ["sources"])


def test_a_later_article_that_tells_of_the_period_stays_in(archive):
    question = "Why did the mill burn in June 2019?"
    scope, hits = look(archive, question, ways(archive, question)[0], 10)
    assert {hit.article.id for hit in hits} >= {"mill-fire", "mill-report"}
    assert scope.filters.date_to is None
    assert scope.filters.inferred == ["date_from"]


def test_what_the_user_chose_wins(archive):
    own = Filters(date_from=date(2018, 1, 1), sources=["Tarrow Ledger"])
    question = "What did the Pier News report in June 2019?"
    assert [scope.filters for scope in ways(archive, question, filters=own)] == [own]


def test_nothing_is_inferred_when_that_is_not_wanted(archive):
    assert [scope.filters for scope in ways(archive, "What burned in June 2019?", infer=False)] == [Filters()]


def test_a_period_before_the_archive_falls_back_to_all_of_it_and_says_so(archive):
    question = "Which mill burned in the 1990s?"
    tried = ways(archive, question)
    assert not fits(question, tried[0], look(archive, question, tried[0], 10)[1])
    assert tried[-1].filters == Filters()
    assert tried[-1].missed == "1990s"
    assert "mill-fire" in found(archive, question, tried[-1])


def test_what_was_published_before_a_past_event_cannot_tell_of_it(archive):
    last = ways(archive, "Who sold the mill in 2019?")[-1]
    assert "mill-plan" not in found(archive, "Who sold the mill in 2019?", last)


def test_a_week_without_a_date_is_said_loosely_and_keeps_nothing_out(archive):
    question = "Who was convicted of fraud this week?"
    asked = Question(question=question, as_of=date(2021, 3, 20))
    last = scopes(archive, asked, question, TODAY)[-1]
    assert last.earliest is None
    assert "trial" in found(archive, question, last)


def test_a_time_beyond_the_archive_is_not_inferred(archive):
    assert len(ways(archive, "What burned in December 2023?")) == 1


def test_a_question_may_date_itself_by_an_event(archive):
    before = moment(archive, "What was Ada Orne convicted of before the retrial?")
    after = moment(archive, "What became of Ada Orne after the retrial?")
    assert (before.role, before.last) == ("state", date(2022, 9, 8))
    assert (after.role, after.first) == ("since", date(2022, 9, 9))


def test_an_event_that_the_archive_does_not_tell_of_sets_no_bound(archive):
    assert moment(archive, "What did Ada Orne do after the earthquake?") is None


def test_nobody_writes_of_the_time_before_a_mishap(archive):
    assert moment(archive, "What was the mill before the fire?") is None
