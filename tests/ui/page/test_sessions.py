"""Sixteen people at once, each in a browser of their own: nobody sees a turn of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.browsing import answered, begin, in_browser, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [*in_browser, pytest.mark.slow]
PEOPLE = 16
FOLLOW_UP = "When was that?"


def test_sixteen_sessions_never_see_each_others_turns(browser: Browser, site: str) -> None:
    asked = [f"Which charge ended in a mistrial, as person {number} asks?" for number in range(PEOPLE)]
    pages = [opened(browser, site)[0] for _ in asked]
    for turn, wanted in enumerate((asked, [FOLLOW_UP] * PEOPLE)):
        before = [begin(page, question) for page, question in zip(pages, wanted, strict=True)]
        assert before == [turn] * PEOPLE
        for page in pages:
            answered(page, turn)
    for page, question in zip(pages, asked, strict=True):
        assert page.locator(".question").all_text_contents() == [question, FOLLOW_UP]
        understood = page.locator("#now [name='standalone']").input_value()
        assert question.removesuffix("?") in understood, "the follow-up belongs to this person's own question"
        page.context.close()
