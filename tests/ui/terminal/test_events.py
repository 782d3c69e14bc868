"""Dated events on a terminal."""

import dataclasses
from datetime import date

import pytest

from qa import Event
from tests.ui.conftest import ARTICLE, QUOTE, cited
from ui.terminal.events import events_view

FIRST, LAST = date(2025, 6, 1), date(2025, 6, 12)


@pytest.mark.parametrize(
    ("first", "last", "stated", "ahead", "when"),
    [
        (LAST, LAST, True, False, "2025-06-12"),
        (FIRST, LAST, True, False, "2025-06-01 to 2025-06-12"),
        (LAST, LAST, False, False, "2025-06-12 (published)"),
        (LAST, LAST, True, True, "2025-06-12 (announced)"),
    ],
)
def test_an_event_stands_with_its_days_and_those_who_tell_it(
    first: date, last: date, stated: bool, ahead: bool, when: str
) -> None:
    undated = cited(article=dataclasses.replace(ARTICLE, published_at=None, source="Wire", id="wire-3"))
    lines = events_view([Event(first, last, stated, ahead, (cited(), undated))]).split("\n")
    assert lines == [f"{when}  {QUOTE}", "    The Courier 2025-06-12 [courier-17], Wire undated [wire-3]"]


def test_no_event_steers_the_terminal() -> None:
    told = cited(quote="\x1b[2J Gone.", article=dataclasses.replace(ARTICLE, body="\x1b[2J Gone.", source="\x1b[31m"))
    assert "\x1b" not in events_view([Event(LAST, LAST, stated=True, ahead=False, citations=(told,))])
