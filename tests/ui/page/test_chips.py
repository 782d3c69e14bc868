"""What an answer was restricted to stands beside it, each with a way to ask without."""

from __future__ import annotations

from datetime import date

from qa import Filters
from tests.ui.conftest import answer_of
from tests.ui.page.markup import parsed
from ui.page.turn import answered


def test_inferred_filters_are_shown_as_inferred_and_can_be_removed() -> None:
    filters = Filters(date_from=date(2025, 1, 1), sources=["The Courier"], inferred=["date_from"])
    inferred, chosen = parsed(answered(answer_of(filters=filters), "k", place=3)).xpath("//ul[@class='chips']/li")
    assert "inferred" in inferred.text_content()
    assert "inferred" not in chosen.text_content()
    (button,) = inferred.xpath(".//button")
    assert (button.get("data-field"), button.get("data-value"), button.get("data-place")) == (
        "date_from", "2025-01-01", "3",
    )  # fmt: skip


def test_a_span_of_days_that_was_inferred_is_one_chip() -> None:
    year = {"date_from": date(2019, 1, 1), "date_to": date(2019, 12, 31)}
    (chip,) = parsed(answered(answer_of(filters=Filters(**year, inferred=["date_from", "date_to"])), "k")).xpath(
        "//ul[@class='chips']/li"
    )
    assert chip.xpath("string(span)") == "1 January 2019 to 31 December 2019"
    assert len(parsed(answered(answer_of(filters=Filters(**year)), "k")).xpath("//ul[@class='chips']/li")) == 2
