"""Counts and lists: as many as are named, each cited, and never called all there are."""

from __future__ import annotations

import pytest

from index import Hit
from ingest import Article, Passage
from qa.asked.question import understand
from qa.facts.kept import Facts
from qa.forms import lists

INDICTED = (
    "Dana Holt, 54, was charged on Tuesday with bribery, fraud and perjury. She pleaded not guilty to all three counts "
    "before Judge Ellen Marsh. Holt's lawyer, Teresa Gant, said the case was weak."
)
CONVICTED = (
    "A jury on Friday convicted Dana Holt of bribery and fraud and acquitted her of perjury. Judge Martin Smith thanked "
    "the jurors. Defense lawyer Teresa Gant promised an appeal, and prosecutor Otis Wray declined to comment."
)
OTHER = "Judge Arthur Kell of the water court ruled on Monday that the lake is low."


def hits(*bodies: str) -> list[Hit]:
    found = []
    for number, body in enumerate(bodies):
        article = Article(
            id=f"a{number}", headline="Dana Holt in court" if "Holt" in body else "Lake low", body=body,
            published_at=f"2024-03-0{number + 1}", source=f"Paper {number}", id_given=True,
        )  # fmt: skip
        found.append(
            Hit(article, Passage(article.id, article.version, 0, len(body)), score=1.0, lexical=1.0, dense=0.5)
        )
    return found


def ask(question: str, *bodies: str):
    return lists.answer(understand(question, question), hits(*bodies), Facts())


def test_a_number_that_a_sentence_states_is_given():
    found = ask("How many charges did Dana Holt face?", INDICTED)
    assert (found.answer, len(found.citations)) == ("three", 1)


@pytest.mark.parametrize(
    ("question", "number", "named"),
    [
        ("How many charges was Dana Holt convicted of?", "at least two", ["bribery", "fraud"]),
        ("How many counts was Dana Holt acquitted of?", "at least one", ["perjury"]),
        ("How many judges were in the Dana Holt case?", "at least two", ["Ellen Marsh", "Martin Smith"]),
        ("How many lawyers did Dana Holt have?", "at least one", ["Teresa Gant"]),
    ],
)
def test_otherwise_the_members_are_counted_and_each_is_cited(question: str, number: str, named: list[str]):
    found = ask(question, INDICTED, CONVICTED, OTHER)
    assert found.answer == number
    assert len(found.citations) == len(named)
    for place, name in enumerate(named, start=1):
        assert f"{name} [{place}]" in found.text


def test_a_member_that_two_articles_name_is_listed_once():
    found = ask("Who were the lawyers of Dana Holt?", INDICTED, CONVICTED)
    assert found.answer == "Teresa Gant"


def test_outlets_are_those_whose_articles_are_about_the_matter():
    found = ask("Which newspapers reported on the conviction of Dana Holt?", CONVICTED, OTHER)
    assert found.answer == "Paper 0"


def test_nothing_is_listed_where_no_member_is_plain():
    assert ask("Who were the goalkeepers of Dana Holt?", INDICTED) is None
    assert ask("How many people live by the lake?", OTHER) is None
