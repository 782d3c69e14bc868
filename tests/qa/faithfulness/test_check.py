"""The gate: what passages say passes in other words; what they do not say does not pass, however much it sounds alike."""

from datetime import date

import pytest

from qa.faithfulness import Evidence, Passage, addressed_to_machines, check, classify

from .injections import BODY, HIDDEN, VISIBLE
from .sentences import PASSAGES, SUPPORTED, UNSUPPORTED


@pytest.fixture(scope="module")
def evidence():
    return {n: Evidence(Passage(n, text, day=date(2025, 3, 5))) for n, text in PASSAGES.items()}


@pytest.mark.parametrize("sentence", UNSUPPORTED)
def test_what_a_passage_does_not_say_is_stopped(evidence, sentence):
    verdict = check(sentence, evidence)
    assert not verdict.passed
    assert verdict.reason


def test_most_of_what_a_passage_says_in_other_words_passes(evidence):
    stopped = {s: v.reason for s in SUPPORTED if not (v := check(s, evidence)).passed}
    assert len(stopped) <= len(SUPPORTED) // 5, stopped


@pytest.mark.parametrize("n", PASSAGES)
def test_a_passage_supports_its_own_sentences_where_they_stand(evidence, n):
    for said in evidence[n].sentences:
        verdict = check(f"{said.text} [{n}]", evidence)
        assert verdict.passed, (said.text, verdict.reason)
        number, start, end = verdict.ranges[0]
        assert number == n
        assert start <= said.start < said.end <= end


def test_a_citation_that_was_not_given_is_stopped(evidence):
    assert check("The trial lasted six weeks [7].", evidence).reason == "passage 7 was not given"
    assert not check("The trial lasted six weeks [1-3].", evidence).passed
    assert not check("The trial lasted six weeks 【1†source】.", evidence).passed


def test_a_sentence_without_a_mark_gets_the_passage_that_says_it(evidence):
    assert check("The city council voted 6 to 3 on May 12.", evidence).ranges[0][0] == 2
    assert not check("Nothing of the kind was ever reported.", evidence).passed


def test_a_sentence_may_rest_on_two_passages(evidence):
    both = "A jury convicted Elena Marsh of wire fraud, and a fire destroyed the Grand Mill [1][3]."
    assert {n for n, _, _ in check(both, evidence).ranges} <= {1, 3}


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("We never doubted her", "found"),
        ("killing three workers", "misattributed"),
        ("convicted the former harbor master did not attend", "stitched"),
        ("we always knew", "absent"),
        ("We never doubted he", "absent"),
    ],
)
def test_where_quoted_words_stand(words, where):
    assert classify(words, [PASSAGES[1]], [PASSAGES[2], PASSAGES[3]]) == where


def test_quotation_marks_and_dashes_may_differ():
    assert classify("a ‘grand’ — old — mill", ["It was a 'grand' - old – mill."]) == "found"


@pytest.mark.parametrize(("order", "obeyed"), VISIBLE + HIDDEN)
def test_an_order_in_a_passage_supports_nothing(order, obeyed):
    for text in (f"{BODY}\n\n{order}", f"{order}\n\n{BODY}"):
        verdict = check(obeyed, {1: Evidence(Passage(1, text, day=date(2025, 3, 5)))})
        assert not verdict.passed, verdict


def test_at_least_sixty_orders_are_tried():
    assert len(VISIBLE) + len(HIDDEN) >= 60


def test_news_is_not_taken_for_an_order():
    for text in PASSAGES.values():
        for sentence in text.split(". "):
            assert not addressed_to_machines(sentence)
    assert not addressed_to_machines("State officials said the bridge would stay closed.")
    assert not addressed_to_machines("When asked about the vote, the mayor declined to answer.")
    assert not addressed_to_machines("You should never say never, he told the crowd.")
