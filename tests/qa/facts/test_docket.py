"""The docket: who, which charge, and what became of it, each in the sentence that says so."""

import pytest

from qa.facts.docket import docket

SPLIT = (
    "TARROW — A jury on Tuesday convicted former harbor master Elena Marsh, 54, of wire fraud but found her not guilty of "
    "bribery.\n\nJudge Paul Orne declared a mistrial on the conspiracy charge. Her lawyer, Dan Hale, asked jurors to acquit "
    "her on all counts."
)


def told(body):
    return {(e.person, e.charge, e.status) for e in docket(body).entries}


def test_each_charge_keeps_its_own_outcome():
    assert told(SPLIT) == {
        ("Elena Marsh", "wire fraud", "convicted"),
        ("Elena Marsh", "bribery", "acquitted"),
        ("Elena Marsh", "conspiracy", "mistrial"),
    }


def test_another_is_no_charge_and_a_vote_to_acquit_is_an_acquittal():
    assert told("Jurors convicted Elena Marsh of fraud and acquitted her on another.") == {
        ("Elena Marsh", "fraud", "convicted"), ("Elena Marsh", "", "acquitted"),
    }  # fmt: skip
    assert told("Jurors voted to acquit Elena Marsh of bribery.") == {("Elena Marsh", "bribery", "acquitted")}


def test_judges_and_lawyers_are_never_the_accused():
    assert docket(SPLIT).accused == {"Elena Marsh"}


def test_every_entry_is_a_range_of_the_body():
    for entry in docket(SPLIT).entries:
        assert SPLIT[slice(*entry.span)] == entry.charge
        assert entry.sentence[0] <= entry.place[0] < entry.place[1] <= entry.sentence[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prosecutors urged jurors to convict Elena Marsh of bribery.",
        "Each charge stands alone: a jury may convict Elena Marsh on one and acquit her on another.",
        "A jury may convict Elena Marsh of bribery and acquit her of wire fraud.",
        "Had she been convicted of bribery, Elena Marsh could have faced ten years.",
        "Had the jury convicted Elena Marsh on every count, she could have faced thirty years.",
        "Elena Marsh was not convicted of bribery.",
        "“She is guilty of bribery,” the prosecutor said of Elena Marsh.",
    ],
)
def test_what_is_wished_conditional_denied_or_quoted_is_no_outcome(sentence):
    assert not {e.status for e in docket(sentence).entries} & {"convicted", "acquitted"}


def test_a_charge_is_carried_into_the_next_sentence():
    body = (
        "Jurors deadlocked on the obstruction of justice charge against Leo Voss. Judge Ann Smyth dismissed that count."
    )
    assert ("Leo Voss", "obstruction of justice", "dismissed") in told(body)


@pytest.mark.parametrize(
    "sentence",
    [
        "On the charge of arson, Lee Wong was acquitted; on the charge of fraud, jurors deadlocked.",
        "The arson charge against Lee Wong ended in an acquittal and the fraud charge in a mistrial.",
        "In the end on the charge of arson, Lee Wong was found not guilty, and jurors could not agree on fraud.",
    ],
)
def test_a_charge_before_its_outcome_belongs_to_it(sentence):
    assert told(sentence) == {("Lee Wong", "arson", "acquitted"), ("Lee Wong", "fraud", "mistrial")}


def test_what_is_done_to_a_conviction_is_done_to_its_charge():
    body = "Lee Wong was convicted of arson in 2011. An appeals court overturned the arson conviction of Lee Wong."
    assert ("Lee Wong", "arson", "overturned") in told(body)


def test_a_last_name_shared_by_two_people_names_neither():
    body = "Nadia Sorel was convicted of forgery. Viktor Sorel was acquitted of all three charges. Sorel wept."
    assert told(body) == {("Nadia Sorel", "forgery", "convicted"), ("Viktor Sorel", "", "acquitted")}


@pytest.mark.parametrize(
    "review",
    [
        "The Court of Appeals reversed the conviction of Ann Lee for perjury on Monday.",
        "The Court of Appeals set aside the conviction of Ann Lee for perjury, citing a juror.",
        "A higher court threw out Ann Lee’s perjury conviction.",
        "The state court annulled Lee’s conviction for perjury.",
        "Judges set aside her conviction on the perjury charge and ordered a new trial.",
        "Ann Lee’s conviction for perjury was quashed on Monday.",
    ],
)
def test_a_verdict_that_is_reviewed_is_no_new_one(review):
    entries = docket(f"Ann Lee was found guilty of perjury in May.\n\n{review}").entries
    told = [e for e in entries if e.sentence[0] > 10 and not e.past]
    assert [(e.status, e.charge) for e in told if e.status != "retrial"] == [("overturned", "perjury")]


@pytest.mark.parametrize(
    "review",
    [
        "The Court of Appeals set aside the conviction of Ann Lee for perjury on Monday.",
        "An appeals panel overturned the conviction of Ann Lee for perjury.",
        "The state Supreme Court set aside Ann Lee's perjury conviction on Monday.",
        "Judges threw out Ann Lee’s conviction for perjury and ordered a new trial.",
    ],
)
def test_a_report_of_a_review_alone_names_the_charge_by_its_conviction(review):
    assert ("Ann Lee", "perjury", "overturned") in told(review)


@pytest.mark.parametrize("again", ["once more", "once again", "a second time", "again"])
def test_that_a_verdict_is_given_again_is_no_part_of_the_charge(again):
    assert told(f"The second jury found Ann Lee guilty of perjury {again} on Thursday.") == {
        ("Ann Lee", "perjury", "convicted")
    }


def test_a_day_owns_no_conviction():
    assert told("Monday's surprise conviction ended the trial of Ann Lee.") == {("Ann Lee", "", "convicted")}
