"""Generated stories: the same every time, and never answered by more than they state."""

from itertools import islice

import pytest

from evals.generated.outcome_pairs import judge, stories
from index import Hit
from ingest import Passage
from qa.question import understand
from qa.rulings import Corrected, Rulings


def test_there_are_120_stories_and_they_are_the_same_every_time():
    once, again = list(stories()), list(stories())
    assert len(once) == 120
    assert [article.body for article, _ in once] == [article.body for article, _ in again]


def test_every_charge_of_a_story_has_its_own_outcome():
    for _, cases in stories():
        assert {case.outcome for case in cases} == {"convicted", "acquitted", "mistrial"}


def test_a_judge_tells_too_strong_from_wrong():
    _, cases = next(stories())
    acquitted = next(case for case in cases if case.outcome == "acquitted" and case.wants == "status")
    assert judge(acquitted, "found guilty") == "too strong"
    assert judge(acquitted, "not guilty") == "right"
    assert judge(acquitted, "deadlocked") == "wrong"
    assert judge(acquitted, None) == "declined"


@pytest.mark.parametrize("first", [0, 6, 12, 18, 24])
def test_the_docket_tells_the_outcome_of_each_charge(first):
    rulings = Rulings()
    for article, cases in islice(stories(), first, first + 6):
        hit = Hit(
            article, Passage(article.id, article.version, 0, len(article.body)), score=1.0, lexical=1.0, dense=0.5
        )
        for case in cases:
            ruled = rulings.answer(understand("", case.question), [hit])
            answer = None if ruled is None or isinstance(ruled, Corrected) else ruled.answer
            assert judge(case, answer) == "right", (case.question, answer, article.body)
