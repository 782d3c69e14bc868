"""Before a question is asked: what the archive holds, names for the filters, questions to begin with."""

import pytest

from tests.ui.page.markup import parsed
from ui.page.composer import SHOWN_NAMES, composer, known_names, masthead, suggested, welcome


@pytest.mark.parametrize(
    ("articles", "said"),
    [
        (0, "The archive is empty"),
        (1, "1 article, undated."),
        (2_461, "2,461 articles, undated."),
    ],
)
def test_the_greeting_says_what_can_be_asked(articles: int, said: str) -> None:
    assert said in parsed(welcome(articles, "undated")).text_content()


@pytest.mark.parametrize("takes_files", [True, False])
def test_files_are_offered_where_they_are_taken(takes_files: bool) -> None:
    assert bool(parsed(masthead(takes_files=takes_files)).xpath("//button[@data-does='add']")) == takes_files


def test_each_filter_of_names_finds_its_list() -> None:
    lists = parsed(known_names({"sources": ["<b>"], "sections": [], "authors": ["x"] * (SHOWN_NAMES + 1)}))
    assert lists.xpath("//datalist[@id='known-sources']/option/@value") == ["<b>"]
    assert len(lists.xpath("//datalist[@id='known-authors']/option")) == SHOWN_NAMES
    assert set(parsed(composer()).xpath("//input/@list")) == set(lists.xpath("//datalist/@id"))


def test_examples_are_buttons_and_none_leave_nothing() -> None:
    assert parsed(suggested(["Who is <b>?"])).xpath("//button/text()") == ["Who is <b>?"]
    assert suggested([]) == ""
