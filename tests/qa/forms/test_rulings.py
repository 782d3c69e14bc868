"""Questions that take an outcome for granted which the dockets do not bear out are corrected in the archive's words."""

import pytest

from qa.answers.compose import Composed, Correction
from qa.asked.question import understand
from qa.facts.kept import Facts
from qa.forms import rulings

SPLIT = (
    "The last open charge in the retrial of Dana Lund, third-degree rape, ended in a mistrial on Thursday. The charge "
    "concerned Ida Holm and dated to 2013. On Wednesday jurors convicted Lund of assault."
)
DROPPED = "At the same hearing the prosecutor dropped the charge of endangerment against Carla Roe."
DEADLOCK = "The jury deadlocked on the charge of endangerment against Carla Roe."


def asked(question, *hits):
    return rulings.answer(understand(question, question), hits, Facts())


def test_a_conviction_on_a_charge_that_ended_without_a_verdict_is_corrected(hit):
    told = asked("When was Dana Lund found guilty of raping Ida Holm at the retrial?", hit("a", SPLIT))
    assert isinstance(told, Correction)
    assert told.citations[0].quote.startswith("The last open charge")


def test_a_conviction_that_is_told_is_none_to_correct(hit):
    assert asked("When was Dana Lund convicted of assault?", hit("a", SPLIT)) is None


def test_a_trial_on_a_charge_that_was_dropped_is_none_to_come(hit):
    dropped = hit("b", DROPPED, published_at="2023-12-01")
    before = hit("a", DEADLOCK, published_at="2023-10-06")
    told = asked("When is the second trial of Carla Roe on the endangerment charge?", before, dropped)
    assert isinstance(told, Correction)
    assert "dropped" in told.message


@pytest.mark.parametrize("later", ["The judge ordered a new trial of Carla Roe on the charge of endangerment."])
def test_a_trial_that_was_ordered_since_may_come(hit, later):
    dropped = hit("a", DROPPED, published_at="2023-10-06")
    since = hit("b", later, published_at="2023-12-01")
    assert asked("When is the trial of Carla Roe on the endangerment charge?", dropped, since) is None


def test_a_verdict_of_the_first_trial_is_none_of_the_retrial(hit):
    first = hit(
        "a", "A jury on Thursday convicted Leo Voss of bribery and fraud but found him not guilty of extortion."
    )
    assert asked("Was Leo Voss convicted of bribery at his retrial?", first) is None
    again = hit("b", "A jury convicted Leo Voss of bribery on Thursday at his retrial.")
    told = asked("Was Leo Voss convicted of bribery at his retrial?", again)
    assert isinstance(told, Composed)
    assert told.answer == "Yes"


def test_a_day_of_sentencing_presumes_a_conviction_and_no_trial(hit):
    pleaded = hit("a", "Ann Lee pleaded guilty to arson on Monday.")
    assert asked("When will Ann Lee be sentenced for arson after the trial?", pleaded) is None


def test_an_acquittal_of_everything_does_not_rule_out_another_trial(hit):
    cleared = hit("a", "A jury acquitted Ann Lee of all charges.", published_at="2018-03-01")
    charged = hit("b", "Ann Lee was charged with perjury on Monday.", published_at="2020-03-01")
    assert asked("When is the trial of Ann Lee?", cleared, charged) is None
