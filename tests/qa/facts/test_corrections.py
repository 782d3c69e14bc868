"""What a text takes back, and what it gives instead."""

import pytest

from ingest import Article
from qa.facts.corrections import taken_back


def told(body, *notices):
    article = Article(id="a", headline="", body=body, corrections=notices)
    return [
        (back.wrong.figure, back.right and back.right.figure, back.place is not None) for back in taken_back(article)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is $1.5 million, not $15 million.",
        "The sum was $1.5 million, rather than $15 million.",
        "An earlier version misstated the sum as $15 million; it is $1.5 million.",
    ],
)
def test_a_sentence_that_corrects(text):
    assert told(text) == [(15e6, 1.5e6, True)]


def test_a_notice_beside_the_body():
    assert told("She left it.", "This article originally put the sum at $15 million.") == [(15e6, None, False)]


def test_other_values_are_left_alone():
    assert told("It is $1.5 million, and six people were not hurt.") == []
    assert told("Nine people fell.") == []
