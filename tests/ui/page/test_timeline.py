"""The evidence by date."""

from __future__ import annotations

import dataclasses

import pytest

from tests.ui.conftest import ARTICLE, answer_of, listed
from tests.ui.page.markup import parsed
from ui.page.timeline import timeline


def test_the_timeline_is_drawn_when_there_is_something_to_see() -> None:
    days = ["2020-01-01", "2021-06-01", "2025-06-12"]
    results = [listed(dataclasses.replace(ARTICLE, published_at=day)) for day in days]
    page = parsed(timeline(answer_of(results=results)))
    spots = page.xpath("//a[contains(@class, 'spot')]")
    lefts = [float(one.get("style").split("%")[0].removeprefix("left:")) for one in spots]
    assert len(spots) == 3
    assert sorted(lefts)[0] < 5 < 95 < sorted(lefts)[-1]
    assert page.xpath("//*[@class='tick']/text()") == ["2021", "2022", "2023", "2024", "2025"]
    assert "3 passages from 1 January 2020 to 12 June 2025; cited: 12 June 2025." in page.text_content()
    assert timeline(answer_of()) == ""


@pytest.mark.parametrize(
    ("days", "ticks"),
    [
        (["1890-01-01", "1950-06-01", "2025-06-12"], 8),
        (["2025-01-10", "2025-03-01", "2025-06-12"], 5),
        (["2025-06-01", "2025-06-02", "2025-06-12"], 2),
    ],
)
def test_the_axis_is_labelled_in_years_months_or_days(days: list[str], ticks: int) -> None:
    results = [listed(dataclasses.replace(ARTICLE, published_at=day)) for day in days]
    page = parsed(timeline(answer_of(results=results)))
    assert len(page.xpath("//*[contains(@class, 'tick') and not(contains(@class, 'ticks'))]")) == ticks


def test_passages_of_one_day_stand_on_each_other_within_the_plot() -> None:
    results = [listed() for _ in range(40)] + [listed(dataclasses.replace(ARTICLE, published_at="2020-01-01"))]
    page = parsed(timeline(answer_of(results=results)))
    heights = [float(one.split("bottom:")[1].removesuffix("rem")) for one in page.xpath("//a/@style")]
    assert max(heights) < 4.4
    assert len(set(heights)) >= 40
