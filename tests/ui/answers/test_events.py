"""Dated events as rows and as CSV."""

import csv
import dataclasses
import io
from datetime import date

import pytest

from qa import Event
from tests.ui.conftest import ARTICLE, QUOTE, cited
from ui.answers.events import COLUMNS, row, table

DAY = date(2025, 6, 12)


def event(**changes: object) -> Event:
    told = cited(article=dataclasses.replace(ARTICLE, **changes))
    return Event(DAY, DAY, stated=True, ahead=False, citations=(told, cited(), cited()))


def test_a_row_names_the_day_the_sentence_and_every_article_that_tells_it() -> None:
    made = row(event())
    assert tuple(made) == COLUMNS
    assert (made["date_from"], made["date_to"], made["date_stated"]) == ("2025-06-12", "2025-06-12", True)
    assert ARTICLE.body[int(made["start"]) : int(made["end"])] == made["event"] == QUOTE
    assert made["also_in"] == "courier-17 courier-17"


@pytest.mark.parametrize("headline", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_headline_becomes_a_formula(headline: str) -> None:
    (read,) = csv.DictReader(io.StringIO(table([event(headline=headline)]), newline=""))
    assert read["headline"] == f"'{headline}"
    assert int(read["end"]) == len(QUOTE)


def test_without_events_there_are_columns_alone() -> None:
    assert table([]).strip().split(",") == list(COLUMNS)
