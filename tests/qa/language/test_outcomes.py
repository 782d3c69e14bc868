"""What a sentence says became of a charge: a closed vocabulary in which nothing stands for anything else."""

import pytest

from qa.language.outcomes import asked, outcomes, supports


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("The jury convicted Ruiz of bribery.", {"convicted"}),
        ("Ruiz was found guilty of bribery.", {"convicted"}),
        ("Ruiz was found not guilty of bribery.", {"acquitted"}),
        ("Jurors acquitted Ruiz.", {"acquitted"}),
        ("The judge declared a mistrial on the third count.", {"mistrial"}),
        ("Jurors were deadlocked on the third count.", {"mistrial"}),
        ("Ruiz was charged with bribery.", {"charged"}),
        ("Ruiz pleaded guilty to bribery.", {"pleaded guilty"}),
        ("Ruiz pleaded not guilty to bribery.", {"pleaded not guilty"}),
        ("Ruiz was not convicted.", set()),
        ("The court overturned the sentence.", {"overturned"}),
        ("The company settled without admitting fault.", {"settled"}),
    ],
)
def test_stated(sentence, stated):
    assert outcomes(sentence) - {"sentenced"} == stated


def test_a_question_presumes_only_decided_outcomes():
    assert asked("Who was convicted of bribery?") == {"convicted"}
    assert asked("Which charge ended in mistrial?") == {"mistrial"}
    assert asked("What was Ruiz charged with?") == set()


def test_a_charge_does_not_support_a_question_about_a_conviction():
    assert not supports("When was Ruiz convicted?", "Ruiz was charged with bribery on March 3.")
    assert supports("When was Ruiz convicted?", "A jury found Ruiz guilty of bribery on March 3.")
    assert supports("When was Ruiz charged?", "Ruiz was charged with bribery on March 3.")
