"""The other charge, after one of them was answered; why and what happened, in cited sentences."""

from __future__ import annotations

from index import Hit
from ingest import Article, Passage
from qa.asked.question import understand
from qa.facts.kept import Facts
from qa.forms import explain, others
from qa.reader import Reading

BODY = (
    "A jury on Thursday convicted Dana Holt of bribery and found her not guilty of extortion. The verdict came because a "
    "bookkeeper kept every receipt. The court will sit again in May."
)
ARTICLE = Article(
    id="a",
    headline="Dana Holt convicted of bribery",
    body=BODY,
    published_at="2024-03-01",
    source="Courier",
    id_given=True,
)
HIT = Hit(ARTICLE, Passage("a", ARTICLE.version, 0, len(BODY)), score=1.0, lexical=1.0, dense=0.5)
UNREAD = [Reading((), 0.0)]


def test_the_other_charge_is_the_one_that_was_not_answered():
    whole = "What of the other charge (Which charge was Dana Holt acquitted of – Extortion)?"
    found = others.answer(
        understand("And the other one?", whole, "Which charge was Dana Holt acquitted of?"), [HIT], Facts()
    )
    assert found is not None
    assert found.answer == "bribery: convicted"
    assert found.citations[0].quote == BODY[: BODY.index(" The verdict")]


def test_any_other_question_is_left_alone():
    assert others.answer(understand("Who is Dana Holt?", "Who is Dana Holt?"), [HIT], Facts()) is None


def test_a_cause_is_given_in_the_sentence_that_tells_it():
    found = explain.answer(understand("x", "Why was Dana Holt convicted of bribery?"), [HIT], UNREAD)
    assert found is not None
    assert "because a bookkeeper kept every receipt" in found.text


def test_what_happened_is_told_by_the_article_about_it():
    found = explain.answer(understand("x", "What happened to Dana Holt?"), [HIT], UNREAD)
    assert found is not None
    assert found.citations[0].start == 0


def test_nothing_is_told_of_whom_no_article_is_about():
    assert explain.answer(understand("x", "What happened to Walter Engel?"), [HIT], UNREAD) is None
    assert explain.answer(understand("x", "Why was Walter Engel convicted of bribery?"), [HIT], UNREAD) is None
