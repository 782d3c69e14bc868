"""Equal answers of different stories add up; several mentions in one article do not."""

import pytest

from qa.asked.question import understand
from qa.spans import rank

WEIGHTS = rank.Weights()
QUESTION = understand("", "How many people were hurt?")


def groups(hits, readings, question=QUESTION):
    found = rank.candidates(question, hits, readings, WEIGHTS)
    return rank.group(found, hits, WEIGHTS.temperature)


def test_two_stories_that_agree_outweigh_one_that_differs(hit, reading):
    bodies = ["Fourteen people were hurt.", "The fire hurt 14 people.", "Police said 15 people were hurt."]
    spans = ["Fourteen", "14", "15"]
    hits = [hit(f"a{i}", body) for i, body in enumerate(bodies)]
    readings = [reading(b, s, best=5.0) for b, s in zip(bodies, spans, strict=True)]
    first, second = groups(hits, readings)
    assert first.best.key.startswith("number:14")
    assert len(first.members) == 2
    assert first.strength > second.strength


def test_one_article_that_repeats_itself_counts_once(hit, reading):
    body = "Police said 15 people were hurt. A second count also gave 15 people."
    one = hit("a1", body)
    found = rank.candidates(QUESTION, [one], [reading(body, "15 people were", "15 people.")], WEIGHTS)
    (only,) = rank.group(found, [one], 1.0)
    assert len(only.members) == 1


def test_an_answer_that_only_repeats_the_question_is_none(hit, reading):
    body = "People were hurt in the fire."
    assert not rank.candidates(QUESTION, [hit("a1", body)], [reading(body, "hurt")], WEIGHTS)


def test_where_the_news_comes_from_answers_only_where(hit, reading):
    body = "Port Ansel, Calder CNN —\n\nThe harbour company Tidewell cut 300 jobs."
    one = hit("a1", body)
    for question, answers in (
        ("Which company cut jobs?", {"Tidewell"}),
        ("Where were jobs cut?", {"Port Ansel", "Tidewell"}),
    ):
        read = reading(body, "Port Ansel", "CNN", "Tidewell")
        assert {c.text for c in rank.candidates(understand("", question), [one], [read], WEIGHTS)} == answers


def test_no_answer_goes_on_in_another_paragraph(hit, reading):
    body = "Tennis\n\nBadminton\n\nSquash"
    question = understand("", "Which sport was it?")
    assert not rank.candidates(question, [hit("a1", body)], [reading(body, "Tennis\n\nBadminton")], WEIGHTS)


@pytest.mark.parametrize(
    ("text", "fits"), [("in 1984", 1.0), ("148 feet tall", -1.0), ("9:30 a.m.", 1.0), ("May", 1.0)]
)
def test_a_day_or_a_year_is_a_date_and_a_measure_is_none(text, fits):
    assert rank.kind_fit("date", text) == fits


def test_every_candidate_is_a_range_of_its_article(hit, reading):
    body = "Rain fell. Jurors acquitted Dana Ruiz of fraud on Monday."
    (found,) = rank.candidates(
        understand("", "Who was acquitted of fraud?"), [hit("a1", body)], [reading(body, "Ruiz")], WEIGHTS
    )
    assert body[found.start : found.end] == "Dana Ruiz"
    assert body[slice(*found.sentence)] == "Jurors acquitted Dana Ruiz of fraud on Monday."


def test_the_newer_of_two_equally_strong_answers_comes_first(hit, reading):
    bodies = ["The toll stands at 14 people.", "The toll stands at 17 people."]
    hits = [hit("old", bodies[0], published_at="2025-03-01"), hit("new", bodies[1], published_at="2025-03-04")]
    readings = [reading(bodies[0], "14", best=5.1), reading(bodies[1], "17", best=5.0)]
    ordered = rank.prefer_newer(groups(hits, readings), hits)
    assert ordered[0].best.text.startswith("17")


def test_reading_and_retrieval_order_the_results_together(hit, reading):
    hits = [hit("weather", "Rain is likely.", score=1.2), hit("court", "Ruiz was acquitted.", score=1.0)]
    readings = [reading("Rain is likely.", "Rain", best=-5.0), reading("Ruiz was acquitted.", "Ruiz", best=5.0)]
    assert rank.reorder(hits, readings, WEIGHTS) == [1, 0]


def test_quoted_words_are_looked_for_to_the_letter(hit, reading):
    bodies = ["“It was a price list,” Lucia Farrow told jurors.", "Leonard Voss was charged with bribery."]
    hits = [hit(f"a{i}", body) for i, body in enumerate(bodies)]
    readings = [reading(bodies[0], "Lucia Farrow", best=2.0), reading(bodies[1], "Leonard Voss", best=9.0)]
    question = understand("", 'Who said "It was a price list"?')
    found = rank.candidates(question, hits, readings, WEIGHTS)
    assert {c.text for c in found} == {"Lucia Farrow"}


def test_a_value_that_its_sentence_rejects_is_no_answer(hit, reading):
    body = "Six people were hurt, not seven."
    found = rank.candidates(QUESTION, [hit("a1", body)], [reading(body, "seven", "Six")], WEIGHTS)
    assert [c.text for c in found] == ["Six"]


def test_the_charge_of_another_outcome_is_no_answer(hit, reading):
    body = "A jury convicted Elena Marsh of wire fraud but acquitted her of bribery."
    question = understand("", "What was Elena Marsh acquitted of?")
    found = rank.candidates(question, [hit("a1", body)], [reading(body, "wire fraud", "bribery")], WEIGHTS)
    assert [c.text for c in found] == ["bribery"]
