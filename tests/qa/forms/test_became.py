"""What became of a matter is its latest plain step, with its day, and the steps before."""

from qa.asked.question import understand
from qa.forms import became

QUESTION = "What became of the merger of Ash Bank and Brack Savings?"


def told(hit, *stories):
    hits = [hit(f"a{n}", body, published_at=day) for n, (day, body) in enumerate(stories)]
    return became.answer(understand("", QUESTION), hits)


STEPS = (
    ("2020-06-01", "The merger of Ash Bank and Brack Savings was being reviewed by the state."),
    ("2020-09-01", "Ash Bank and Brack Savings abandoned their $740 million merger on Tuesday."),
    ("2020-01-01", "Ash Bank and Brack Savings announced a merger on Monday."),
)


def test_the_latest_step_and_those_before(hit):
    composed = told(hit, *STEPS)
    assert composed.answer == "abandoned"
    assert "As of September 1, 2020: abandoned [1]; before that, reviewed (June 1, 2020) [2]" in composed.text
    assert [c.article_id for c in composed.citations] == ["a1", "a0", "a2"]


def test_what_is_only_asked_for_or_feared_is_no_step(hit):
    assert told(hit, ("2020-01-01", "The merger of Ash Bank and Brack Savings may be blocked.")) is None
    assert (
        told(hit, ("2020-01-01", "Unions urged regulators to block the merger of Ash Bank and Brack Savings.")) is None
    )


def test_another_thing_in_the_sentence_has_no_step(hit):
    text = "The merger of Ash Bank and Brack Savings is large. A branch was closed."
    assert told(hit, ("2020-01-01", text)) is None


def test_other_questions_are_left_alone(hit):
    hits = [hit("a", STEPS[1][1], published_at="2020-09-01")]
    assert became.answer(understand("", "When did Ash Bank abandon its merger?"), hits) is None
