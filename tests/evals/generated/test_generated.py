"""Generated stories: the same every time, and never answered by more than they state."""

from itertools import islice

import pytest

from evals.generated import steps
from evals.generated.outcome_pairs import judge, stories
from index import Hit
from ingest import Passage
from qa.answers.compose import Correction
from qa.asked.question import understand
from qa.facts.kept import Facts
from qa.forms import rulings


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
    facts = Facts()
    for article, cases in islice(stories(), first, first + 6):
        hit = Hit(
            article, Passage(article.id, article.version, 0, len(article.body)), score=1.0, lexical=1.0, dense=0.5
        )
        for case in cases:
            ruled = rulings.answer(understand("", case.question), [hit], facts)
            answer = None if ruled is None or isinstance(ruled, Correction) else ruled.answer
            assert judge(case, answer) == "right", (case.question, answer, article.body)


def test_40_stories_in_three_steps_arrive_in_the_same_random_order():
    (articles, asked), (again, _) = steps.stories(), steps.stories()
    assert len(articles) == 120
    assert len(asked) == 80
    assert [a.id for a in articles] == [a.id for a in again]
    assert [a.published_at for a in articles] != sorted(a.published_at for a in articles)


def test_the_latest_state_counts_and_what_was_before_is_told():
    _, asked = steps.stories()
    court = next(step for step in asked if step.about == "court" and step.as_of is None and step.earlier)
    days = " and ".join(steps.spelled(day) for day in court.days)
    assert steps.judge(court, "acquitted", f"... acquitted him, before that overturned, {days}.") == "right"
    assert steps.judge(court, "acquitted", "... acquitted him, before that overturned.") == "silent"
    assert steps.judge(court, "acquitted", "... acquitted him.") == "silent"
    assert steps.judge(court, "convicted", "... convicted him.") == "wrong"
    assert steps.judge(court, None, "") == "declined"


def test_the_docket_tells_the_latest_state_or_that_of_the_day():
    articles, asked = steps.stories()
    facts = Facts()
    for step in (step for step in asked if step.about == "court"):
        told = [a for a in articles if a.id.startswith(f"{step.story}-")]
        admitted = [a for a in told if step.as_of is None or a.published_day <= step.as_of]
        hits = [Hit(a, Passage(a.id, a.version, 0, len(a.body)), score=1.0, lexical=1.0, dense=0.5) for a in admitted]
        ruled = rulings.answer(understand("", step.question), hits, facts)
        assert steps.judge(step, ruled.answer, ruled.text) == "right", (step, ruled)
