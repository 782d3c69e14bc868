"""Sentences changed in one thing are stopped; true ones in other words mostly pass, on reports never mended on, too."""

import pytest

from evals.generated.gate_pairs import cases, judged, milliseconds, rates, table
from evals.generated.gate_stories import HELD_OUT, MENDED_ON


@pytest.mark.parametrize(("stories", "caught", "alarms"), [(MENDED_ON, 0.99, 0.08), (HELD_OUT, 0.97, 0.20)])
def test_changed_sentences_are_stopped_and_true_ones_pass(stories, caught, alarms):
    verdicts = judged(stories)
    assert sum(bool(case.change) for case, _ in verdicts) >= 150
    found = rates(verdicts)
    assert found["stopped, of all changed"].value >= caught
    assert found["stopped, of all true (false alarms)"].value <= alarms
    for change in (
        "number changed",
        "date shifted",
        "citation swapped",
        "quote altered",
        "quote stitched",
        "charge swapped",
    ):
        assert found[f"stopped: {change}"].value == 1.0, change


def test_a_changed_sentence_differs_from_every_true_one():
    for _, told in cases((*MENDED_ON, *HELD_OUT)):
        true = {case.sentence for case in told if not case.change}
        assert not true & {case.sentence for case in told if case.change}


def test_the_checks_of_one_answer_take_at_most_thirty_milliseconds():
    took = milliseconds()
    assert took[len(took) // 2] <= 30


def test_the_table_has_a_row_for_each_figure_of_each_half():
    found = {"held out": rates(judged(HELD_OUT[:2]))}
    assert len(table(found).rows) == len(found["held out"])
