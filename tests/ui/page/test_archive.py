"""What the archive holds, on a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from index import Status
from tests.ui.page.markup import parsed
from ui.page.archive import SHOWN_SOURCES, Overview, overview

STATUS = Status(
    articles=8, passages=9, stories=6, first_day=date(2025, 6, 1), last_day=date(2025, 6, 12), undated=2, sources=2,
    versions=8, removed=0, problems=1, embedder="e", waiting=0, generation=3,
)  # fmt: skip
NOTHING = Status(
    articles=0, passages=0, stories=0, first_day=None, last_day=None, undated=0, sources=0,
    versions=0, removed=0, problems=0, embedder="", waiting=0, generation=0,
)  # fmt: skip


def page(status: Status = STATUS, **parts: Any) -> Any:
    values: dict[str, Any] = {"months": (), "sources": (), "storage": (), "problems": ()}
    return parsed(overview(Overview(status=status, **values | parts)))


def test_figures_say_how_much_there_is() -> None:
    figures = {one.findtext("dt"): one.findtext("dd") for one in page().xpath("//dl/div")}
    assert figures == {
        "articles": "8", "passages": "9", "stories": "6", "copies": "2", "sources": "2", "undated": "25%",
    }  # fmt: skip
    assert "1 June 2025 to 12 June 2025" in page().text_content()


def test_an_empty_archive_says_so() -> None:
    empty = page(NOTHING).text_content()
    assert "No article has a date." in empty
    assert "Everything that was given could be read." in empty
    assert "Embedder: none yet" in empty


@pytest.mark.parametrize(
    ("months", "heading", "sums"),
    [
        ([("2024-12", 1), ("2025-01", 2), ("2025-06", 3)], "By month", ["1", "5"]),
        ([(f"{year}-01", 1) for year in range(1960, 2025)], "By year", []),
        ([], None, []),
    ],
)
def test_few_years_are_shown_by_month_and_many_by_year(
    months: list[tuple[str, int]], heading: str | None, sums: list[str]
) -> None:
    made = page(months=months)
    assert [one for one in made.xpath("//h2/text()") if one.startswith("By")] == ([heading] if heading else [])
    assert made.xpath("//td[@class='sum']/text()") == sums


def test_many_sources_are_counted_beyond_the_first() -> None:
    made = page(sources=[("", 2), *((f"Paper {number}", 1) for number in range(SHOWN_SOURCES + 4))])
    assert made.xpath("string(//li/span)") == "(no source)"
    assert len(made.xpath("//ul[@class='bars']/li")) == SHOWN_SOURCES
    assert "and 5 more" in made.text_content()


def test_problems_and_storage_are_listed_as_text() -> None:
    made = page(problems=[("<b>.txt", "is <i>empty</i>")], storage=[("lexical", 2_000), ("vectors", 500)])
    assert made.xpath("string(//ul[@class='problems'])") == "<b>.txt is <i>empty</i>"
    assert "Storage, 2.5 kB" in made.text_content()
    assert made.xpath("//table[@class='storage']//td/text()")[:2] == ["index of words", "2.0 kB"]
