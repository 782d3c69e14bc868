"""What the page's script sends becomes a question."""

import asyncio
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from qa import Filters
from tests.ui.conftest import answer_of
from ui.page.chat import _question, _Talk
from ui.page.html import Markup

INFERRED = Filters(
    date_from=date(2019, 1, 1),
    date_to=date(2019, 12, 31),
    sources=["The Courier", "Wire"],
    inferred=["date_from", "date_to", "sources"],
)
EARLIER = ("k", answer_of(filters=INFERRED))


def without(field: str, value: str = "") -> dict[str, object]:
    return {"question": "", "without": {"place": 0, "field": field, "value": value}}


def test_a_new_question_may_have_its_filters_inferred_and_brings_the_articles_cited_before() -> None:
    asked = _question({"question": "When was that?"}, (EARLIER,))
    assert asked.infer
    assert asked.filters == Filters()
    assert [turn.role for turn in asked.history] == ["user", "assistant"]
    assert asked.history[1].articles == ["courier-17"]


def test_removing_what_was_inferred_asks_the_same_again_and_infers_nothing() -> None:
    asked = _question(without("dates"), (EARLIER,))
    assert asked.question == EARLIER[1].question
    assert not asked.infer
    assert asked.history == []
    assert asked.filters == Filters(sources=["The Courier", "Wire"], inferred=["sources"])


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        (
            "date_from",
            "2019-01-01",
            INFERRED.model_copy(update={"date_from": None, "inferred": ["date_to", "sources"]}),
        ),
        ("sources", "Wire", INFERRED.model_copy(update={"sources": ["The Courier"]})),
        ("nonsense", "", INFERRED),
    ],
)
def test_one_filter_goes_and_the_others_stay(field: str, value: str, left: Filters) -> None:
    assert _question(without(field, value), (EARLIER,)).filters == left


@pytest.mark.parametrize("place", [7, -1, "first", None])
def test_a_turn_that_is_not_there_takes_nothing_away(place: object) -> None:
    asked = {"question": "Who?", "without": {"place": place, "field": "dates"}}
    assert _question(asked, (EARLIER,)).question == "Who?"


def test_the_page_is_brought_up_to_date_when_the_archive_grew_since_the_server_started() -> None:
    status = SimpleNamespace(articles=0, first_day=None, last_day=None)
    names = [("The Courier", 1)]
    archive: Any = SimpleNamespace(
        status=lambda: status, newest=lambda _: [], sources=lambda: names, sections=list, authors=list
    )
    talk = _Talk(SimpleNamespace(archive=archive))  # type: ignore[arg-type]
    assert not isinstance(talk.news(), Markup), "nothing new, nothing sent"
    status.articles = 1
    assert "1 article" in talk.news()
    assert '<datalist id="known-sources"><option value="The Courier">' in asyncio.run(talk.offers())
