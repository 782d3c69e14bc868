"""The reading pane: an article with the quoted range marked."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.conftest import ARTICLE, BODY
from tests.ui.page.markup import parsed
from ui.page.reader import reading


@given(st.integers(0, len(BODY)), st.integers(1, 80))
def test_exactly_the_quoted_range_is_marked(start: int, length: int) -> None:
    end = min(len(BODY), start + length)
    page = parsed(reading(ARTICLE, start=start, end=end))
    marked = "".join(page.xpath("//mark//text()"))
    assert marked == BODY[start:end].replace("\n", "")
    assert "".join(page.xpath("//div[@class='reading-body']//text()")) == BODY.replace("\n\n", "")
    assert len(page.xpath("//*[@id='evidence']")) <= 1


def test_the_days_that_the_text_leaves_open_are_shown_beside_it() -> None:
    told = dataclasses.replace(ARTICLE, body="Jurors met on Thursday.", published_at="2025-06-13")
    (day,) = parsed(reading(told, start=0, end=22)).xpath("//mark/time")
    assert (day.text, day.get("datetime"), day.get("data-day")) == ("Thursday", "2025-06-12", "12 June 2025")


def test_a_correction_and_an_earlier_version_are_announced() -> None:
    corrected = dataclasses.replace(ARTICLE, corrections=("The charge was bribery.",), complete=False)
    text = parsed(reading(corrected)).text_content()
    assert "Correction. The charge was bribery." in text
    twice = dataclasses.replace(ARTICLE, corrections=("It was 2.", "Correction: It was 2."))
    assert len(parsed(reading(twice)).xpath("//p[@role='note']")) == 1
    assert "only a part" in text
