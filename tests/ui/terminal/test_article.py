"""An article on a terminal."""

import dataclasses

import pytest

from tests.ui.conftest import ARTICLE, BODY
from tests.ui.terminal.printed import shown
from ui.terminal.article import article_view


def test_headline_place_body_and_version_stand_below_each_other() -> None:
    lines = shown(article_view(ARTICLE), width=1_000).splitlines()
    assert lines[:3] == [
        "Mistrial on bribery charge",
        "The Courier · Courts · 12 June 2025 · Ana Lind · https://courier.example/17",
        "",
    ]
    assert lines[-1].startswith(f"version {ARTICLE.version}, read from")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body": "Jurors met on Thursday.", "published_at": "2025-06-13"}, "Thursday [12 June 2025]"),
        ({"body": "Jurors met on Thursday.", "published_at": None}, "Jurors met on Thursday."),
        ({"corrections": ("It was fraud.",)}, "Corrected: It was fraud."),
        ({"source": "", "section": "", "url": "", "authors": ()}, "\n12 June 2025\n"),
        ({"body": BODY}, "charge on Thursday"),
        ({"headline": "[bold]x[/bold]"}, "[bold]x[/bold]"),
    ],
)
def test_what_it_says_is_shown(changes: dict[str, object], said: str) -> None:
    assert said in shown(article_view(dataclasses.replace(ARTICLE, **changes)))


@pytest.mark.parametrize("field", ["headline", "source", "body", "section", "url", "origin"])
def test_no_part_of_it_steers_the_terminal(field: str) -> None:
    assert "\x1b" not in shown(article_view(dataclasses.replace(ARTICLE, **{field: "\x1b]0;owned\x07 Text."})))
