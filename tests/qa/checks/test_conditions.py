"""A span is no answer where the article lacks what the question takes for granted."""

from __future__ import annotations

import pytest

from index import Hit
from ingest import Article, Passage
from qa.asked.question import understand
from qa.checks.registry import Stand, held

BODY = (
    "Esther Wanjala won the women's title on Sunday at the Port Ansel Marathon. Judge Ellen Marsh fired the gun. "
    "The foreman of the road crew was praised."
)
ARTICLE = Article(
    id="a",
    headline="Teacher wins Port Ansel Marathon",
    body=BODY,
    published_at="2018-04-16",
    source="Courier",
    id_given=True,
)
HIT = Hit(ARTICLE, Passage("a", ARTICLE.version, 0, len(BODY)), score=1.0, lexical=1.0, dense=0.5)
FIRST, SECOND = (0, BODY.index("Judge")), (BODY.index("Judge"), BODY.index("The foreman"))


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        ("Who won the Port Ansel Marathon in 2018?", FIRST, True),
        ("Who won the Port Ansel Marathon in 2015?", FIRST, False),
        ("Who won the Brannock Marathon?", FIRST, True),  # one of its words is there
        ("Who won the race in Larkmoor?", FIRST, False),
        ("Who was the judge at the race?", SECOND, True),
        ("Who was the foreman of the jury?", SECOND, False),
        ("Did it rain on Tuesday in the US?", FIRST, True),
    ],
)
def test_what_a_question_takes_for_granted(question: str, sentence: tuple[int, int], holds: bool):
    assert held(Stand(understand(question, question), HIT, sentence, sentence)) is holds


@pytest.mark.parametrize(
    ("question", "sentence", "number", "holds"),
    [
        ("How many dockworkers went on strike?", "The director said that 11 ships were waiting.", "11", False),
        ("How many dockworkers went on strike?", "The union of dockworkers held up 11 ships.", "11", True),
        ("How many ships are waiting?", "The director said that 11 vessels were waiting.", "11", True),
        ("How many people were hurt?", "Fourteen passengers were hurt.", "Fourteen", True),
        ("How many years did it take?", "It was built in 12 years.", "12", True),
        ("How many were hurt?", "Fourteen passengers were hurt.", "Fourteen", True),
    ],
)
def test_a_number_answers_how_many_only_of_what_it_counts(question: str, sentence: str, number: str, holds: bool):
    article = Article(id="a", headline="", body=sentence, id_given=True)
    hit = Hit(article, Passage("a", article.version, 0, len(sentence)), score=1.0, lexical=1.0, dense=0.5)
    start = sentence.index(number)
    span = (start, start + len(number))
    assert held(Stand(understand(question, question), hit, (0, len(sentence)), span)) is holds
