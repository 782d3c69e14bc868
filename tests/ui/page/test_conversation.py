"""What the page's script sends becomes a question."""

from datetime import date

import pytest

from qa import Filters
from tests.ui.conftest import answer_of
from ui.page.conversation import question_of

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
    asked = question_of({"question": "When was that?"}, (EARLIER,))
    assert asked.infer
    assert asked.filters == Filters()
    assert [turn.role for turn in asked.history] == ["user", "assistant"]
    assert asked.history[1].articles == ["courier-17"]


def test_removing_what_was_inferred_asks_the_same_again_and_infers_nothing() -> None:
    asked = question_of(without("dates"), (EARLIER,))
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
    assert question_of(without(field, value), (EARLIER,)).filters == left


@pytest.mark.parametrize("place", [7, -1, "first", None])
def test_a_turn_that_is_not_there_takes_nothing_away(place: object) -> None:
    asked = {"question": "Who?", "without": {"place": place, "field": "dates"}}
    assert question_of(asked, (EARLIER,)).question == "Who?"
