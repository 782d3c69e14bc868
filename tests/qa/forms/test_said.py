"""Who said it, and what somebody said, asked of articles that were found."""

from __future__ import annotations

import pytest

from index import Hit
from ingest import Article, Passage
from qa.answers.compose import Composed, Correction
from qa.asked.question import understand
from qa.facts.kept import Facts
from qa.forms import said

HARBOR = """PORT ANSEL, Calder -- The harbor will be dredged next year, the port authority said on Monday.

"We have been promised this since 2009," said Rosa Lindqvist, the union's president. "I will believe it when I hear \
the pumps."

Mayor Walter Engel called it a beginning. "Nobody drowns in good intentions," he said. Prosecutors allege that a \
contractor paid for an earlier survey twice.

Engel met Otis Braddock on Monday. "The chart is wrong," he said.
"""


def hit(body: str = HARBOR, headline: str = "Harbor to be dredged") -> Hit:
    article = Article(id="a1", headline=headline, body=body, published_at="2024-03-01", source="Courier", id_given=True)
    return Hit(article, Passage(article.id, article.version, 0, len(body)), score=1.0, lexical=1.0, dense=0.5)


def ask(question: str) -> Composed | Correction | None:
    return said.answer(understand(question, question), [hit()], Facts())


def test_the_speaker_of_quoted_words_is_named_with_the_sentence_that_attributes_them():
    found = ask('Who said "We have been promised this since 2009"?')
    assert isinstance(found, Composed)
    assert found.answer == "Rosa Lindqvist"
    assert "said Rosa Lindqvist, the union's president" in found.citations[0].quote


def test_words_that_go_on_after_the_attribution_have_the_same_speaker():
    found = ask('Who said "I will believe it when I hear the pumps"?')
    assert isinstance(found, Composed)
    assert found.answer == "Rosa Lindqvist"


def test_a_pronoun_that_may_be_of_two_people_names_nobody():
    found = ask('Who said "The chart is wrong"?')
    assert isinstance(found, Correction)
    assert "does not plainly name" in found.message
    assert found.citations[0].quote.startswith('"The chart is wrong," he said')


def test_words_that_nobody_said_are_no_one_s():
    found = ask('Who said "We shall never surrender this harbor"?')
    assert isinstance(found, Correction)
    assert found.citations == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Walter Engel say about the harbor?", "Nobody drowns in good intentions"),
        ("What did the mayor say about the dredging of the harbor?", "Nobody drowns in good intentions"),
        ("What did the union say about the harbor?", "We have been promised this since 2009"),
    ],
)
def test_what_somebody_said_is_given_word_for_word(question: str, words: str):
    found = ask(question)
    assert isinstance(found, Composed)
    assert found.answer == words
    assert words in found.citations[0].quote


def test_an_allegation_keeps_its_attribution():
    found = ask("What did prosecutors say about the contractor?")
    assert isinstance(found, Composed)
    assert found.text.startswith("Prosecutors allege that")


def test_nobody_is_made_to_speak_of_what_they_never_spoke_of():
    assert isinstance(ask("What did Walter Engel say about the snowstorm at the airport?"), Correction)


def test_a_question_about_something_else_is_left_alone():
    assert ask("When will the harbor be dredged?") is None
